//! Sixteen or more bytes of text at a time, and which of them a JSON string needs to look at twice.
//!
//! One of the crate's few rooms with `unsafe`: loads and stores whose room the callers have checked.

#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
#[cfg(target_arch = "x86_64")]
mod sse2;
#[cfg(any(test, not(target_arch = "x86_64")))]
mod words;

#[cfg(target_arch = "x86_64")]
pub(crate) use sse2::Block;
#[cfg(not(target_arch = "x86_64"))]
pub(crate) use words::Block;

/// Bytes in a [`Block`].
pub(crate) const BLOCK: usize = 16;

/// Bytes that end a clean run of a JSON string: a quote, a backslash, a control character.
#[inline(always)]
pub(crate) const fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// A number of bytes that are looked at together. [`Block`] is what every machine has; wider ones are
/// used after asking the processor.
pub(crate) trait Vector: Copy {
    /// How many bytes.
    const LANES: usize;

    /// Loads a vector.
    ///
    /// # Safety
    /// So many bytes can be read, and the processor has the instructions.
    unsafe fn load(from: *const u8) -> Self;

    /// Stores the vector.
    ///
    /// # Safety
    /// So many bytes can be written, and the processor has the instructions.
    unsafe fn store(self, to: *mut u8);

    /// A bit for each byte that ends a clean run, the first byte's in the lowest place.
    ///
    /// # Safety
    /// The processor has the instructions.
    unsafe fn special(self) -> u64;
}

impl Vector for Block {
    const LANES: usize = BLOCK;

    #[inline(always)]
    unsafe fn load(from: *const u8) -> Self {
        // SAFETY: the caller's promise.
        unsafe { Self::load(from) }
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { self.store(to) };
    }

    #[inline(always)]
    unsafe fn special(self) -> u64 {
        self.special().into()
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Block, Vector, is_special, words};

    #[test]
    fn every_byte_in_every_lane() {
        for byte in 0..=u8::MAX {
            for lane in 0..BLOCK {
                for other in [b'x', b'"', 0, 0x7f, 0x80, 0xff, 0x1f, 0x20, byte.wrapping_add(1), byte.wrapping_sub(1)] {
                    let mut bytes = [other; BLOCK];
                    bytes[lane] = byte;
                    let mask =
                        |test: fn(u8) -> bool| (0..BLOCK).map(|at| u32::from(test(bytes[at])) << at).sum::<u32>();
                    let (special, wide) = (mask(is_special), mask(|byte| byte >= 0x80));
                    // SAFETY: a block's bytes.
                    let (block, portable) =
                        unsafe { (<Block as Vector>::load(bytes.as_ptr()), words::Block::load(bytes.as_ptr())) };
                    assert_eq!((block.special(), block.wide()), (special, wide), "{bytes:?}");
                    assert_eq!((portable.special(), portable.wide()), (special, wide), "{bytes:?}");
                    let clean = [b'x'; BLOCK];
                    // SAFETY: a block's bytes.
                    let (ours, theirs) =
                        unsafe { (<Block as Vector>::load(clean.as_ptr()), words::Block::load(clean.as_ptr())) };
                    let (special_pair, stops_pair) = (special != 0, special | wide != 0);
                    for pair in [[block, ours], [ours, block]] {
                        assert_eq!(Block::any_special(pair), special_pair, "{bytes:?}");
                        assert_eq!(Block::any_stops(pair), stops_pair, "{bytes:?}");
                    }
                    for pair in [[portable, theirs], [theirs, portable]] {
                        assert_eq!(words::Block::any_special(pair), special_pair, "{bytes:?}");
                        assert_eq!(words::Block::any_stops(pair), stops_pair, "{bytes:?}");
                    }
                    assert_eq!((block.stops(), portable.stops()), (special | wide, special | wide), "{bytes:?}");
                    #[cfg(target_arch = "x86_64")]
                    if super::avx2::is_there() {
                        let double = [bytes, bytes].concat();
                        // SAFETY: thirty-two bytes, and the processor has been asked.
                        let found = unsafe { super::avx2::Wide::load(double.as_ptr()).special() };
                        assert_eq!(found, u64::from(special) | u64::from(special) << BLOCK, "{bytes:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn words_lie_in_a_block_as_in_memory() {
        let bytes: [u8; BLOCK] = std::array::from_fn(|index| index as u8 * 17);
        let word = |range: std::ops::Range<usize>| u64::from_ne_bytes(bytes[range].try_into().unwrap());
        let mut out = [[0; BLOCK]; 2];
        // SAFETY: a block's size can be written.
        unsafe {
            Block::of_words(word(0..8), word(8..16)).store(out[0].as_mut_ptr());
            words::Block::of_words(word(0..8), word(8..16)).store(out[1].as_mut_ptr());
        }
        assert_eq!(out, [bytes, bytes]);
    }
}
