//! [`Scan`]: what the derive compiles simple patterns to. No regex engine is asked.

/// A set of ASCII characters: a bit for each. One function looks characters up in any set, where one compiled
/// for each pattern would make every model's code larger.
#[derive(Clone, Copy, Debug)]
pub struct Ascii([u64; 2]);

impl Ascii {
    /// The characters of these ranges.
    #[must_use]
    pub const fn new(ranges: &[(u8, u8)]) -> Self {
        let mut words = [0; 2];
        let mut at = 0;
        while at < ranges.len() {
            let (mut byte, last) = ranges[at];
            while byte <= last && byte < 128 {
                words[(byte >> 6) as usize] |= 1 << (byte & 63);
                byte += 1;
            }
            at += 1;
        }
        Self(words)
    }

    /// How many of the first `most` bytes are in the set, up to the first that is not.
    fn count(self, bytes: &[u8], most: usize) -> usize {
        let Self([low, high]) = self;
        let mut count = 0;
        for byte in bytes {
            let word = if *byte < 64 { low } else { high };
            if count == most || *byte > 127 || word >> (byte & 63) & 1 == 0 {
                break;
            }
            count += 1;
        }
        count
    }
}

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
    pub fn ascii(&mut self, min: u32, max: u32, set: Ascii) -> bool {
        let most = usize::try_from(max).unwrap_or(usize::MAX);
        let count = set.count(self.rest.as_bytes(), most);
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

#[cfg(test)]
mod tests {
    use super::{Ascii, Scan};
    use std::cell::Cell;

    #[test]
    fn a_set_has_its_ranges_and_nothing_else() {
        let set = Ascii::new(&[(b'0', b'9'), (b'?', b'B'), (b'~', 127)]);
        for byte in 0..=255 {
            let wanted = matches!(byte, b'0'..=b'9' | b'?'..=b'B' | b'~'..=127);
            assert_eq!(set.count(&[byte], 5), usize::from(wanted), "{byte}");
        }
        assert_eq!(Ascii::new(&[]).count(b"abc", 5), 0);
        assert_eq!(Ascii::new(&[(0, 255)]).count(b"a\xc3", 5), 1);
    }

    #[test]
    fn so_many_characters_are_taken() {
        const DIGITS: Ascii = Ascii::new(&[(b'0', b'9')]);
        for (text, min, max, taken, rest) in [
            ("123a", 1, 3, true, "a"),
            ("1234", 1, 3, true, "4"),
            ("12", 3, u32::MAX, false, ""),
            ("", 0, 0, true, ""),
            ("٣", 0, 9, true, "٣"),
            ("9é", 1, 9, true, "é"),
        ] {
            let mut scan = Scan::new(text);
            assert_eq!((scan.ascii(min, max, DIGITS), scan.rest), (taken, rest), "{text}");
        }
    }

    #[test]
    fn a_text_is_read_once() {
        // `^[a-z]+[0-9]+[a-z]+$`: no character is looked at twice but where one class ends.
        let (letters, digits) = ("a".repeat(1 << 16), "1".repeat(1 << 16));
        for text in [letters.clone(), format!("{letters}{digits}"), format!("{letters}{digits}{letters}!")] {
            let asked = Cell::new(0);
            let count = |is_in: bool| {
                asked.set(asked.get() + 1);
                is_in
            };
            let mut scan = Scan::new(&text);
            let _ = scan.class(1, u32::MAX, |letter| count(letter.is_ascii_lowercase()))
                && scan.class(1, u32::MAX, |letter| count(letter.is_ascii_digit()))
                && scan.class(1, u32::MAX, |letter| count(letter.is_ascii_lowercase()))
                && scan.is_at_end();
            assert!(asked.get() <= text.len() + 3, "{} questions about {} characters", asked.get(), text.len());
        }
    }
}
