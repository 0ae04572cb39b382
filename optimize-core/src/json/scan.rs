//! Finding the end of a clean run of a string's bytes.
//!
//! One of the crate's few modules with `unsafe`: vector loads of slices whose length was checked.

#![allow(unsafe_code)]

use crate::json::simd::{BLOCK, Block, is_special};

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
    let mut at = start;
    let mut wide = false;
    while let Some(bytes) = text.get(at..).and_then(<[u8]>::first_chunk::<BLOCK>) {
        // SAFETY: sixteen bytes are there.
        let block = unsafe { Block::load(bytes.as_ptr()) };
        let (special, high) = (block.special(), block.wide());
        if special != 0 {
            let offset = special.trailing_zeros();
            let before = high & ((1 << offset) - 1);
            return Run { end: at + offset as usize, wide: wide || before != 0 };
        }
        wide |= high != 0;
        at += BLOCK;
    }
    bytewise(text, at, wide)
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
