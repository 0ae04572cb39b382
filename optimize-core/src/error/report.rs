//! [`Report`]: collects problems while a value is read or checked.
//!
//! Nothing is paid while all is well. A problem is recorded where it is found; each level that is
//! then left adds its step to the paths of the problems recorded since it was entered.

use crate::error::item::Input;
use crate::error::secret::Redaction;
use crate::error::{ErrorItem, ErrorKind, Loc, LocItem, ValidationError};
use crate::field::Field;
use crate::json::Position;
use crate::redacted::without_secrets;
use std::ops::Range;
use std::sync::Arc;

/// The problems found so far.
#[derive(Debug)]
pub struct Report {
    pub(super) items: Vec<RawError>,
    /// Problems found beyond the limit: counted, not kept.
    pub(super) omitted: usize,
    limit: usize,
    /// Where in the input secrets are.
    pub(super) secrets: Vec<Range<usize>>,
    /// The keys of secrets, where these were not read: under a value of the wrong shape, behind a limit.
    pub(crate) secret_names: &'static [&'static str],
    /// Problems are counted, not kept: whether there are any is all that is asked.
    muted: bool,
    /// How many variants of untagged enums were tried through serde.
    pub(crate) tries: usize,
    /// How deep the value lies that is being read through serde.
    pub(crate) depth: usize,
}

#[derive(Debug)]
pub(super) struct RawError {
    pub(super) kind: ErrorKind,
    /// Innermost step first.
    path: Vec<LocItem>,
    /// The bytes of the input that are wrong.
    pub(super) span: Option<Range<usize>>,
    /// The wrong value's own text, where there is no input to point into.
    pub(super) text: Option<Box<[u8]>>,
    /// The place among the problems of one object: the field's index.
    rank: usize,
}

/// How many problems there were at some point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    kept: usize,
    omitted: usize,
}

/// Above this size a copy of the input is not kept for its errors: 1 MiB.
const MAX_KEPT_INPUT: usize = 1 << 20;

