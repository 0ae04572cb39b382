//! Numbers as they mostly are, eight digits at a time. What is not plainly right is left to the grammar in
//! `number.rs`, which knows every rule and every error.

use crate::json::parse::Parser;

/// The number of decimal digits that a word begins with.
#[inline(always)]
const fn digits_in(word: u64) -> u32 {
    const ONES: u64 = u64::MAX / 0xff;
    // A digit's high half is 3, and stays 3 when 6 is added. What is carried out of a byte comes from one
    // that is no digit, and nothing behind such matters.
    let odd = (word ^ (ONES * 0x30)) | (word.wrapping_add(ONES * 6) ^ (ONES * 0x30));
    (odd & (ONES * 0xf0)).trailing_zeros() / 8
}

/// The number that eight digits stand for, the first one in the lowest byte.
#[inline(always)]
const fn value_of(digits: u64) -> u64 {
    let digits = digits & 0x0f0f_0f0f_0f0f_0f0f;
    let pairs = (digits.wrapping_mul((10 << 8) + 1) >> 8) & 0x00ff_00ff_00ff_00ff;
    let quads = (pairs.wrapping_mul((100 << 16) + 1) >> 16) & 0x0000_ffff_0000_ffff;
    quads.wrapping_mul((10_000 << 32) + 1) >> 32
}

/// The number that a word's first `count` bytes stand for: one to eight digits.
#[inline(always)]
const fn value_of_first(word: u64, count: u32) -> u64 {
    value_of(word << (64 - 8 * count))
}

const POWERS: [f64; 9] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
const TENS: [u64; 9] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

