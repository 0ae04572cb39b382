//! Base64 straight from the input into elements: one pass, no buffer in between, nothing zeroed first.
//!
//! One of the crate's few modules with `unsafe`: it counts elements in once all their bytes are written.

#![allow(unsafe_code)]

use crate::pages::{ALIGNED_FROM, aligned, prefer_large};
use base64_simd::{AsOut, STANDARD};
use bytemuck::AnyBitPattern;
use memchr::memchr;
use std::mem::MaybeUninit;

/// A text whose end is found within so many characters is measured before it is decoded.
const NEAR: usize = 64 << 10;

/// Characters that are decoded at a time in a longer text, without a look for its end: where the end is, decoding
/// fails, and only then it is looked for. A multiple of four.
const BLOCK: usize = 32 << 10;

/// The same in a long text, of which a block that is decoded twice is a small part.
const LONG_BLOCK: usize = 128 << 10;

/// Bytes that are reserved for a text at most while its end is not in sight. The reserve is no more than
/// the rest of the input would fill, and untouched memory costs nothing; a longer text is then measured.
const AHEAD: usize = 256 << 20;

/// A text that has not ended after so many characters is a large array. What is reserved ahead for a shorter one is
/// mostly never written, and large pages would be. A multiple of both blocks.
const LONG: usize = 1 << 20;

/// Elements that were decoded, and the bytes of the text, which need not be a whole number of them.
pub(crate) struct Decoded<A> {
    pub(crate) items: Vec<A>,
    pub(crate) bytes: usize,
}

/// Decodes base64 up to the quote that ends it; the characters before the quote. `None` where the text has
/// anything but strict base64: whoever reads it character by character finds out what. The elements lie in the memory
/// of `spare`, whose content is of no further use, if it is large enough.
pub(crate) fn decode_quoted<A: AnyBitPattern>(rest: &[u8], spare: Vec<A>) -> Option<(Decoded<A>, usize)> {
    let near = &rest[..rest.len().min(NEAR)];
    let mut filler = Filler::over(spare);
    let fresh = filler.items.capacity() == 0;
    // An escape ends up in front of the quote, and is no base64.
    if let Some(end) = memchr(b'"', near) {
        filler.reserve_for(&rest[..end])?;
        filler.decode(&rest[..end])?;
        return Some((filler.finish(false), end));
    }
    // Memory of before is taken for large enough until it proves not to be.
    let mut large = false;
    if fresh {
        // The first pages are to be large ones already where much may follow: a look is cheaper than many small ones.
        if rest.len() >= ALIGNED_FROM {
            if let Some(end) = memchr(b'"', &rest[NEAR..LONG]) {
                let text = &rest[..NEAR + end];
                filler.reserve_for(text)?;
                filler.decode(text)?;
                return Some((filler.finish(false), text.len()));
            }
            large = true;
        }
        filler.reserve((rest.len() / 4 * 3).min(AHEAD))?;
        if large {
            prefer_large(filler.spare());
        }
    }
    let mut at = 0;
    loop {
        let size = if at < LONG { BLOCK } else { LONG_BLOCK };
        let block = &rest[at..rest.len().min(at + size)];
        if filler.spare().len() < block.len() / 4 * 3 {
            let left = memchr(b'"', &rest[at..])?;
            filler.reserve_for(&rest[at..at + left])?;
        }
        let before = filler.bytes;
        if block.len() == size && filler.spare().len() >= size / 4 * 3 && filler.decode(block).is_some() {
            at += size;
            if at == LONG && fresh && !large {
                prefer_large(filler.spare());
            }
            // Padding has its place at the end only.
            if filler.bytes - before != size / 4 * 3 && rest.get(at) != Some(&b'"') {
                return None;
            }
            continue;
        }
        let end = memchr(b'"', block)?;
        filler.decode(&block[..end])?;
        return Some((filler.finish(fresh), at + end));
    }
}

