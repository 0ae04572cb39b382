//! Numbers as text.
//!
//! One of the crate's few modules with `unsafe`: digits are written as words into room that was made for the longest
//! number.

#![allow(unsafe_code)]

use crate::json::write::append::room;

/// The longest text of a double, and of an integer of 64 bits.
const NUMBER: usize = 24;

/// Whether doubles had more than three decimals lately: after a few of them the short way is tried now and then only.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LongDoubles {
    /// How many had, since one had not.
    in_a_row: u8,
    /// How many more are taken for long unseen.
    unseen: u8,
}

impl LongDoubles {
    /// As many are long before any is taken for long.
    const FEW: u8 = 8;
    /// As many are then taken for long.
    const MANY: u8 = 63;

    #[inline(always)]
    fn may_be_short(self) -> bool {
        self.unseen == 0
    }

    /// One was short.
    #[inline(always)]
    fn short(&mut self) {
        self.in_a_row = 0;
    }

    /// One was long, or taken for it.
    #[inline(always)]
    fn long(&mut self) {
        if self.unseen > 0 {
            self.unseen -= 1;
        } else if self.in_a_row < Self::FEW {
            self.in_a_row += 1;
        } else {
            self.unseen = Self::MANY;
        }
    }
}

/// Appends the shortest text that reads back as the same number, which is finite.
#[inline(always)]
pub(super) fn append_double(out: &mut Vec<u8>, value: f64, long: &mut LongDoubles) {
    let at = room(out, NUMBER);
    // SAFETY: the room that is asked for, and what is counted is written.
    unsafe {
        let end = write_double(at, value, long);
        out.set_len(end.offset_from_unsigned(out.as_ptr()));
    }
}

/// Appends doubles with a comma before each, up to the first that is not finite, which is returned with nothing of it
/// written.
///
/// The place in the buffer is kept in a register all the while: one number is short work.
#[inline(always)]
pub(super) fn append_doubles<'v>(
    out: &mut Vec<u8>,
    values: &mut impl Iterator<Item = &'v f64>,
    long: &mut LongDoubles,
) -> Option<f64> {
    /// A comma and a number.
    const ITEM: usize = 1 + NUMBER;
    /// How many items there is room for at least after each growing.
    const MORE: usize = 16;
    /// The first address from which an item does not fit any more.
    fn full(out: &Vec<u8>) -> usize {
        out.as_ptr().addr() + out.capacity().saturating_sub(ITEM - 1)
    }
    let mut state = *long;
    let mut at = room(out, 0);
    let mut end = full(out);
    let mut odd = None;
    for &value in values {
        if !value.is_finite() {
            odd = Some(value);
            break;
        }
        // SAFETY: `at` is in the buffer or at its end; where less than an item's room is left, what was written is
        // counted and more is made. The pointer into the old allocation is not used again.
        unsafe {
            if at.addr() >= end {
                out.set_len(at.offset_from_unsigned(out.as_ptr()));
                at = room(out, MORE * ITEM);
                end = full(out);
            }
            at.write(b',');
            at = write_double(at.add(1), value, &mut state);
        }
    }
    // SAFETY: everything up to `at` is written.
    unsafe { out.set_len(at.offset_from_unsigned(out.as_ptr())) };
    *long = state;
    odd
}

/// Writes a finite number; a pointer behind it.
///
/// # Safety
/// `NUMBER` bytes can be written.
#[inline(always)]
unsafe fn write_double(at: *mut u8, value: f64, long: &mut LongDoubles) -> *mut u8 {
    if long.may_be_short()
        && let Some(thousandths) = thousandths_of(value.abs())
    {
        long.short();
        // SAFETY: the caller's promise.
        return unsafe { write_thousandths(at, thousandths, value.is_sign_negative()) };
    }
    long.long();
    // SAFETY: the caller's promise.
    unsafe { write_shortest(at, value) }
}

/// Of which number of thousandths a magnitude is the nearest double, if it is of any and below 10^12. Most numbers that
/// people and programs write are: they have at most three decimals. Below 10^15 no other text of as few digits reads
/// back as the same number.
///
/// There is no division and no conversion in it, which every byte behind the number would wait for.
#[inline(always)]
fn thousandths_of(magnitude: f64) -> Option<u64> {
    const FRACTION: u32 = f64::MANTISSA_DIGITS - 1;
    /// 2^52: what is added to it is rounded to a whole number, which then stands in the lowest bits.
    const WHOLE: f64 = (1_u64 << FRACTION) as f64;
    if magnitude >= 1e12 {
        return None;
    }
    let thousandths = (magnitude * 1e3 + WHOLE).to_bits() & ((1 << FRACTION) - 1);
    // The magnitude is `mantissa / 2^shift`. Half a unit in its last place is 500 of what is compared here, which for
    // any magnitude from a thousandth on fits into 63 bits. Below powers of two the units are smaller, but there the
    // difference is nothing or far more.
    let bits = magnitude.to_bits();
    let mantissa = bits & ((1 << FRACTION) - 1) | 1 << FRACTION;
    let shift = 1023 + u64::from(FRACTION) - (bits >> FRACTION);
    let difference = (thousandths << (shift & 63)).wrapping_sub(mantissa * 1000).cast_signed();
    let nearest = (-499..=499).contains(&difference) && shift < 64;
    (nearest || magnitude == 0.0).then_some(thousandths)
}

