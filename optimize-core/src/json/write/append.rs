//! Appending with one check of the capacity.
//!
//! One of the crate's few modules with `unsafe`: writes into capacity that was reserved a line before.

#![allow(unsafe_code)]

/// Room for this many more bytes; a pointer to the first of them.
#[inline(always)]
pub(super) fn room(out: &mut Vec<u8>, length: usize) -> *mut u8 {
    if out.capacity() - out.len() < length {
        grow(out, length);
    }
    // SAFETY: the length never exceeds the capacity, so the pointer stays in the allocation.
    unsafe { out.as_mut_ptr().add(out.len()) }
}

#[cold]
#[inline(never)]
fn grow(out: &mut Vec<u8>, length: usize) {
    out.reserve(length);
}

/// Appends bytes whose number the caller's code shows the compiler: a copy without a call.
#[inline(always)]
pub(super) fn append(out: &mut Vec<u8>, bytes: &[u8]) {
    let at = room(out, bytes.len());
    // SAFETY: `room` reserved `bytes.len()` bytes at `at`; `bytes` can't overlap, `out` being borrowed
    // uniquely. They are written before they are counted in.
    unsafe {
        at.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
        out.set_len(out.len() + bytes.len());
    }
}

/// The size of a padded text.
pub(super) const PADDED: usize = 16;

/// Appends the first `length` bytes of a padded text.
#[inline(always)]
pub(super) fn append_padded(out: &mut Vec<u8>, padded: &[u8; PADDED], length: usize) {
    let at = room(out, PADDED);
    // SAFETY: all of the padded text fits into the room, and no more than that is counted.
    unsafe {
        at.cast::<[u8; PADDED]>().write_unaligned(*padded);
        out.set_len(out.len() + length.min(PADDED));
    }
}

/// The longest text of a double, and of an integer of 64 bits.
const NUMBER: usize = 24;

/// How many doubles in a row had more than three decimals.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LongDoubles(u32);

impl LongDoubles {
    /// Whether the next one may well be short: some were lately, or it is time to look again.
    #[inline(always)]
    fn may_be_short(self) -> bool {
        self.0 < 8 || self.0.is_multiple_of(64)
    }
}

/// Appends the shortest text that reads back as the same number, which is finite.
#[inline(always)]
pub(super) fn append_double(out: &mut Vec<u8>, value: f64, long: &mut LongDoubles) {
    // Most numbers that people and programs write have at most three decimals: they are thousandths
    // of an integer. Below 10^15 no other text of as few digits reads back as the same number.
    let magnitude = value.abs();
    if long.may_be_short() && magnitude < 1e12 {
        // SAFETY: the product is finite, positive and below 2^53.
        let thousandths: i64 = unsafe { (magnitude * 1e3 + 0.5).to_int_unchecked() };
        #[allow(clippy::cast_precision_loss, clippy::float_cmp)] // below 2^53, and meant to be exact
        if thousandths as f64 / 1e3 == magnitude {
            long.0 = 0;
            return append_thousandths(out, thousandths.cast_unsigned(), value.is_sign_negative());
        }
    }
    long.0 = long.0.wrapping_add(1);
    append_shortest(out, value);
}

/// Appends a number of thousandths without trailing zeros, but with one decimal at least.
#[inline(always)]
fn append_thousandths(out: &mut Vec<u8>, thousandths: u64, negative: bool) {
    let at = room(out, NUMBER);
    // SAFETY: a sign, at most twelve digits, a point and three decimals in a word of four bytes.
    unsafe {
        at.write(b'-');
        let at = write_magnitude(at.add(usize::from(negative)), thousandths / 1000);
        at.write(b'.');
        let [decimals @ .., count] = DECIMALS[(thousandths % 1000) as usize];
        let [first, second, third] = decimals;
        at.add(1).cast::<[u8; 4]>().write_unaligned([first, second, third, 0]);
        out.set_len(at.add(1 + usize::from(count)).offset_from_unsigned(out.as_ptr()));
    }
}

/// What the number library makes of a finite number.
#[inline(always)]
pub(super) fn append_shortest(out: &mut Vec<u8>, value: impl zmij::Float) {
    const { assert!(align_of::<zmij::Buffer>() == 1 && size_of::<zmij::Buffer>() <= NUMBER) };
    let at = room(out, NUMBER);
    // SAFETY: a buffer fits into the room, needs no alignment, and is written whole before it is
    // used; the text lies in it, so its bytes are initialised and within the capacity.
    unsafe {
        let place = at.cast::<zmij::Buffer>();
        place.write(zmij::Buffer::new());
        let text = (*place).format_finite(value);
        let length = text.len();
        assert!(std::ptr::eq(text.as_ptr(), at));
        out.set_len(out.len() + length);
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

/// A buffer that a writer has for a while. It comes back when this is dropped, also when a value's own
/// code panics; cut to what stood in it before, unless the writing is complete.
pub(crate) struct Loan<'a> {
    owner: &'a mut Vec<u8>,
    start: usize,
    /// Whether what was written is to stay.
    pub(crate) complete: bool,
}

impl<'a> Loan<'a> {
    /// Takes the buffer of an owner, who has an empty one meanwhile.
    #[inline(always)]
    pub(crate) fn take(owner: &'a mut Vec<u8>) -> (Self, Vec<u8>) {
        // Part by part: moving the vector as a whole would load sixteen bytes that were stored as twice
        // eight a moment ago, which stalls the processor for longer than an object takes to write.
        let (start, capacity) = (owner.len(), owner.capacity());
        let pointer = owner.as_mut_ptr();
        // SAFETY: the parts of a vector that is overwritten, not dropped, by the next line.
        let buffer = unsafe { Vec::from_raw_parts(pointer, start, capacity) };
        // SAFETY: a place for a vector; its former value lives on as `buffer`.
        unsafe { std::ptr::write(owner, Vec::new()) };
        (Self { owner, start, complete: false }, buffer)
    }

    /// Gives the buffer back.
    #[inline(always)]
    pub(crate) fn give_back(&mut self, buffer: Vec<u8>) {
        let mut buffer = std::mem::ManuallyDrop::new(buffer);
        let length = if self.complete { buffer.len() } else { self.start };
        // SAFETY: the parts of a vector that is not dropped here, cut to bytes that were there before;
        // the owner's own one is empty and needs no drop.
        unsafe {
            let buffer = Vec::from_raw_parts(buffer.as_mut_ptr(), length, buffer.capacity());
            std::ptr::write(self.owner, buffer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Loan, LongDoubles, append, append_double, append_integer};

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
    fn a_loan_comes_back() {
        let mut owner = b"before".to_vec();
        for complete in [false, true] {
            let (mut loan, mut buffer) = Loan::take(&mut owner);
            buffer.extend_from_slice(&[b'x'; 100]);
            loan.complete = complete;
            loan.give_back(buffer);
            assert_eq!(owner.len(), if complete { 106 } else { 6 });
        }
    }
}
