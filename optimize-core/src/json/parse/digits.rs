//! Numbers as they mostly are, eight digits at a time. What is not plainly right is left to the grammar in
//! `number.rs`, which knows every rule and every error.
//!
//! One of the crate's few modules with `unsafe`: words are loaded from a window whose size was checked once.

#![allow(unsafe_code)]

use crate::json::parse::Parser;
use crate::json::parse::decimal::nearest;
use crate::json::parse::number::{EXACT_POWERS, MAX_DIGITS};
use crate::json::parse::window::{WINDOW, Window};

/// Eight of the character `0`: a word of digits less these is their values.
const ZEROS: u64 = ONES * 0x30;
const ONES: u64 = u64::MAX / 0xff;
/// A point in such a word.
const POINT: u8 = b'.' ^ b'0';

/// The highest bit of each byte that is no digit, of a word less [`ZEROS`]. Behind the first such byte the others are
/// only right if that is not above the digits by far, as a point is not.
#[inline(always)]
const fn ends_in(values: u64) -> u64 {
    // What is carried out of a byte comes from one that is no digit.
    (values.wrapping_add(ONES * 0x76) | values) & (ONES * 0x80)
}

/// The number of decimal digits that a word begins with.
#[inline(always)]
const fn digits_in(word: u64) -> u32 {
    ends_in(word ^ ZEROS).trailing_zeros() / 8
}

/// The number that eight digits stand for, the value of the first one in the lowest byte.
#[inline(always)]
const fn number_of(values: u64) -> u64 {
    let pairs = (values.wrapping_mul((10 << 8) + 1) >> 8) & 0x00ff_00ff_00ff_00ff;
    let quads = (pairs.wrapping_mul((100 << 16) + 1) >> 16) & 0x0000_ffff_0000_ffff;
    quads.wrapping_mul((10_000 << 32) + 1) >> 32
}

/// The number that eight digits stand for, the first one in the lowest byte.
#[inline(always)]
const fn value_of(digits: u64) -> u64 {
    number_of(digits & (ONES * 0x0f))
}

/// The number that a word's first `count` bytes stand for: one to eight digits.
#[inline(always)]
const fn value_of_first(word: u64, count: u32) -> u64 {
    number_of((word ^ ZEROS) << (64 - 8 * count))
}

const TENS: [u64; 9] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// A plain number fits into a window, and a word more can be read behind any of its parts.
#[derive(Clone, Copy)]
struct Digits<'w>(Window<'w>);

impl Digits<'_> {
    /// The word at an offset.
    ///
    /// # Safety
    /// The offset is at most `WINDOW - 8`.
    #[inline(always)]
    unsafe fn word(self, at: usize) -> u64 {
        debug_assert!(at + 8 <= WINDOW);
        // SAFETY: the caller's promise.
        u64::from_le(unsafe { self.0.as_ptr().add(at).cast::<u64>().read_unaligned() })
    }

    /// The byte at an offset.
    ///
    /// # Safety
    /// The offset is below `WINDOW`.
    #[inline(always)]
    unsafe fn byte(self, at: usize) -> u8 {
        // SAFETY: the caller's promise.
        *unsafe { self.0.get_unchecked(at) }
    }
}

/// Whether a number goes on with what integers have not.
#[inline(always)]
const fn is_float(next: u8) -> bool {
    next == b'.' || next | 0x20 == b'e'
}

