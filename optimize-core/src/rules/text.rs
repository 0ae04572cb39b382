//! The rules of strings.

use crate::error::{ErrorKind, Report};
use crate::mode::Mode;
use crate::rules::{Format, Pattern, Rules, literal_error};

/// What a string's length is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthUnit {
    /// Unicode scalar values, as Python counts.
    Chars,
    /// Bytes of UTF-8.
    Bytes,
}

/// What is demanded of a string.
#[derive(Clone, Copy, Debug)]
pub struct TextRules {
    pub(crate) min_length: usize,
    pub(crate) max_length: usize,
    pub(crate) unit: LengthUnit,
    /// How the string is normalised before it is checked, beside what the field says.
    pub(crate) mode: Mode,
    /// Whether there is anything below: one question where most strings have nothing.
    further: bool,
    pub(crate) ascii: bool,
    pub(crate) pattern: Option<Pattern>,
    pub(crate) format: Option<Format>,
    /// Empty where every string is fine.
    pub(crate) one_of: &'static [&'static str],
}

impl Rules for TextRules {
    const DEFAULT: Self = Self {
        min_length: 0,
        max_length: usize::MAX,
        unit: LengthUnit::Chars,
        mode: Mode::PLAIN,
        further: false,
        ascii: false,
        pattern: None,
        format: None,
        one_of: &[],
    };

    #[inline]
    fn mode(&self) -> Mode {
        self.mode
    }
}

impl TextRules {
    /// The least length.
    #[must_use]
    pub const fn min_length(mut self, length: usize) -> Self {
        self.min_length = length;
        self
    }

    /// The greatest length.
    #[must_use]
    pub const fn max_length(mut self, length: usize) -> Self {
        self.max_length = length;
        self
    }

    /// Counts lengths in bytes of UTF-8.
    #[must_use]
    pub const fn length_in_bytes(mut self) -> Self {
        self.unit = LengthUnit::Bytes;
        self
    }

    /// Cuts white space off both ends.
    #[must_use]
    pub const fn trim(mut self) -> Self {
        self.mode = self.mode.and(Mode::TRIM);
        self
    }

    /// Turns the string into small letters.
    #[must_use]
    pub const fn lowercase(mut self) -> Self {
        self.mode = self.mode.and(Mode::LOWERCASE);
        self
    }

    /// Turns the string into capital letters.
    #[must_use]
    pub const fn uppercase(mut self) -> Self {
        self.mode = self.mode.and(Mode::UPPERCASE);
        self
    }

    /// ASCII only.
    #[must_use]
    pub const fn ascii(mut self) -> Self {
        self.ascii = true;
        self.further = true;
        self
    }

    /// A pattern that the string must contain a match of: its source, and the test.
    #[must_use]
    pub const fn pattern(mut self, source: &'static str, matches: fn(&str) -> bool) -> Self {
        self.pattern = Some(Pattern { source, matches });
        self.further = true;
        self
    }