impl Parser<'_> {
    #[inline(always)]
    fn word_at(&self, at: usize) -> Option<u64> {
        self.input.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
    }

    /// Reads an integer of at most sixteen digits: its magnitude, and whether it has a minus. `None`, with
    /// nothing consumed, for anything else.
    #[inline(always)]
    pub(crate) fn plain_integer(&mut self) -> Option<(u64, bool)> {
        let negative = self.peek() == b'-';
        let start = self.position + usize::from(negative);
        let word = self.word_at(start)?;
        let mut count = digits_in(word);
        let mut magnitude = match count {
            0 => return None,
            1..=7 => value_of_first(word, count),
            _ => value_of(word),
        };
        if count == 8 {
            let next = self.word_at(start + 8)?;
            let more = digits_in(next);
            if more == 8 {
                return None;
            }
            if more > 0 {
                magnitude = magnitude * TENS[more as usize] + value_of_first(next, more);
                count += more;
            }
        }
        let end = start + count as usize;
        let plain = !matches!(self.input.get(end), Some(b'.' | b'e' | b'E'))
            && (count == 1 || self.input.get(start) != Some(&b'0'));
        plain.then(|| {
            self.position = end;
            (magnitude, negative)
        })
    }

    /// Reads a number as a double, if it has fewer than eight digits before the point and no exponent, or
    /// many behind it. `None`, with nothing consumed, for anything else.
    #[inline(always)]
    pub(crate) fn plain_double(&mut self) -> Option<f64> {
        let negative = self.peek() == b'-';
        let start = self.position + usize::from(negative);
        let word = self.word_at(start)?;
        let count = digits_in(word);
        if !matches!(count, 1..=7) || (count > 1 && word & 0xff == u64::from(b'0')) {
            return None;
        }
        let whole = value_of_first(word, count);
        let point = start + count as usize;
        let sign = |value: f64| if negative { -value } else { value };
        #[allow(clippy::cast_precision_loss)] // at most fourteen digits: exact
        match self.input.get(point) {
            Some(b'.') => {}
            Some(b'e' | b'E') => return None,
            _ => {
                self.position = point;
                return Some(sign(whole as f64));
            }
        }
        let decimals = self.word_at(point + 1)?;
        let places = digits_in(decimals);
        match places {
            0 => None,
            8 => self.long_double(),
            _ => {
                let end = point + 1 + places as usize;
                if matches!(self.input.get(end), Some(b'e' | b'E')) {
                    return None;
                }
                self.position = end;
                // Both are exact, so the quotient is the nearest double.
                let thousandths = whole * TENS[places as usize] + value_of_first(decimals, places);
                #[allow(clippy::cast_precision_loss)]
                Some(sign(thousandths as f64 / POWERS[places as usize]))
            }
        }
    }

    /// Reads a number of many decimals, whose grammar holds up to the first of them.
    #[inline(never)]
    fn long_double(&mut self) -> Option<f64> {
        let (value, length) = fast_float2::parse_partial::<f64, _>(self.input.get(self.position..)?).ok()?;
        let end = self.position + length;
        // An exponent without digits is left over, and nothing else that JSON refuses can be.
        if matches!(self.input.get(end), Some(b'e' | b'E')) {
            return None;
        }
        self.position = end;
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::{digits_in, value_of_first};
    use crate::json::Parser;
    use crate::options::ParseOptions;

    #[test]
    fn digits_are_told_from_all_other_bytes() {
        for byte in 0..=u8::MAX {
            for position in 0..8 {
                let mut bytes = *b"90817263";
                bytes[position] = byte;
                let count = if byte.is_ascii_digit() { 8 } else { position as u32 };
                assert_eq!(digits_in(u64::from_le_bytes(bytes)), count, "{bytes:?}");
            }
        }
        let word = u64::from_le_bytes(*b"90817263");
        for count in 1..=8 {
            assert_eq!(value_of_first(word, count).to_string(), "90817263"[..count as usize]);
        }
    }

    #[test]
    fn what_is_plain_is_what_the_grammar_reads() {
        let mut plain = 0;
        for sign in ["", "-"] {
            for whole in
                ["0", "7", "00", "01", "12", "1234567", "12345678", "123456789012345", "1234567890123456", "", "x"]
            {
                for rest in [
                    "",
                    ".",
                    ".5",
                    ".25",
                    ".1234567",
                    ".12345678",
                    ".123456789012345678",
                    "e",
                    "e5",
                    ".5e",
                    ".5e3",
                    ".5E-3",
                    ".123456789e",
                    ".123456789e2",
                    ".-1",
                ] {
                    for behind in ["", "]        ", ",12345678", "}", ".        ", "x       "] {
                        let text = format!("{sign}{whole}{rest}{behind}");
                        let options = ParseOptions::new();
                        let mut grammar = Parser::new(text.as_bytes(), &options);
                        let scanned = grammar.scan_number();
                        let mut parser = Parser::new(text.as_bytes(), &options);
                        if let Some(value) = parser.plain_double() {
                            plain += 1;
                            let scanned = scanned.as_ref().unwrap_or_else(|_| panic!("{text} is no number"));
                            assert_eq!(parser.position, grammar.position, "{text}");
                            assert_eq!(value.to_bits(), grammar.to_f64(*scanned).to_bits(), "{text}");
                        }
                        let mut parser = Parser::new(text.as_bytes(), &options);
                        if let Some((magnitude, negative)) = parser.plain_integer() {
                            plain += 1;
                            let scanned = scanned.unwrap_or_else(|_| panic!("{text} is no number"));
                            assert_eq!(parser.position, grammar.position, "{text}");
                            assert!(!scanned.is_float, "{text}");
                            let value = i128::from(magnitude) * if negative { -1 } else { 1 };
                            assert_eq!(Parser::small_integer(scanned), Some(value), "{text}");
                        }
                    }
                }
            }
        }
        assert!(plain > 200, "{plain}");
    }

    #[test]
    fn long_doubles_are_the_nearest() {
        let options = ParseOptions::new();
        for bits in 0..20_000_u64 {
            let value = f64::from_bits(bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 12 | 0x3ff0_0000_0000_0000);
            let text = format!("{value:?},       ");
            if let Some(read) = Parser::new(text.as_bytes(), &options).plain_double() {
                assert_eq!(read.to_bits(), value.to_bits(), "{text}");
            }
        }
    }
}
