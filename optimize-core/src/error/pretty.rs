//! [`PrettyError`]: a validation error beside its source, for [miette](https://docs.rs/miette).

use crate::error::{ErrorItem, ValidationError};
use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use std::fmt;

/// A [`ValidationError`] with the text that it is about: miette's handlers show the lines, and a caret
/// at every wrong value.
///
/// ```
/// use miette::{GraphicalReportHandler, GraphicalTheme};
/// use optimize_core::Optimized;
///
/// #[derive(Optimized, Debug)]
/// struct Size {
///     #[opt(gt = 0)]
///     width: u32,
/// }
///
/// let text = "{\n  \"width\": 0\n}";
/// let error = Size::from_json(text).unwrap_err().with_source("size.json", text);
/// let mut shown = String::new();
/// GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).render_report(&mut shown, &error)?;
/// assert!(shown.contains("╭─[size.json:2:12]"), "{shown}");
/// assert!(shown.contains("╰── width: Input should be greater than 0"), "{shown}");
/// # Ok::<(), std::fmt::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct PrettyError {
    error: ValidationError,
    source: NamedSource<String>,
}

impl ValidationError {
    /// The error beside the text that was read, for miette. A part of the text that is no UTF-8 is shown
    /// as replacement characters.
    #[must_use]
    pub fn with_source(self, name: impl AsRef<str>, text: impl AsRef<[u8]>) -> PrettyError {
        let text = String::from_utf8_lossy(text.as_ref()).into_owned();
        PrettyError { error: self, source: NamedSource::new(name, text).with_language("json") }
    }
}

impl PrettyError {
    /// The error alone.
    #[must_use]
    pub fn into_inner(self) -> ValidationError {
        self.error
    }
}

impl fmt::Display for PrettyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.error.error_count();
        write!(formatter, "{count} validation error{} for {}", if count == 1 { "" } else { "s" }, self.error.title())?;
        // An empty text has no line to show this at.
        match self.error.errors() {
            [only] if self.error.is_syntax() => write!(formatter, ": {}", only.message()),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for PrettyError {}

impl Diagnostic for PrettyError {
    /// Pydantic's `type`, when all problems are of one.
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let mut types = self.error.errors().iter().map(ErrorItem::type_name);
        let first = types.next()?;
        types.all(|other| other == first).then(|| Box::new(first) as Box<dyn fmt::Display>)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let omitted = self.error.error_count() - self.error.errors().len();
        (omitted > 0).then(|| Box::new(format!("{omitted} more are not shown")) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let text = self.source.inner();
        Some(Box::new(self.error.errors().iter().filter_map(|item| label(item, text))))
    }
}

/// The wrong value, or of one that goes over several lines the beginning. Nothing beyond the text.
fn label(item: &ErrorItem, text: &str) -> Option<LabeledSpan> {
    let start = item.offset()?.min(text.len());
    let rest = &text.as_bytes()[start..];
    let line = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    let length = item.input_length().unwrap_or(1).min(line);
    let path = item.loc().to_string();
    let message = if path.is_empty() { item.message().into_owned() } else { format!("{path}: {}", item.message()) };
    Some(LabeledSpan::new(Some(message), start, length))
}
