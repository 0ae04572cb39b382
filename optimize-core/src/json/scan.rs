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

/// The first byte from `start` on that is special or outside ASCII; the length of the text if there is none.
#[inline(never)]
pub(crate) fn ascii_run(text: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(bytes) = text.get(at..).and_then(<[u8]>::first_chunk::<PAIR>) {
        if pair_has_stops(bytes) {
            return at + pair_stops(bytes).trailing_zeros() as usize;
        }
        at += PAIR;
    }
    last_ascii_run(text, at)
}

/// As [`ascii_run`], where less than two blocks are left.
#[inline]
fn last_ascii_run(text: &[u8], start: usize) -> usize {
    // The last two blocks of the text reach back behind the start, and are looked at from there on.
    if let Some(bytes) = text.last_chunk()
        && start <= text.len()
    {
        let before = bytes.len() - (text.len() - start);
        // Wider than the bits: at the very end all of them are shifted out.
        let stops = u64::from(pair_stops(bytes)) >> before;
        return if stops == 0 { text.len() } else { start + stops.trailing_zeros() as usize };
    }
    let rest = text.get(start..).unwrap_or_default();
    start + rest.iter().position(|&byte| is_special(byte) || byte >= 0x80).unwrap_or(rest.len())
}

/// Bytes in two blocks.
pub(crate) const PAIR: usize = 2 * BLOCK;

/// A bit for each byte that is special or outside ASCII.
#[inline(always)]
pub(crate) fn pair_stops(bytes: &[u8; PAIR]) -> u32 {
    // SAFETY: two blocks are there.
    let (first, second) = unsafe { (Block::load(bytes.as_ptr()), Block::load(bytes.as_ptr().add(BLOCK))) };
    first.stops() | second.stops() << BLOCK
}

/// Whether [`pair_stops`] has any bit.
#[inline(always)]
fn pair_has_stops(bytes: &[u8; PAIR]) -> bool {
    // SAFETY: two blocks are there.
    Block::any_stops(unsafe { [Block::load(bytes.as_ptr()), Block::load(bytes.as_ptr().add(BLOCK))] })
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
    use super::{ascii_run, bytewise, clean_run};

    #[test]
    fn blocks_and_bytes_agree() {
        // Every special byte, and a wide one, at every offset of texts around the block size.
        for length in 0..70 {
            for position in 0..=length {
                for byte in [b'"', b'\\', 0, 0x1f, 0x20, b'a', 0x7f, 0x80, 0xff] {
                    let mut text = vec![b'x'; length];
                    text.insert(position, byte);
                    for start in [0, 1, position / 2, position, length + 1] {
                        assert_eq!(clean_run(&text, start), bytewise(&text, start, false), "{text:?} from {start}");
                        let ascii = text[start..]
                            .iter()
                            .take_while(|byte| matches!(byte, b' '..=0x7f) && !b"\"\\".contains(byte));
                        assert_eq!(ascii_run(&text, start), start + ascii.count(), "{text:?} from {start}");
                    }
                }
            }
        }
    }
}