impl Report {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            items: Vec::new(),
            omitted: 0,
            limit: limit.max(1),
            secrets: Vec::new(),
            secret_names: &[],
            muted: false,
            tries: 0,
            depth: 0,
        }
    }

    /// Records a problem of the value that is being checked.
    #[cold]
    pub fn error(&mut self, kind: ErrorKind) {
        self.push(kind, None, None);
    }

    /// Records a problem of this value, which the error shows.
    #[cold]
    pub fn refuse<T: Field>(&mut self, value: &T, rules: &T::Rules, kind: ErrorKind) {
        self.push(kind, None, crate::redacted::redacted_text(value, rules));
    }

    /// Records a problem of the input between two offsets.
    #[cold]
    pub(crate) fn error_at(&mut self, kind: ErrorKind, span: Range<usize>) {
        self.push(kind, Some(span), None);
    }

    /// Records a problem of the input between two offsets, which the error shows as this JSON text.
    #[cold]
    pub(crate) fn error_showing(&mut self, kind: ErrorKind, span: Range<usize>, text: &[u8]) {
        self.push(kind, Some(span), Some(text.into()));
    }

    /// How many problems are kept.
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    fn push(&mut self, kind: ErrorKind, span: Option<Range<usize>>, text: Option<Box<[u8]>>) {
        self.push_raw(RawError { kind, path: Vec::new(), span, text, rank: usize::MAX });
    }

    pub(super) fn push_raw(&mut self, item: RawError) {
        if self.items.len() < self.limit && !self.muted {
            self.items.push(item);
        } else {
            self.omitted += 1;
        }
    }

    /// Counts problems that were not kept elsewhere.
    pub(super) fn omit(&mut self, count: usize) {
        self.omitted += count;
    }

    /// The problems recorded since the mark.
    pub(super) fn since(&mut self, mark: Mark) -> &mut [RawError] {
        &mut self.items[mark.kept..]
    }

    /// Says where in the input the problems recorded since the mark are, where that is not known.
    #[cold]
    pub(crate) fn place(&mut self, mark: Mark, span: &Range<usize>) {
        for item in &mut self.items[mark.kept..] {
            item.span.get_or_insert_with(|| span.clone());
        }
    }

    /// As [`place`](Self::place), and what the input says there is what is shown: a key is a string, whatever it was
    /// read as.
    #[cold]
    pub(crate) fn place_text(&mut self, mark: Mark, span: &Range<usize>) {
        self.place(mark, span);
        for item in &mut self.items[mark.kept..] {
            item.text = None;
        }
    }

    /// Whether problems are counted only from here on.
    pub(crate) fn is_full(&self) -> bool {
        self.omitted > 0
    }

    /// Takes the problems out.
    pub(crate) fn take(&mut self) -> Self {
        let mut rest = Self::new(1);
        rest.tries = self.tries;
        std::mem::replace(self, rest)
    }

    /// Sets whether problems are only counted. What it was before.
    pub(crate) fn mute(&mut self, muted: bool) -> bool {
        std::mem::replace(&mut self.muted, muted)
    }

    /// Whether there is no problem.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark { kept: self.items.len(), omitted: self.omitted }
    }

    pub(crate) fn failed_since(&self, mark: Mark) -> bool {
        self.mark() != mark
    }

    /// Checks something one step further inside.
    pub fn nest(&mut self, step: impl FnOnce() -> LocItem, check: impl FnOnce(&mut Self)) {
        let mark = self.mark();
        check(self);
        if self.failed_since(mark) {
            self.prefix(mark, &step());
        }
    }

    /// Adds a step to the paths of the problems recorded since the mark.
    #[cold]
    pub(crate) fn prefix(&mut self, mark: Mark, step: &LocItem) {
        for item in &mut self.items[mark.kept..] {
            item.path.push(step.clone());
        }
    }

    /// Gives the problems recorded since the mark a place among those of their object.
    #[cold]
    pub(crate) fn rank(&mut self, mark: Mark, rank: usize) {
        for item in &mut self.items[mark.kept..] {
            item.rank = rank;
        }
    }

    /// Forgets the problems of a field that comes a second time: the last one counts.
    #[cold]
    pub(crate) fn forget(&mut self, mark: Mark, rank: usize) {
        if self.omitted > 0 {
            return; // what was not kept can't be told apart: the input stays refused, with what is known
        }
        let mut position = 0;
        self.items.retain(|item| {
            position += 1;
            position <= mark.kept || item.rank != rank
        });
    }

    /// Forgets the problems under a key that comes a second time.
    #[cold]
    pub(crate) fn forget_key(&mut self, mark: Mark, key: &str) {
        if self.omitted > 0 {
            return;
        }
        let mut position = 0;
        self.items.retain(|item| {
            position += 1;
            position <= mark.kept || !matches!(item.path.last(), Some(LocItem::Key(found)) if found == key)
        });
    }

    /// Forgets the problems recorded since the mark: another one stands for them.
    #[cold]
    pub(crate) fn truncate(&mut self, mark: Mark) {
        self.items.truncate(mark.kept);
        self.omitted = mark.omitted;
    }

    /// Puts an object's problems into the order of its fields, unknown keys last.
    #[cold]
    pub(crate) fn sort(&mut self, mark: Mark) {
        self.items[mark.kept..].sort_by_key(|item| item.rank);
    }

    pub(crate) fn into_result<T>(
        self,
        value: T,
        name: &'static str,
        input: Option<&[u8]>,
    ) -> Result<T, ValidationError> {
        if self.items.is_empty() { Ok(value) } else { Err(self.into_error(name, input)) }
    }

    /// Turns offsets into lines and columns, and paths the right way round.
    #[cold]
    pub(crate) fn into_error(self, name: &'static str, input: Option<&[u8]>) -> ValidationError {
        let kept: Option<Arc<[u8]>> = input.filter(|input| input.len() <= MAX_KEPT_INPUT).map(Arc::from);
        let names = self.secret_names;
        let redaction = Redaction::new(self.secrets);
        let mut lines = input.map(LineCounter::new);
        let items = self
            .items
            .into_iter()
            .map(|raw| {
                let position = match (&raw.span, &mut lines) {
                    (Some(span), Some(lines)) => Some(lines.position(span.start)),
                    _ => None,
                };
                let input = match (raw.text, raw.span, &kept) {
                    (Some(text), _, _) => Input::Json(Arc::from(without_secrets(&text, names)), None),
                    (None, Some(span), Some(kept)) => {
                        let span = span.start.min(kept.len())..span.end.min(kept.len());
                        if !names.is_empty() {
                            let text = redaction.part(kept, span);
                            Input::Json(Arc::from(without_secrets(&text, names)), None)
                        } else if matches!(raw.kind, ErrorKind::JsonInvalid { .. }) {
                            Input::Text(kept.clone())
                        } else {
                            Input::Json(kept.clone(), Some(span))
                        }
                    }
                    _ => Input::Unknown,
                };
                ErrorItem::new(raw.kind, Loc::from_inside(raw.path), position, input)
            })
            .collect();
        ValidationError::new(name, items, self.omitted)
    }
}

/// Finds lines and columns of offsets, going on from the last one asked for where it can.
struct LineCounter<'i> {
    input: &'i [u8],
    at: usize,
    line: usize,
    line_start: usize,
}

impl<'i> LineCounter<'i> {
    fn new(input: &'i [u8]) -> Self {
        Self { input, at: 0, line: 1, line_start: 0 }
    }

    fn position(&mut self, offset: usize) -> Position {
        let offset = offset.min(self.input.len());
        if offset < self.at {
            *self = Self::new(self.input);
        }
        for newline in memchr::memchr_iter(b'\n', &self.input[self.at..offset]) {
            self.line += 1;
            self.line_start = self.at + newline + 1;
        }
        self.at = offset;
        Position { offset, line: self.line, column: offset - self.line_start + 1 }
    }
}