/// Writes a number of thousandths without trailing zeros, but with one decimal at least; a pointer behind it.
///
/// # Safety
/// `NUMBER` bytes can be written, and the number is below 10^15.
#[inline(always)]
unsafe fn write_thousandths(at: *mut u8, thousandths: u64, negative: bool) -> *mut u8 {
    // SAFETY: a sign, at most twelve digits, a point and three decimals in a word of four bytes.
    unsafe {
        at.write(b'-');
        let at = write_magnitude(at.add(usize::from(negative)), thousandths / 1000);
        at.write(b'.');
        let [decimals @ .., count] = DECIMALS[(thousandths % 1000) as usize];
        let [first, second, third] = decimals;
        at.add(1).cast::<[u8; 4]>().write_unaligned([first, second, third, 0]);
        at.add(1 + usize::from(count))
    }
}

/// Appends what the number library makes of a finite number.
#[inline(always)]
pub(super) fn append_shortest(out: &mut Vec<u8>, value: impl zmij::Float) {
    let at = room(out, NUMBER);
    // SAFETY: the room that is asked for, and what is counted is written.
    unsafe {
        let end = write_shortest(at, value);
        out.set_len(end.offset_from_unsigned(out.as_ptr()));
    }
}

/// Writes what the number library makes of a finite number; a pointer behind it.
///
/// # Safety
/// `NUMBER` bytes can be written.
#[inline(always)]
unsafe fn write_shortest(at: *mut u8, value: impl zmij::Float) -> *mut u8 {
    const { assert!(align_of::<zmij::Buffer>() == 1 && size_of::<zmij::Buffer>() <= NUMBER) };
    // SAFETY: a buffer fits into the caller's room, needs no alignment, and is written whole before it is used; the
    // text lies in it, from its beginning on.
    unsafe {
        let place = at.cast::<zmij::Buffer>();
        place.write(zmij::Buffer::new());
        let text = (*place).format_finite(value);
        let length = text.len();
        assert!(std::ptr::eq(text.as_ptr(), at));
        at.add(length)
    }
}

/// The decimals of a number of thousandths, and how many are left without trailing zeros.
static DECIMALS: [[u8; 4]; 1000] = {
    let mut table = [[0; 4]; 1000];
    let mut value = 0;
    while value < 1000 {
        let digits = [(value / 100) as u8, (value / 10 % 10) as u8, (value % 10) as u8];
        let count = if digits[2] != 0 {
            3
        } else if digits[1] != 0 {
            2
        } else {
            1
        };
        table[value] = [b'0' + digits[0], b'0' + digits[1], b'0' + digits[2], count];
        value += 1;
    }
    table
};

/// `00` to `99`.
static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut value = 0;
    while value < 100 {
        pairs[value] = [b'0' + (value / 10) as u8, b'0' + (value % 10) as u8];
        value += 1;
    }
    pairs
};

