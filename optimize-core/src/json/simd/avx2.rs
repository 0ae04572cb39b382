//! Thirty-two bytes at a time, where the processor has AVX2.

use super::Vector;
use std::arch::x86_64::{
    __m256i, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_min_epu8, _mm256_movemask_epi8, _mm256_or_si256,
    _mm256_set1_epi8, _mm256_storeu_si256,
};

/// Whether the processor has AVX2 and what every processor with it has: a cheap question after the
/// first time.
#[inline]
pub(crate) fn is_there() -> bool {
    is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi1") && is_x86_feature_detected!("bmi2")
}

/// Thirty-two bytes.
#[derive(Clone, Copy)]
pub(crate) struct Wide(__m256i);

// SAFETY of every block: the caller's promise that there is room, and that the processor has AVX2.
impl Vector for Wide {
    const LANES: usize = 32;

    #[inline(always)]
    unsafe fn load(from: *const u8) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { _mm256_loadu_si256(from.cast()) })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { _mm256_storeu_si256(to.cast(), self.0) };
    }

    #[inline(always)]
    unsafe fn special(self) -> u64 {
        // SAFETY: the caller's promise.
        unsafe {
            let control = _mm256_set1_epi8(0x1f);
            let is_control = _mm256_cmpeq_epi8(_mm256_min_epu8(self.0, control), self.0);
            let is_quote = _mm256_cmpeq_epi8(self.0, _mm256_set1_epi8(b'"'.cast_signed()));
            let is_backslash = _mm256_cmpeq_epi8(self.0, _mm256_set1_epi8(b'\\'.cast_signed()));
            let special = _mm256_or_si256(is_control, _mm256_or_si256(is_quote, is_backslash));
            _mm256_movemask_epi8(special).cast_unsigned().into()
        }
    }
}