/// Decodes base64 into elements, as many as it has whole. `None` where it is no strict base64.
pub(crate) fn decode_text<A: AnyBitPattern>(text: &[u8]) -> Option<Decoded<A>> {
    let mut filler = Filler::over(Vec::new());
    filler.reserve(text.len() / 4 * 3)?;
    prefer_large(filler.spare());
    filler.decode(text)?;
    Some(filler.finish(false))
}

/// A copy of bytes as elements, as many as they are whole. `None` where memory runs out.
pub(crate) fn copied<A: AnyBitPattern>(bytes: &[u8]) -> Option<Vec<A>> {
    let mut filler = Filler::over(Vec::new());
    filler.reserve(bytes.len())?;
    prefer_large(filler.spare());
    filler.copy(bytes)?;
    Some(filler.finish(false).items)
}

/// Bytes as truth values, in the place where they are.
pub(crate) fn into_bools(bytes: Vec<u8>) -> Result<Vec<bool>, Vec<u8>> {
    if bytes.iter().any(|&byte| byte > 1) {
        return Err(bytes);
    }
    let mut bytes = std::mem::ManuallyDrop::new(bytes);
    // SAFETY: `u8` and `bool` have one size and alignment, so the allocation fits; every byte is 0 or 1, as
    // was just checked; the old vector is never dropped.
    Ok(unsafe { Vec::from_raw_parts(bytes.as_mut_ptr().cast::<bool>(), bytes.len(), bytes.capacity()) })
}

/// A vector of elements that is filled byte by byte.
struct Filler<A> {
    /// Empty; its capacity is what is filled.
    items: Vec<A>,
    /// The bytes of the capacity that are written, from its start.
    bytes: usize,
}

impl<A: AnyBitPattern> Filler<A> {
    /// Fills memory of before.
    fn over(mut spare: Vec<A>) -> Self {
        spare.clear();
        Self { items: spare, bytes: 0 }
    }

    /// Makes room for what this text stands for, and for no more. `None` also where it stands for nothing.
    fn reserve_for(&mut self, text: &[u8]) -> Option<()> {
        self.reserve(STANDARD.decoded_length(text).ok()?)
    }

    /// Makes room for so many further bytes. `None` where memory runs out.
    fn reserve(&mut self, further: usize) -> Option<()> {
        let size = size_of::<A>();
        let wanted = (self.bytes + further).div_ceil(size);
        let whole = self.bytes / size;
        if self.items.capacity() >= wanted {
            return Some(());
        }
        if self.bytes == 0 {
            // Growing would move what is of no use.
            self.items = Vec::new();
            return self.items.try_reserve_exact(aligned(wanted.checked_mul(size)?) / size).ok();
        }
        // Growing moves counted elements only. All blocks but the last fill whole elements: their size divides
        // that of a block.
        if !self.bytes.is_multiple_of(size) {
            return None;
        }
        // SAFETY: the first `whole` elements are written, byte by byte, and any bytes make an `A`.
        unsafe { self.items.set_len(whole) };
        let grown = self.items.try_reserve_exact(wanted - whole);
        // SAFETY: fewer elements than before. Nothing is dropped: `AnyBitPattern` is `Copy`.
        unsafe { self.items.set_len(0) };
        grown.ok()
    }

    /// The bytes that are not written yet.
    fn spare(&mut self) -> &mut [MaybeUninit<u8>] {
        let spare = self.items.spare_capacity_mut();
        let length = size_of_val(spare);
        // SAFETY: the same memory, as bytes: an element is so many of them, and a byte has no alignment to keep.
        // Nothing is read through it: what is written may be anything, and what is not stays uninitialised.
        let bytes = unsafe { std::slice::from_raw_parts_mut(spare.as_mut_ptr().cast::<MaybeUninit<u8>>(), length) };
        &mut bytes[self.bytes..]
    }

    /// Decodes text behind what is written.
    fn decode(&mut self, text: &[u8]) -> Option<()> {
        let length = STANDARD.decoded_length(text).ok()?;
        let place = self.spare().get_mut(..length)?;
        let written = STANDARD.decode(text, place.as_out()).ok()?.len();
        if written != length {
            return None;
        }
        self.bytes += written;
        Some(())
    }