/// The eight digits of a number below 10^8, leading zeros included, the first one in the lowest byte.
#[inline(always)]
const fn eight_digits(value: u32) -> u64 {
    // Split into halves, pairs and digits, all lanes of a word at once.
    let (high, low) = (value as u64 / 10_000, value as u64 % 10_000);
    let halves = high | low << 32;
    let hundreds = ((halves * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let pairs = hundreds | (halves - hundreds * 100) << 16;
    let tens = ((pairs * 103) >> 10) & 0x000f_000f_000f_000f;
    tens | (pairs - tens * 10) << 8
}

const ZEROS: u64 = u64::MAX / 0xff * b'0' as u64;

/// Appends an integer.
#[inline(always)]
pub(super) fn append_integer(out: &mut Vec<u8>, magnitude: u64, negative: bool) {
    let at = room(out, NUMBER);
    // SAFETY: a sign and at most twenty digits, written as words of eight bytes that end within 24.
    unsafe {
        at.write(b'-');
        let digits = at.add(usize::from(negative));
        let end = write_magnitude(digits, magnitude);
        out.set_len(end.offset_from_unsigned(out.as_ptr()));
    }
}

/// Writes the digits of a number; a pointer behind the last one.
///
/// # Safety
/// 23 bytes can be written.
#[inline(always)]
unsafe fn write_magnitude(at: *mut u8, value: u64) -> *mut u8 {
    // SAFETY: of the caller's 23 bytes, 1, 2, 8, 16 or 20 are written.
    unsafe {
        if value < 10 {
            at.write(b'0' + value as u8);
            at.add(1)
        } else if value < 100 {
            at.cast::<[u8; 2]>().write_unaligned(PAIRS[value as usize]);
            at.add(2)
        } else if value < 100_000_000 {
            write_head(at, value as u32)
        } else {
            write_long(at, value)
        }
    }
}

/// A number of one to eight digits without its leading zeros.
///
/// # Safety
/// Eight bytes can be written.
#[inline(always)]
unsafe fn write_head(at: *mut u8, value: u32) -> *mut u8 {
    let digits = eight_digits(value);
    let leading = digits.trailing_zeros() / 8;
    // SAFETY: the caller's promise.
    unsafe {
        at.cast::<u64>().write_unaligned(((digits | ZEROS) >> (8 * leading)).to_le());
        at.add(8 - leading as usize)
    }
}

/// A number of nine to twenty digits.
///
/// # Safety
/// Twenty bytes can be written, and four more behind them.
#[inline(never)]
unsafe fn write_long(at: *mut u8, value: u64) -> *mut u8 {
    const SPLIT: u64 = 100_000_000;
    // SAFETY: the head takes at most 4 (of 20 digits) or 8 (of 16) bytes, each further part 8.
    unsafe {
        let (head, tail) = (value / SPLIT, (value % SPLIT) as u32);
        let at = if head < SPLIT {
            write_head(at, head as u32)
        } else {
            let at = write_head(at, (head / SPLIT) as u32);
            at.cast::<u64>().write_unaligned((eight_digits((head % SPLIT) as u32) | ZEROS).to_le());
            at.add(8)
        };
        at.cast::<u64>().write_unaligned((eight_digits(tail) | ZEROS).to_le());
        at.add(8)
    }
}

#[cfg(test)]
mod tests {
    use super::{LongDoubles, append_double, append_doubles, append_integer};
    use crate::json::write::append::append;

    #[test]
    fn integers_of_every_length() {
        let mut powers: Vec<u64> = (0..20).map(|exponent| 10_u64.pow(exponent)).collect();
        powers.extend([u64::MAX, u64::from(u32::MAX), i64::MAX.unsigned_abs() + 1, 12_345_678_901_234_567_890]);
        for power in powers {
            for value in [power - 1, power, power.saturating_add(power / 7), power.saturating_add(1)] {
                for negative in [false, true] {
                    for capacity in [0, 30] {
                        let mut out = Vec::with_capacity(capacity);
                        append(&mut out, b"[");
                        append_integer(&mut out, value, negative);
                        assert_eq!(out, format!("[{}{value}", if negative { "-" } else { "" }).into_bytes());
                    }
                }
            }
        }
    }

    #[test]
    fn doubles_are_the_shortest_that_read_back() {
        let check = |value: f64| {
            let mut out = Vec::new();
            append_double(&mut out, value, &mut LongDoubles::default());
            assert_eq!(String::from_utf8(out).unwrap(), zmij::Buffer::new().format_finite(value));
        };
        for bits in 0..20_000_u64 {
            let bits = bits.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let value = f64::from_bits(bits);
            if value.is_finite() {
                check(value);
            }
            // Around every count of decimals and every size that the short way takes.
            for scale in [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e9] {
                for shift in [14, 24, 34, 44, 54] {
                    #[allow(clippy::cast_precision_loss)]
                    let near = (bits >> shift) as f64 / scale;
                    [near, -near, near.next_up(), near.next_down()].into_iter().for_each(check);
                }
            }
        }
        for value in [0.0, -0.0, 0.5, 0.001, 0.0009, 0.0005, 999_999_999_999.999, 1e12, 1e15, 1e16, f64::MAX, 5e-324] {
            [value, -value, value.next_up(), value.next_down()].into_iter().filter(|v| v.is_finite()).for_each(check);
        }
    }

    #[test]
    fn doubles_in_a_row_are_those_one_by_one() {
        let values: Vec<f64> = (0..300_u32)
            .map(|index| match index % 5 {
                0 => f64::from(index) / 7.0,
                1 if index % 50 == 1 => f64::NAN,
                2 => -f64::from(index) * 1e300,
                _ => f64::from(index) / 1e3,
            })
            .collect();
        for capacity in [0, 1, 25, 26, 10_000] {
            let (mut row, mut one_by_one) = (Vec::with_capacity(capacity), Vec::new());
            let mut long = LongDoubles::default();
            let mut items = values.iter();
            while let Some(odd) = append_doubles(&mut row, &mut items, &mut long) {
                assert!(odd.is_nan());
                row.push(b'?');
            }
            for &value in &values {
                if value.is_nan() {
                    one_by_one.push(b'?');
                } else {
                    one_by_one.push(b',');
                    append_double(&mut one_by_one, value, &mut long);
                }
            }
            assert_eq!(String::from_utf8(row).unwrap(), String::from_utf8(one_by_one).unwrap());
        }
    }
}
