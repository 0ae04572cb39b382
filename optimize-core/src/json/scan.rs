//! Finding the bytes of a string that need a second look, sixteen at a time.
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
        bytewise(text, start, false)
    }
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
    use super::{Run, bytewise};
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
        bytewise(text, at, wide)
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
