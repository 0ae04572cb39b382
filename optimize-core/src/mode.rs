//! [`Mode`]: how strings are normalised and values converted while they are read.

use std::borrow::Cow;

/// Settings that a field hands down to everything inside it, short of nested models, which bring
/// their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mode(u8);

impl Mode {
    /// Strict types, strings as they are.
    pub const PLAIN: Self = Self(0);
    /// Pydantic's lax conversions.
    pub const COERCE: Self = Self(1);
    /// White space is cut off both ends of strings.
    pub const TRIM: Self = Self(2);
    /// Strings are turned into small letters.
    pub const LOWERCASE: Self = Self(4);
    /// Strings are turned into capital letters.
    pub const UPPERCASE: Self = Self(8);

    /// Both modes' settings.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This mode's settings less the other's.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether values are converted.
    #[must_use]
    pub const fn coerces(self) -> bool {
        self.0 & Self::COERCE.0 != 0
    }

    /// Whether strings are trimmed.
    #[must_use]
    pub const fn trims(self) -> bool {
        self.0 & Self::TRIM.0 != 0
    }

    /// Whether strings are changed before they are checked.
    #[must_use]
    pub const fn normalises(self) -> bool {
        self.0 & (Self::TRIM.0 | Self::LOWERCASE.0 | Self::UPPERCASE.0) != 0
    }

    /// Whether strings are changed [inside](Self::inside) this mode, asked in one go.
    #[inline(always)]
    pub(crate) const fn normalises_inside(self, inner: Self) -> bool {
        self.and(inner).normalises()
    }

    /// This mode, and that of what is inside over it: of two cases, the inner one counts.
    #[must_use]
    pub const fn inside(self, inner: Self) -> Self {
        let cases = Self::LOWERCASE.0 | Self::UPPERCASE.0;
        let outer = if inner.0 & cases == 0 { self.0 } else { self.0 & !cases };
        Self(outer | inner.0)
    }

    /// A string as this mode wants it: trimmed, then in its case.
    #[must_use]
    pub fn normalise(self, text: Cow<'_, str>) -> Cow<'_, str> {
        if !self.normalises() {
            return text;
        }
        let text = if self.trims() { trimmed(text) } else { text };
        if self.0 & Self::LOWERCASE.0 != 0 {
            changed(text, char::is_lowercase, str::to_lowercase)
        } else if self.0 & Self::UPPERCASE.0 != 0 {
            changed(text, char::is_uppercase, str::to_uppercase)
        } else {
            text
        }
    }
}

/// Without the white space at both ends.
fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// In another case; borrowed still where every letter of it has the case already.
fn changed<'t>(text: Cow<'t, str>, is_so: fn(char) -> bool, change: fn(&str) -> String) -> Cow<'t, str> {
    let as_it_is = text.chars().all(|letter| is_so(letter) || (letter.is_ascii() && !letter.is_ascii_alphabetic()));
    if as_it_is { text } else { Cow::Owned(change(&text)) }
}

#[cfg(test)]
mod tests {
    use super::Mode;

    #[test]
    fn text_is_trimmed_and_then_changed() {
        for (mode, text, normal) in [
            (Mode::LOWERCASE, "ÄB-1 ", "äb-1 "),
            (Mode::UPPERCASE, "straße", "STRASSE"),
            (Mode::TRIM.and(Mode::UPPERCASE), " é\n", "É"),
            (Mode::TRIM, "\u{a0}x ", "x"),
            (Mode::PLAIN, " x", " x"),
        ] {
            assert_eq!(mode.normalise(text.into()), normal, "{text}");
            assert_eq!(mode.normalise(text.to_owned().into()), normal, "{text}");
        }
    }

    #[test]
    fn the_inner_case_counts() {
        for outer in (0..16).map(Mode) {
            for inner in (0..16).map(Mode) {
                assert_eq!(outer.normalises_inside(inner), outer.inside(inner).normalises(), "{outer:?} {inner:?}");
            }
        }
        let outer = Mode::TRIM.and(Mode::LOWERCASE);
        assert_eq!(outer.inside(Mode::UPPERCASE), Mode::TRIM.and(Mode::UPPERCASE));
        assert_eq!(outer.inside(Mode::PLAIN), outer);
    }
}
