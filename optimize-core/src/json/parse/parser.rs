//! [`Parser`]: a position in JSON text, and the problems found on the way.

use super::window::Windows;
use crate::error::{ErrorKind, LocItem, Report, ValidationError};
use crate::field::ParseField;
use crate::json::attach::Attachments;
use crate::json::syntax::{SyntaxError, SyntaxKind};
use crate::mode::Mode;
use crate::options::ParseOptions;
use crate::rules::Rules;
use crate::shapes::{Attempts, Wraps};
use crate::tracked::FieldTree;
use std::borrow::Cow;

/// Why a value was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The value breaks a rule. The problem is recorded, the position is behind the value, and
    /// reading can go on to find more problems.
    Invalid,
    /// The input is no JSON from here on.
    Fatal,
}

/// Reads JSON text front to back.
pub struct Parser<'de> {
    pub(crate) input: &'de [u8],
    pub(super) windows: Windows<'de>,
    pub(crate) position: usize,
    /// Levels that may still be opened.
    pub(crate) depth: usize,
    /// Items and entries that may still come.
    pub(crate) items: usize,
    pub(crate) report: Report,
    pub(crate) mode: Mode,
    /// What the call says of conversions, above all attributes.
    pub(crate) coerce: Option<bool>,
    pub(crate) failure: Option<SyntaxError>,
    pub(crate) tracker: Option<Box<Tracker>>,
    pub(crate) wraps: Wraps,
    /// Whether the input holds secrets: it is then not shown as a whole.
    pub(crate) sensitive: bool,
    /// What the text may name, in a container.
    pub(crate) attachments: Option<&'de dyn Attachments>,
    pub(crate) attempts: Attempts,
    /// The bytes that were taken of that.
    pub(crate) attached: usize,
}

/// Remembers which fields the input had, for `exclude_unset`.
#[derive(Debug, Default)]
pub(crate) struct Tracker {
    pub(crate) root: FieldTree,
    /// The way from the root to the value that is being read.
    pub(crate) steps: Vec<LocItem>,
}

impl<'de> Parser<'de> {
    pub(crate) fn new(input: &'de [u8], options: &ParseOptions) -> Self {
        let mut parser = Self {
            input,
            windows: Windows::new(input),
            position: 0,
            depth: options.levels(),
            items: options.limits.items.unwrap_or(usize::MAX),
            report: Report::new(options.errors()),
            mode: Mode::PLAIN,
            coerce: options.coerce,
            failure: None,
            tracker: None,
            wraps: Wraps::default(),
            sensitive: false,
            attachments: None,
            attempts: Attempts::default(),
            attached: 0,
        };
        parser.set_mode(Mode::PLAIN);
        let max_bytes = options.bytes();
        if input.len() > max_bytes {
            parser.failure = Some(SyntaxError { kind: SyntaxKind::TooLarge, offset: max_bytes });
        }
        parser
    }

    /// Reads the one value of the input.
    pub(crate) fn document(&mut self, read: &mut dyn FnMut(&mut Self) -> Result<(), Stop>) -> Result<(), Stop> {
        if self.failure.is_some() {
            return Err(Stop::Fatal);
        }
        let read = read(self);
        if read != Err(Stop::Fatal) {
            self.end()?;
        }
        read
    }

    /// Nothing but white space may be left.
    fn end(&mut self) -> Result<(), Stop> {
        self.skip_space();
        if self.position < self.input.len() { Err(self.fatal(SyntaxKind::TrailingCharacters)) } else { Ok(()) }
    }

    /// Passes over a whole document, its syntax checked.
    #[cfg(feature = "runtime")]
    pub(crate) fn whole_text(&mut self) -> Result<(), Stop> {
        if self.failure.is_some() {
            return Err(Stop::Fatal);
        }
        self.skip_value()?;
        self.end()
    }

    /// The problems as the error that the caller sees. A syntax error stands alone.
    #[cold]
    pub(crate) fn into_error(self, name: &'static str) -> ValidationError {
        let Some(failure) = self.failure else { return self.report.into_error(name, Some(self.input)) };
        let mut report = Report::new(1);
        let mark = report.mark();
        let kind = ErrorKind::JsonInvalid { error: failure.message(self.input) };
        report.error_at(kind, failure.offset..self.input.len());
        if self.sensitive {
            report.conceal(mark, false);
        }
        report.into_error(name, Some(self.input)).at(failure.position(self.input))
    }

    /// Sets how the next value is read, short of what the call has fixed.
    #[inline]
    pub(crate) fn set_mode(&mut self, mode: Mode) {
        self.mode = match self.coerce {
            None => mode,
            Some(true) => mode.and(Mode::COERCE),
            Some(false) => mode.without(Mode::COERCE),
        };
    }

    // ---- for fields and adapters ----

    /// Skips white space; the offset of the next value.
    ///
    /// # Errors
    /// [`Stop::Fatal`] at the end of the input.
    #[inline]
    pub fn start(&mut self) -> Result<usize, Stop> {
        if self.peek() > b' ' { Ok(self.position) } else { self.start_behind_space() }
    }

    #[cold]
    #[inline(never)]
    fn start_behind_space(&mut self) -> Result<usize, Stop> {
        self.skip_space();
        if self.position < self.input.len() { Ok(self.position) } else { Err(self.fatal(SyntaxKind::EofValue)) }
    }