impl Parser<'_> {
    /// Reads an integer of at most fifteen digits. `None`, with nothing consumed, for anything else.
    #[inline(never)]
    pub(crate) fn plain_integer(&mut self) -> Option<i64> {
        let window = Digits(self.window()?);
        // SAFETY: the first word.
        let values = unsafe { window.word(0) } ^ ZEROS;
        let ends = ends_in(values);
        // The bits of the digits, none of which is before the first end.
        let bits = ends.trailing_zeros() & !7;
        if ends == 0 || bits == 0 {
            return self.other_integer(window);
        }
        let next = (values >> bits) as u8 ^ b'0';
        if is_float(next) || (bits > 8 && values & 0xff == 0) {
            return None;
        }
        self.position += (bits / 8) as usize;
        Some(number_of(values << (64 - bits)).cast_signed())
    }

    /// As [`plain_integer`](Self::plain_integer), with a sign or more than seven digits.
    #[inline(never)]
    fn other_integer(&mut self, window: Digits<'_>) -> Option<i64> {
        // SAFETY: a sign and two words of digits end before the 18th byte.
        let (magnitude, negative, end, next) = unsafe {
            let negative = window.byte(0) == b'-';
            let start = usize::from(negative);
            let word = window.word(start);
            let count = digits_in(word) as usize;
            let (magnitude, count) = match count {
                0 => return None,
                1..=7 => (value_of_first(word, count as u32), count),
                _ => {
                    let more = window.word(start + 8);
                    match digits_in(more) {
                        8 => return None,
                        0 => (value_of(word), 8),
                        count => {
                            (value_of(word) * TENS[count as usize] + value_of_first(more, count), 8 + count as usize)
                        }
                    }
                }
            };
            if count > 1 && word & 0xff == u64::from(b'0') {
                return None;
            }
            (magnitude.cast_signed(), negative, start + count, window.byte(start + count))
        };
        if is_float(next) {
            return None;
        }
        self.position += end;
        Some(if negative { -magnitude } else { magnitude })
    }

    /// Reads a number as a double, if it has fewer than eight digits before the point and no exponent. `None`, with
    /// nothing consumed, for anything else.
    #[inline(never)]
    pub(crate) fn plain_double(&mut self) -> Option<f64> {
        let window = Digits(self.window()?);
        // SAFETY: the first word, and a byte of it.
        let (values, second) = unsafe { (window.word(0) ^ ZEROS, window.byte(1)) };
        // With one digit before the point there are mostly more decimals than a word has.
        if second == b'.' {
            return self.one_digit_double(window);
        }
        let ends = ends_in(values);
        // Behind the decimals. If the point and that are in the first word, so are all digits.
        let last = ends & ends.wrapping_sub(1);
        let (point, end) = (ends.trailing_zeros() & !7, last.trailing_zeros() & !7);
        if last == 0 || point == 0 || (values >> point) as u8 != POINT || end == point + 8 {
            return self.other_double(window);
        }
        let next = (values >> end) as u8 ^ b'0';
        if next | 0x20 == b'e' || values & 0xff == 0 {
            return None;
        }
        self.position += (end / 8) as usize;
        // The digits before the point move to its place.
        let before = values & ((1 << point) - 1);
        let behind = values & !((1 << (point + 8)) - 1);
        let number = number_of((before << 8 | behind) << (64 - end));
        let places = (end - point) / 8 - 1;
        // Both are exact, so the quotient is the nearest double.
        #[allow(clippy::cast_precision_loss)] // six digits
        Some(number.cast_signed() as f64 / EXACT_POWERS[places as usize])
    }

    /// As [`plain_double`](Self::plain_double), whose second byte is a point. That is a guess that the processor makes too:
    /// nothing then waits for a count.
    #[inline(never)]
    fn one_digit_double(&mut self, window: Digits<'_>) -> Option<f64> {
        // SAFETY: the first byte.
        let digit = unsafe { window.byte(0) } ^ b'0';
        if digit > 9 {
            return None;
        }
        // SAFETY: the point is at the second byte.
        unsafe { self.decimals(window, false, digit.into(), 1, 1) }
    }

    /// As [`plain_double`](Self::plain_double), of any form.
    #[inline(never)]
    fn other_double(&mut self, window: Digits<'_>) -> Option<f64> {
        // SAFETY: a sign, seven digits and the point end before the tenth byte.
        unsafe {
            let negative = window.byte(0) == b'-';
            let start = usize::from(negative);
            let word = window.word(start);
            let count = digits_in(word);
            if !matches!(count, 1..=7) || (count > 1 && word & 0xff == u64::from(b'0')) {
                return None;
            }
            let whole = value_of_first(word, count);
            let end = start + count as usize;
            match window.byte(end) {
                b'.' => return self.decimals(window, negative, whole, count, end),
                b'e' | b'E' => return None,
                _ => self.position += end,
            }
            #[allow(clippy::cast_precision_loss)] // seven digits
            Some(if negative { -(whole as f64) } else { whole as f64 })
        }
    }

    /// Reads a number from its point on: before it are so many digits.
    ///
    /// # Safety
    /// The offset is at most 8.
    #[inline(always)]
    unsafe fn decimals(
        &mut self,
        window: Digits<'_>,
        negative: bool,
        whole: u64,
        count: u32,
        point: usize,
    ) -> Option<f64> {
        // SAFETY: three words of decimals end before the 34th byte.
        unsafe {
            let decimals = window.word(point + 1);
            let places = digits_in(decimals);
            let (magnitude, places) = match places {
                0 => return None,
                8 => {
                    let whole_places = if whole == 0 { 0 } else { count };
                    match many_decimals(window, point + 1, whole, whole_places, value_of(decimals)) {
                        Some(read) => read,
                        None => return self.long_double(),
                    }
                }
                _ => {
                    // Both are exact, so the quotient is the nearest double.
                    let parts = whole * TENS[places as usize] + value_of_first(decimals, places);
                    #[allow(clippy::cast_precision_loss)] // at most fourteen digits: exact
                    (parts.cast_signed() as f64 / EXACT_POWERS[places as usize], places)
                }
            };
            let end = point + 1 + places as usize;
            if window.byte(end) | 0x20 == b'e' {
                return None;
            }
            self.position += end;
            Some(if negative { -magnitude } else { magnitude })
        }
    }

    /// Reads a number of very many decimals, whose grammar holds up to the first of them.
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

