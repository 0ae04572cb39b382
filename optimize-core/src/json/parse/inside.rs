//! JSON inside a string of the input.

use super::{Parser, Stop};
use crate::error::ErrorKind;
use crate::field::ParseFieldOwned;
use crate::json::syntax::SyntaxKind;
use crate::options::ParseOptions;

impl Parser<'_> {
    /// Reads the text of the string that begins at `start` and ends at the position, as a document that counts one level.
    /// Its problems stand at the string, and show what of the text is wrong.
    pub(crate) fn inside_text<T: ParseFieldOwned>(
        &mut self,
        text: &str,
        start: usize,
        rules: &T::Rules,
    ) -> Result<T, Stop> {
        let Some(depth) = self.depth.checked_sub(1) else { return Err(self.fatal_at(SyntaxKind::TooDeep, start)) };
        let mut options = ParseOptions::new().max_depth(depth).max_items(self.items).max_errors(self.report.limit());
        options.coerce = self.coerce;
        let mut inner = Parser::new(text.as_bytes(), &options);
        inner.set_mode(self.mode);
        inner.tracker = self.tracker.take();
        let mut slot = None;
        let read = inner.document(&mut |parser| T::parse_slot(parser, rules, &mut slot));
        (self.tracker, self.items) = (inner.tracker.take(), inner.items);
        if let (Ok(()), Some(value)) = (read, slot) {
            return Ok(value);
        }
        let span = start..self.position;
        if let Some(failure) = inner.failure {
            let kind = ErrorKind::JsonInvalid { error: failure.message(text.as_bytes()) };
            let shown = &self.input[span.clone()];
            let mark = self.report.mark();
            self.report.error_showing(kind, span, shown);
            // Where in it the secrets are is unknown.
            if !crate::redacted::secret_names(crate::schema::describe::<T>).is_empty() {
                self.report.conceal(mark, false);
            }
            return Err(Stop::Invalid);
        }
        let mark = self.report.mark();
        self.report.absorb(inner, text.as_bytes());
        self.report.place(mark, &span);
        Err(Stop::Invalid)
    }
}