    /// Consumes `null` if it is next.
    ///
    /// # Errors
    /// [`Stop::Fatal`] when the input is no JSON.
    #[inline]
    pub fn null(&mut self) -> Result<bool, Stop> {
        self.start()?;
        if self.peek() == b'n' {
            self.ident("null")?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Whether the next value begins with this byte: `[` for an array, `{` for an object.
    ///
    /// # Errors
    /// [`Stop::Fatal`] at the end of the input.
    #[inline]
    pub fn begins(&mut self, byte: u8) -> Result<bool, Stop> {
        self.start()?;
        Ok(self.peek() == byte)
    }

    /// Reads a string, borrowed where it has no escapes.
    ///
    /// # Errors
    /// [`Stop::Invalid`] with `string_type` when the next value is no string.
    pub fn text(&mut self) -> Result<Cow<'de, str>, Stop> {
        let start = self.start()?;
        if self.peek() == b'"' { self.string() } else { Err(self.mismatch(start, ErrorKind::StringType)) }
    }

    /// Skips a value of any type; its JSON text.
    ///
    /// # Errors
    /// [`Stop::Fatal`] when the input is no JSON.
    pub fn skip(&mut self) -> Result<&'de [u8], Stop> {
        let start = self.start()?;
        self.skip_value()?;
        Ok(&self.input[start..self.position])
    }

    /// Reads a value without constraints.
    ///
    /// # Errors
    /// As [`ParseField::parse`].
    pub fn value<T: ParseField<'de>>(&mut self) -> Result<T, Stop> {
        T::parse(self, &<T::Rules as Rules>::DEFAULT)
    }

    /// Reads a value and checks it.
    ///
    /// # Errors
    /// As [`ParseField::parse`].
    pub fn value_with<T: ParseField<'de>>(&mut self, rules: &T::Rules) -> Result<T, Stop> {
        T::parse(self, rules)
    }

    /// Reads an object, handing over each key with the position at its value, which `each` must
    /// read. An invalid value is recorded under its key, and reading goes on.
    ///
    /// # Errors
    /// [`Stop::Invalid`] when there is no object (`dict_type`) or a value was invalid.
    pub fn entries(&mut self, mut each: impl FnMut(&mut Self, &str) -> Result<(), Stop>) -> Result<(), Stop> {
        let start = self.start()?;
        if self.peek() != b'{' {
            return Err(self.mismatch(start, ErrorKind::DictType));
        }
        let mark = self.report.mark();
        let mut next = self.object_first()?;
        while next {
            let key = self.key()?;
            let before = self.report.mark();
            match each(self, &key) {
                Ok(()) => {}
                Err(Stop::Fatal) => return Err(Stop::Fatal),
                Err(Stop::Invalid) => self.report.prefix(before, &LocItem::Key(key.into_owned().into())),
            }
            next = self.object_step()?;
        }
        if self.report.failed_since(mark) { Err(Stop::Invalid) } else { Ok(()) }
    }

    /// Reads an array, handing over each index with the position at its value, which `each` must
    /// read. An invalid value is recorded under its index, and reading goes on.
    ///
    /// # Errors
    /// [`Stop::Invalid`] when there is no array (`list_type`) or a value was invalid.
    pub fn items(&mut self, mut each: impl FnMut(&mut Self, usize) -> Result<(), Stop>) -> Result<(), Stop> {
        let start = self.start()?;
        if self.peek() != b'[' {
            return Err(self.mismatch(start, ErrorKind::ListType));
        }
        let mark = self.report.mark();
        let mut index = 0;
        let mut next = self.array_first()?;
        while next {
            let before = self.report.mark();
            match each(self, index) {
                Ok(()) => {}
                Err(Stop::Fatal) => return Err(Stop::Fatal),
                Err(Stop::Invalid) => self.report.prefix(before, &LocItem::Index(index)),
            }
            index += 1;
            next = self.array_step()?;
        }
        if self.report.failed_since(mark) { Err(Stop::Invalid) } else { Ok(()) }
    }

    /// Records a problem of the input from `start` to the present position.
    #[cold]
    pub fn reject(&mut self, start: usize, kind: ErrorKind) -> Stop {
        self.report.error_at(kind, start..self.position);
        Stop::Invalid
    }

    // ---- inside the crate ----

    /// Counts the items of a collection that was read. What is inside it was counted before.
    #[inline]
    pub(crate) fn charge(&mut self, count: usize) -> Result<(), Stop> {
        match self.items.checked_sub(count) {
            Some(left) => {
                self.items = left;
                Ok(())
            }
            None => Err(self.fatal(SyntaxKind::TooManyItems)),
        }
    }

    /// Skips a value that has the wrong type, and records that.
    #[cold]
    pub(crate) fn mismatch(&mut self, start: usize, kind: ErrorKind) -> Stop {
        match self.skip_value() {
            Ok(()) => self.reject(start, kind),
            Err(stop) => stop,
        }
    }

    #[cold]
    pub(crate) fn fatal(&mut self, kind: SyntaxKind) -> Stop {
        self.fatal_at(kind, self.position)
    }

    #[cold]
    pub(crate) fn fatal_at(&mut self, kind: SyntaxKind, offset: usize) -> Stop {
        self.failure.get_or_insert(SyntaxError { kind, offset });
        Stop::Fatal
    }

    /// Does something one step further inside, where fields are tracked.
    #[inline]
    pub(crate) fn step<T>(&mut self, step: impl FnOnce() -> LocItem, inside: impl FnOnce(&mut Self) -> T) -> T {
        if self.tracker.is_some() {
            self.enter(step());
        }
        let result = inside(self);
        if self.tracker.is_some() {
            self.leave();
        }
        result
    }

    /// Goes one step further inside, where fields are tracked.
    #[cold]
    pub(crate) fn enter(&mut self, step: LocItem) {
        if let Some(tracker) = &mut self.tracker {
            tracker.steps.push(step);
        }
    }

    /// Comes back from there.
    #[cold]
    pub(crate) fn leave(&mut self) {
        if let Some(tracker) = &mut self.tracker {
            tracker.steps.pop();
        }
    }
}