/// The value of a number with eight decimals or more, and how many they are. `None` where its digits are more
/// than 64 bits hold.
///
/// # Safety
/// Eight decimals stand at the offset, which is at most 9.
#[inline(always)]
unsafe fn many_decimals(
    window: Digits<'_>,
    at: usize,
    whole: u64,
    whole_digits: u32,
    decimals: u64,
) -> Option<(f64, u32)> {
    // SAFETY: 9, two words and the word that is read are 33 bytes.
    let (second, third) = unsafe { (window.word(at + 8), window.word(at + 16)) };
    let in_second = digits_in(second);
    let in_third = if in_second == 8 { digits_in(third) } else { 0 };
    let places = 8 + in_second + in_third;
    if (whole_digits + places) as usize > MAX_DIGITS {
        return None;
    }
    let mut mantissa = whole * TENS[8] + decimals;
    if in_second > 0 {
        mantissa = mantissa * TENS[in_second as usize] + value_of_first(second, in_second);
    }
    // Fewer than eight, and none as often as some: not worth a branch. Two shifts, since one of 64 would be none.
    let digits = value_of((third << 8) << (56 - 8 * in_third));
    mantissa = mantissa * TENS[in_third as usize] + digits;
    Some(if mantissa == 0 { (0.0, places) } else { (nearest(mantissa, places), places) })
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
                    for behind in ["", "]", ",12345678", "}", ".", "x"] {
                        let text = format!("{sign}{whole}{rest}{behind}{:40}", "");
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
                        if let Some(value) = parser.plain_integer() {
                            plain += 1;
                            let scanned = scanned.unwrap_or_else(|_| panic!("{text} is no number"));
                            assert_eq!(parser.position, grammar.position, "{text}");
                            assert!(!scanned.is_float, "{text}");
                            assert_eq!(Parser::small_integer(scanned), Some(value.into()), "{text}");
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
            let text = format!("{value:?},{:40}", "");
            if let Some(read) = Parser::new(text.as_bytes(), &options).plain_double() {
                assert_eq!(read.to_bits(), value.to_bits(), "{text}");
            }
        }
    }
}
