//! Finding the bytes of a string that need a second look, sixteen at a time, eight where fewer are left.
//!
//! One of the crate's few modules with `unsafe`: vector loads of slices whose length was checked.

#![allow(unsafe_code)]

/// Bytes that end a clean run of a JSON string: a quote, a backslash, a control character.
#[inline(always)]
const fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// How far a scan came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// The offset of the first special byte, or the length of the text.
    pub(crate) end: usize,
    /// Whether a byte before `end` is outside ASCII.
    pub(crate) wide: bool,
}

/// The first quote, backslash or control character from `start` on.
#[inline]
pub(crate) fn clean_run(text: &[u8], start: usize) -> Run {
    #[cfg(target_arch = "x86_64")]
    {
        sse2::clean_run(text, start)
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        short_run(text, start, false)
    }
}

/// The end of a text, where no sixteen bytes are left: eight or four at a time, the last ones once
/// more together with some of those before them.
#[inline]
fn short_run(text: &[u8], start: usize, wide: bool) -> Run {
    let rest = text.get(start..).unwrap_or_default();
    if let (Some(first), Some(last)) = (rest.first_chunk::<8>(), rest.last_chunk::<8>()) {
        if rest.len() > 16 {
            return bytewise(text, start, wide);
        }
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        let (in_first, in_last) = (special_bits(first), special_bits(last));
        let (bits, word, offset) = if in_first != 0 { (in_first, first, 0) } else { (in_last, last, rest.len() - 8) };
        if bits != 0 {
            let byte = bits.trailing_zeros() / 8;
            let before = word & HIGH & ((1 << (8 * byte)) - 1);
            let wide = wide || before != 0 || (offset > 0 && first & HIGH != 0);
            return Run { end: start + offset + byte as usize, wide };
        }
        return Run { end: text.len(), wide: wide || (first | last) & HIGH != 0 };
    }
    if let (Some(first), Some(last)) = (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        let word = u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32;
        if special_bits(word) == 0 {
            return Run { end: text.len(), wide: wide || word & HIGH != 0 };
        }
    }
    bytewise(text, start, wide)
}

const ONES: u64 = u64::MAX / 0xff;
const HIGH: u64 = ONES << 7;

/// The high bit of each special byte of a word. Bits above the lowest one may be wrong: a borrow
/// runs upwards.
#[inline(always)]
const fn special_bits(word: u64) -> u64 {
    const fn zero_bytes(word: u64) -> u64 {
        word.wrapping_sub(ONES) & !word
    }
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = zero_bytes(word ^ (ONES * b'"' as u64));
    let backslash = zero_bytes(word ^ (ONES * b'\\' as u64));
    (control | quote | backslash) & HIGH
}

#[inline]
fn bytewise(text: &[u8], start: usize, wide: bool) -> Run {
    let mut end = start;
    let mut wide = wide;
    while let Some(&byte) = text.get(end) {
        if is_special(byte) {
            break;
        }
        wide |= byte >= 0x80;
        end += 1;
    }
    Run { end, wide }
}

#[cfg(target_arch = "x86_64")]
mod sse2 {
    use super::{Run, short_run};
    use std::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8,
    };

    const LANES: usize = 16;

    #[inline]
    pub(super) fn clean_run(text: &[u8], start: usize) -> Run {
        let mut at = start;
        let mut wide = false;
        while let Some(block) = text.get(at..at + LANES) {
            // SAFETY: `block` is sixteen bytes long, and x86-64 always has SSE2.
            let (special, high) = unsafe { masks(block.as_ptr().cast()) };
            if special != 0 {
                let offset = special.trailing_zeros();
                let before = high & ((1u32 << offset) - 1);
                return Run { end: at + offset as usize, wide: wide || before != 0 };
            }
            wide |= high != 0;
            at += LANES;
        }
        short_run(text, at, wide)
    }

    /// A bit for each special byte, and one for each byte outside ASCII.
    ///
    /// # Safety
    /// Sixteen bytes can be read at `block`.
    #[inline(always)]
    unsafe fn masks(block: *const __m128i) -> (u32, u32) {
        // SAFETY: the caller's promise.
        let bytes = unsafe { _mm_loadu_si128(block) };
        // SAFETY: x86-64 always has SSE2.
        unsafe {
            let control = _mm_set1_epi8(0x1f);
            let is_control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes);
            let is_quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'"'.cast_signed()));
            let is_backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'\\'.cast_signed()));
            let special = _mm_or_si128(is_control, _mm_or_si128(is_quote, is_backslash));
            (_mm_movemask_epi8(special).cast_unsigned(), _mm_movemask_epi8(bytes).cast_unsigned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{bytewise, clean_run};

    #[test]
    fn blocks_and_bytes_agree() {
        // Every special byte, and a wide one, at every offset of texts around the block size.
        for length in 0..70 {
            for position in 0..=length {
                for byte in [b'"', b'\\', 0, 0x1f, 0x20, b'a', 0x7f, 0x80, 0xff] {
                    let mut text = vec![b'x'; length];
                    text.insert(position, byte);
                    for start in [0, 1, position / 2] {
                        assert_eq!(clean_run(&text, start), bytewise(&text, start, false), "{text:?} from {start}");
                    }
                }
            }
        }
    }
}
