//! Blocks as two words, for every machine.

const ONES: u64 = u64::MAX / 0xff;

/// Sixteen bytes.
#[derive(Clone, Copy)]
pub(crate) struct Block([u64; 2]);

impl Block {
    /// Loads a block.
    ///
    /// # Safety
    /// Sixteen bytes can be read.
    #[inline(always)]
    pub(crate) unsafe fn load(from: *const u8) -> Self {
        // SAFETY: the caller's promise; no alignment is asked for.
        Self(unsafe { from.cast::<[u64; 2]>().read_unaligned() })
    }

    /// Stores the block.
    ///
    /// # Safety
    /// Sixteen bytes can be written.
    #[inline(always)]
    pub(crate) unsafe fn store(self, to: *mut u8) {
        // SAFETY: the caller's promise; no alignment is asked for.
        unsafe { to.cast::<[u64; 2]>().write_unaligned(self.0) };
    }

    /// Two words as they lie in memory.
    #[inline(always)]
    pub(crate) fn of_words(first: u64, second: u64) -> Self {
        Self([first, second])
    }

    /// A bit for each byte that ends a clean run, the first byte's in the lowest place.
    #[inline(always)]
    pub(crate) fn special(self) -> u32 {
        let [low, high] = self.0.map(|word| high_bits(special_bytes(u64::from_le(word))));
        low | high << 8
    }

    /// Whether any byte of two blocks ends a clean run.
    #[inline(always)]
    pub(crate) fn any_special(blocks: [Self; 2]) -> bool {
        blocks.into_iter().any(|block| block.special() != 0)
    }

    /// Whether any byte of two blocks is special or outside ASCII.
    #[inline(always)]
    pub(crate) fn any_stops(blocks: [Self; 2]) -> bool {
        blocks.into_iter().any(|block| block.stops() != 0)
    }

    /// A bit for each byte outside ASCII.
    #[inline(always)]
    pub(crate) fn wide(self) -> u32 {
        let [low, high] = self.0.map(|word| high_bits(u64::from_le(word)));
        low | high << 8
    }

    /// A bit for each byte that is special or outside ASCII.
    #[inline(always)]
    pub(crate) fn stops(self) -> u32 {
        self.special() | self.wide()
    }
}

/// The high bits of a word's bytes, side by side.
#[inline(always)]
const fn high_bits(word: u64) -> u32 {
    // Each factor moves one byte's bit into the highest byte.
    ((word >> 7 & ONES).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32
}

/// The high bit of each special byte of a word.
#[inline(always)]
const fn special_bytes(word: u64) -> u64 {
    const HIGH: u64 = ONES << 7;
    /// The high bits of the bytes below 0x80 to which this makes 0x80 or more: no carry leaves a byte.
    const fn from(word: u64, least: u8) -> u64 {
        (word & !HIGH) + ONES * (0x80 - least as u64)
    }
    let control = !(from(word, 0x20) | word);
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    (control | !(from(quote, 1) | quote) | !(from(backslash, 1) | backslash)) & HIGH
}