    /// Copies bytes behind what is written.
    fn copy(&mut self, bytes: &[u8]) -> Option<()> {
        let place = self.spare().get_mut(..bytes.len())?;
        // SAFETY: the place is as long as the bytes, and nobody else's: it is borrowed mutably. Bytes have no alignment.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), place.as_mut_ptr().cast(), bytes.len()) };
        self.bytes += bytes.len();
        Some(())
    }

    /// The elements that are written whole.
    fn finish(mut self, shrink: bool) -> Decoded<A> {
        let whole = self.bytes / size_of::<A>();
        // SAFETY: so many elements are written, byte by byte, and any bytes make an `A`.
        unsafe { self.items.set_len(whole) };
        if shrink && self.items.capacity() > whole + whole / 4 {
            self.items.shrink_to_fit();
        }
        Decoded { items: self.items, bytes: self.bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::base64::Engine as _;
    use ::base64::engine::general_purpose::STANDARD as ORACLE;
    use proptest::prelude::*;

    fn bytes(count: usize) -> Vec<u8> {
        (0..count).map(|index| (index * 131 % 251) as u8).collect()
    }

    #[test]
    fn every_length_around_the_borders_comes_back() {
        let of = |text: usize| text / 4 * 3;
        let edges = [0, of(NEAR), of(BLOCK), of(9 * BLOCK), of(LONG), of(LONG + LONG_BLOCK), of(LONG + 3 * BLOCK)];
        for count in edges.into_iter().flat_map(|edge| edge.saturating_sub(4)..edge + 5) {
            let whole = bytes(count);
            let mut text = ORACLE.encode(&whole).into_bytes();
            let length = text.len();
            text.extend_from_slice(b"\",\"dtype\":\"uint8\"}");
            let (decoded, taken) = decode_quoted::<u8>(&text, Vec::new()).unwrap_or_else(|| panic!("{count}"));
            assert_eq!((taken, decoded.bytes), (length, count));
            assert!(decoded.items == whole, "{count}");
            let (decoded, _) = decode_quoted::<u64>(&text, Vec::new()).unwrap();
            assert_eq!((decoded.items.len(), decoded.bytes), (count / 8, count));
            assert!(bytemuck::cast_slice::<u64, u8>(&decoded.items) == &whole[..count / 8 * 8], "{count}");
        }
    }

    #[test]
    fn memory_of_before_is_filled_again() {
        for count in [0, 1, 5, 6000, NEAR, 200_000, 200_001, LONG + 5, 2 * LONG] {
            let whole = bytes(count);
            let text = [ORACLE.encode(&whole).as_bytes(), b"\",\"dtype\":\"uint8\",\"shape\":[1]}"].concat();
            // Exactly as large, larger, smaller, and much smaller than what comes.
            for (capacity, stays) in
                [(count, true), (count + 100, true), (count / 2, count < 2), (count / 9, count < 9)]
            {
                let mut spare = vec![1_u8; capacity];
                spare.shrink_to_fit();
                let (at, had) = (spare.as_ptr(), spare.capacity());
                let (decoded, _) = decode_quoted::<u8>(&text, spare).unwrap_or_else(|| panic!("{count} in {capacity}"));
                assert!(decoded.items == whole, "{count} in {capacity}");
                if stays && had >= count && had > 0 {
                    assert!(decoded.items.as_ptr() == at && decoded.items.capacity() == had, "{count} in {capacity}");
                }
            }
        }
    }

    #[test]
    fn a_fault_anywhere_is_found() {
        let text = [ORACLE.encode(bytes(3 * NEAR)).into_bytes(), b"\" ".to_vec()].concat();
        assert!(decode_quoted::<u16>(&text, Vec::new()).is_some());
        for at in [0, 1, NEAR - 1, NEAR, BLOCK, 3 * BLOCK - 1, text.len() - 3] {
            for fault in [b'\\', b'=', b'-', b' ', 0, 0xff] {
                let mut text = text.clone();
                text[at] = fault;
                // Padding at the very end is no fault by itself.
                let (found, oracle) =
                    (decode_quoted::<u16>(&text, Vec::new()).is_some(), ORACLE.decode(&text[..text.len() - 2]).is_ok());
                assert_eq!(found, oracle, "{fault:?} at {at}");
            }
        }
        assert!(decode_quoted::<u16>(&text[..text.len() - 2], Vec::new()).is_none(), "no quote");
        assert!(decode_quoted::<u16>(b"", Vec::new()).is_none());
    }

    #[test]
    fn growing_keeps_what_was_written() {
        let mut filler = Filler::<u32>::over(Vec::new());
        let whole = bytes(12 * 1000);
        for part in whole.chunks(12) {
            filler.reserve(12).unwrap();
            filler.decode(ORACLE.encode(part).as_bytes()).unwrap();
        }
        let decoded = filler.finish(true);
        assert_eq!(bytemuck::cast_slice::<u32, u8>(&decoded.items), whole);
    }

    #[test]
    fn a_long_rest_is_looked_through_for_a_near_end() {
        for count in [NEAR, LONG / 4 * 3 - 3, LONG / 4 * 3, LONG, 5 * LONG] {
            let whole = bytes(count);
            let mut text = [ORACLE.encode(&whole).as_bytes(), b"\""].concat();
            let end = text.len() - 1;
            text.resize(ALIGNED_FROM + 5, b' ');
            let (decoded, taken) = decode_quoted::<u16>(&text, Vec::new()).unwrap_or_else(|| panic!("{count}"));
            assert_eq!((taken, decoded.bytes), (end, count));
            assert!(bytemuck::cast_slice::<u16, u8>(&decoded.items) == &whole[..count / 2 * 2], "{count}");
            assert!(decoded.items.capacity() * 2 <= count + count / 4 + 2, "{count}");
            text[count] = b'-';
            assert!(decode_quoted::<u16>(&text, Vec::new()).is_none());
        }
    }

    #[test]
    fn bytes_are_copied_wherever_they_lie() {
        let whole = bytes(5000);
        for (start, end) in [(0, 0), (0, 7), (0, 4096), (1, 4097), (3, 4996)] {
            let part = &whole[start..end];
            let copy = copied::<u64>(part).unwrap();
            assert_eq!(bytemuck::cast_slice::<u64, u8>(&copy), &part[..part.len() / 8 * 8]);
            assert_eq!(copied::<u8>(part).unwrap(), part);
        }
        let whole = bytes(ALIGNED_FROM + 1);
        let copy = copied::<u8>(&whole).unwrap();
        assert!(copy == whole && copy.capacity() < copy.len() + (2 << 20));
    }

    #[test]
    fn bools_stay_in_place() {
        let bytes = vec![0, 1, 1];
        let at = bytes.as_ptr() as usize;
        let bools = into_bools(bytes).unwrap();
        assert_eq!((bools.as_ptr() as usize, bools), (at, vec![false, true, true]));
        assert_eq!(into_bools(vec![0, 2]), Err(vec![0, 2]));
        assert_eq!(into_bools(Vec::new()), Ok(Vec::new()));
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_by_the_oracle(text in "[A-D/+=\"\\\\ ]{0,40}", size in 0..3_usize) {
            let quote = text.find('"');
            let expected = quote.and_then(|end| ORACLE.decode(&text[..end]).ok());
            let found = match size {
                0 => decode_quoted::<u8>(text.as_bytes(), vec![7; 3]).map(|(decoded, taken)| (decoded.bytes, taken)),
                1 => decode_quoted::<u16>(text.as_bytes(), Vec::new()).map(|(decoded, taken)| (decoded.bytes, taken)),
                _ => decode_quoted::<f64>(text.as_bytes(), vec![0.5; 9]).map(|(decoded, taken)| (decoded.bytes, taken)),
            };
            prop_assert_eq!(found, expected.map(|bytes| (bytes.len(), quote.unwrap_or(0))));
        }
    }
}