    /// One of these.
    #[must_use]
    pub const fn one_of(mut self, members: &'static [&'static str]) -> Self {
        self.one_of = members;
        self.further = true;
        self
    }

    /// A format that the string must have.
    pub(crate) const fn with_format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self.further = true;
        self
    }

    /// Whether the string breaks no rule.
    #[inline(always)]
    pub(crate) fn holds(&self, text: &str) -> bool {
        self.holds_at_once(text) || self.holds_counted(text)
    }

    /// Whether the string breaks no rule, where that is told from how many bytes it has. `false` is no answer.
    #[inline(always)]
    pub(crate) fn holds_at_once(&self, text: &str) -> bool {
        // A character takes one to four bytes: most lengths are decided by the number of bytes.
        let bytes = text.len();
        bytes <= self.max_length && bytes / 4 >= self.min_length && !self.further
    }

    #[inline(never)]
    fn holds_counted(&self, text: &str) -> bool {
        self.broken_by(text).is_none()
    }

    /// The first rule that the string breaks, in pydantic's order: ASCII, length, pattern.
    #[inline]
    pub(crate) fn broken_by(&self, text: &str) -> Option<ErrorKind> {
        if self.further {
            return self.broken_by_any(text);
        }
        self.broken_by_length(text)
    }

    #[inline(never)]
    fn broken_by_any(&self, text: &str) -> Option<ErrorKind> {
        if self.ascii && !text.is_ascii() {
            return Some(ErrorKind::StringNotAscii);
        }
        if let Some(kind) = self.broken_by_length(text) {
            return Some(kind);
        }
        if let Some(pattern) = &self.pattern
            && !(pattern.matches)(text)
        {
            return Some(ErrorKind::StringPatternMismatch { pattern: pattern.source });
        }
        if let Some(kind) = self.format.and_then(|format| format.broken_by(text)) {
            return Some(kind);
        }
        let listed = self.one_of.is_empty() || self.one_of.contains(&text);
        (!listed).then(|| self.not_listed())
    }

    /// What a string breaks that is none of those which are fine.
    #[cold]
    fn not_listed(&self) -> ErrorKind {
        literal_error(self.one_of.iter().map(|member| crate::error::repr_text(member)))
    }

    /// What a value breaks that is no string.
    #[cold]
    pub(crate) fn wrong_type(&self) -> ErrorKind {
        if self.one_of.is_empty() { ErrorKind::StringType } else { self.not_listed() }
    }

    #[inline]
    fn broken_by_length(&self, text: &str) -> Option<ErrorKind> {
        // A character takes one to four bytes: most lengths are decided without counting.
        let bytes = text.len();
        if bytes > self.max_length || bytes / 4 < self.min_length { self.counted_length(text) } else { None }
    }

    #[inline(never)]
    fn counted_length(&self, text: &str) -> Option<ErrorKind> {
        let length = match self.unit {
            LengthUnit::Chars => text.chars().count(),
            LengthUnit::Bytes => text.len(),
        };
        if length < self.min_length {
            Some(match self.unit {
                LengthUnit::Chars => ErrorKind::StringTooShort { min_length: self.min_length },
                LengthUnit::Bytes => ErrorKind::BytesTooShort { min_length: self.min_length },
            })
        } else if length > self.max_length {
            Some(match self.unit {
                LengthUnit::Chars => ErrorKind::StringTooLong { max_length: self.max_length },
                LengthUnit::Bytes => ErrorKind::BytesTooLong { max_length: self.max_length },
            })
        } else {
            None
        }
    }

    pub(crate) fn check(&self, text: &str, report: &mut Report) {
        if let Some(kind) = self.broken_by(text) {
            report.refuse(&text, &Self::DEFAULT, kind);
        }
    }
}

/// The length of a constant's text, which the derive holds against a field's lengths: its bytes, or those of them that
/// begin a character.
#[must_use]
pub const fn text_length(text: &str, in_bytes: bool) -> usize {
    let bytes = text.as_bytes();
    if in_bytes {
        return bytes.len();
    }
    let (mut count, mut position) = (0, 0);
    while position < bytes.len() {
        if bytes[position] & 0xc0 != 0x80 {
            count += 1;
        }
        position += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::{Rules, TextRules, text_length};

    #[test]
    fn lengths_are_counted_in_characters() {
        let rules = TextRules::DEFAULT.min_length(2).max_length(3);
        for (text, fine) in [
            ("", false),
            ("é", false),
            ("日本", true),
            ("日本語", true),
            ("日本語x", false),
            ("ab", true),
            ("😀", false),
        ] {
            assert_eq!(rules.broken_by(text).is_none(), fine, "{text}");
        }
        let rules = rules.length_in_bytes();
        for (text, fine) in [("é", true), ("日", true), ("日本", false)] {
            assert_eq!(rules.broken_by(text).is_none(), fine, "{text}");
        }
    }

    #[test]
    fn constants_are_counted_alike() {
        for text in ["", "é", "日本語x", "😀a"] {
            assert_eq!(text_length(text, false), text.chars().count(), "{text}");
            assert_eq!(text_length(text, true), text.len(), "{text}");
        }
    }
}
