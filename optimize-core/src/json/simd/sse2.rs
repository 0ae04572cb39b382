//! Blocks in SSE2, which every x86-64 has.

use std::arch::x86_64::{
    __m128i, _mm_cmpeq_epi8, _mm_cmplt_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128,
    _mm_set_epi64x, _mm_set1_epi8, _mm_storeu_si128,
};

/// Sixteen bytes.
#[derive(Clone, Copy)]
pub(crate) struct Block(__m128i);

impl Block {
    /// Loads a block.
    ///
    /// # Safety
    /// Sixteen bytes can be read.
    #[inline(always)]
    pub(crate) unsafe fn load(from: *const u8) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { _mm_loadu_si128(from.cast()) })
    }

    /// Stores the block.
    ///
    /// # Safety
    /// Sixteen bytes can be written.
    #[inline(always)]
    pub(crate) unsafe fn store(self, to: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { _mm_storeu_si128(to.cast(), self.0) };
    }

    /// Two words as they lie in memory.
    #[inline(always)]
    pub(crate) fn of_words(first: u64, second: u64) -> Self {
        // SAFETY: x86-64 always has SSE2.
        Self(unsafe { _mm_set_epi64x(second.cast_signed(), first.cast_signed()) })
    }

    /// All ones in each byte that ends a clean run.
    #[inline(always)]
    fn where_special(self) -> __m128i {
        // SAFETY: x86-64 always has SSE2.
        unsafe {
            let control = _mm_set1_epi8(0x1f);
            let is_control = _mm_cmpeq_epi8(_mm_min_epu8(self.0, control), self.0);
            let is_quote = _mm_cmpeq_epi8(self.0, _mm_set1_epi8(b'"'.cast_signed()));
            let is_backslash = _mm_cmpeq_epi8(self.0, _mm_set1_epi8(b'\\'.cast_signed()));
            _mm_or_si128(is_control, _mm_or_si128(is_quote, is_backslash))
        }
    }

    /// A bit for each byte that ends a clean run, the first byte's in the lowest place.
    #[inline(always)]
    pub(crate) fn special(self) -> u32 {
        // SAFETY: x86-64 always has SSE2.
        unsafe { _mm_movemask_epi8(self.where_special()) }.cast_unsigned()
    }

    /// Whether any byte of two blocks ends a clean run.
    #[inline(always)]
    pub(crate) fn any_special(blocks: [Self; 2]) -> bool {
        let [first, second] = blocks.map(Self::where_special);
        // SAFETY: x86-64 always has SSE2.
        unsafe { _mm_movemask_epi8(_mm_or_si128(first, second)) != 0 }
    }

    /// A bit for each byte outside ASCII.
    #[inline(always)]
    pub(crate) fn wide(self) -> u32 {
        // SAFETY: x86-64 always has SSE2.
        unsafe { _mm_movemask_epi8(self.0) }.cast_unsigned()
    }

    /// A bit for each byte that is special or outside ASCII: one comparison less than asking for both.
    #[inline(always)]
    pub(crate) fn stops(self) -> u32 {
        // SAFETY: x86-64 always has SSE2.
        unsafe { _mm_movemask_epi8(self.where_stops()) }.cast_unsigned()
    }

    /// All ones in each byte that is special or outside ASCII.
    #[inline(always)]
    fn where_stops(self) -> __m128i {
        // SAFETY: x86-64 always has SSE2.
        unsafe {
            // Signed, a byte outside ASCII is below every other.
            let is_low = _mm_cmplt_epi8(self.0, _mm_set1_epi8(0x20));
            let is_quote = _mm_cmpeq_epi8(self.0, _mm_set1_epi8(b'"'.cast_signed()));
            let is_backslash = _mm_cmpeq_epi8(self.0, _mm_set1_epi8(b'\\'.cast_signed()));
            _mm_or_si128(is_low, _mm_or_si128(is_quote, is_backslash))
        }
    }

    /// Whether any byte of two blocks is special or outside ASCII.
    #[inline(always)]
    pub(crate) fn any_stops(blocks: [Self; 2]) -> bool {
        let [first, second] = blocks.map(Self::where_stops);
        // SAFETY: x86-64 always has SSE2.
        unsafe { _mm_movemask_epi8(_mm_or_si128(first, second)) != 0 }
    }
}
