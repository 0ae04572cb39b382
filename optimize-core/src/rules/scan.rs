//! [`Scan`]: what the derive compiles simple patterns to. No regex engine is asked.

/// A text and how far it was read.
#[derive(Clone, Copy, Debug)]
pub struct Scan<'t> {
    rest: &'t str,
}

impl<'t> Scan<'t> {
    /// At the start of a text.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self { rest: text }
    }

    /// Takes a literal. Whether it was there.
    #[inline]
    pub fn literal(&mut self, literal: &str) -> bool {
        match self.rest.strip_prefix(literal) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes a literal if it is there.
    #[inline]
    pub fn optional(&mut self, literal: &str) -> bool {
        self.literal(literal);
        true
    }

    /// Takes up to `max` ASCII characters. Whether there were `min`.
    #[inline]
    pub fn ascii(&mut self, min: u32, max: u32, is_in: impl Fn(u8) -> bool) -> bool {
        let most = usize::try_from(max).unwrap_or(usize::MAX);
        let count = self.rest.bytes().take(most).take_while(|byte| is_in(*byte)).count();
        // Behind an ASCII character is a boundary.
        self.rest = self.rest.get(count..).unwrap_or_default();
        count >= usize::try_from(min).unwrap_or(usize::MAX)
    }

    /// Takes up to `max` characters. Whether there were `min`.
    #[inline]
    pub fn class(&mut self, min: u32, max: u32, is_in: impl Fn(char) -> bool) -> bool {
        let mut letters = self.rest.chars();
        let mut count = 0;
        while count < max {
            let before = letters.as_str();
            match letters.next() {
                Some(letter) if is_in(letter) => count += 1,
                _ => {
                    self.rest = before;
                    return count >= min;
                }
            }
        }
        self.rest = letters.as_str();
        true
    }

    /// Whether nothing is left.
    #[inline]
    #[must_use]
    pub const fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
}

/// Whether a text begins with another one. A function, for a method could be a trait's of the user's.
#[inline]
#[must_use]
pub fn begins(text: &str, with: &str) -> bool {
    text.starts_with(with)
}

/// Whether a text ends with another one.
#[inline]
#[must_use]
pub fn ends(text: &str, with: &str) -> bool {
    text.ends_with(with)
}

/// Whether a text contains another one.
#[inline]
#[must_use]
pub fn contains(text: &str, part: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some()
}

/// Whether a character is in one of the ranges, which are in order.
#[must_use]
pub fn is_in(letter: char, ranges: &[(char, char)]) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= letter);
    after.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|(_, last)| letter <= *last)
}
