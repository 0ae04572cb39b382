//! Writing strings: copied and scanned in one go, escaped where they must be.
//!
//! One of the crate's few modules with `unsafe`: vector loads of a string's bytes and stores into reserved
//! capacity.

#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
use crate::json::simd::avx2;
use crate::json::simd::{BLOCK, Block, Vector};
use crate::json::write::append::room;

const HEX: [u8; 16] = *b"0123456789abcdef";

/// What stands for a byte: up to six characters in the lower bytes, their number in the highest.
/// Zero for a byte that stands for itself.
static ESCAPES: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = u64::from_le_bytes([b'\\', b'u', b'0', b'0', HEX[byte >> 4], HEX[byte & 15], 0, 6]);
        byte += 1;
    }
    let short = *b"\x08b\x09t\x0an\x0cf\x0dr\"\"\\\\";
    let mut index = 0;
    while index < short.len() {
        table[short[index] as usize] = u64::from_le_bytes([b'\\', short[index + 1], 0, 0, 0, 0, 0, 2]);
        index += 2;
    }
    table
};

/// The longest escape of one byte.
const LONGEST: usize = 6;

/// Appends a quoted string.
#[inline(always)]
pub(super) fn append_string(out: &mut Vec<u8>, text: &str) {
    let length = text.len();
    let at = room(out, length + 2);
    // SAFETY: the room holds the text and two quotes, and that is what is written and counted.
    unsafe {
        at.write(b'"');
        let clean = copy_clean(at.add(1), text.as_ptr(), length);
        if clean == length {
            at.add(length + 1).write(b'"');
            out.set_len(out.len() + length + 2);
        } else {
            append_escaped(out, text.as_bytes(), clean);
        }
    }
}

/// Copies bytes as long as none needs an escape. How many are known to be clean: all of them, or all
/// before the block with the first that does. What is written behind these has no meaning.
///
/// # Safety
/// `length` bytes can be read at `from` and written at `to`, and the two do not overlap.
#[inline(never)]
unsafe fn copy_clean(to: *mut u8, from: *const u8, length: usize) -> usize {
    // SAFETY: every block begins at most `length` less its size behind the start, so all are within
    // the caller's promise. The last ones overlap those before them.
    unsafe {
        if length >= BLOCK {
            let last = length - BLOCK;
            let mut done = 0;
            // Two blocks whatever is in them: most strings end here, and nothing has to be foreseen.
            while done + BLOCK < last {
                let blocks = [Block::load(from.add(done)), Block::load(from.add(done + BLOCK))];
                blocks[0].store(to.add(done));
                blocks[1].store(to.add(done + BLOCK));
                if Block::any_special(blocks) {
                    return done;
                }
                done += 2 * BLOCK;
            }
            let first = done.min(last);
            let blocks = [Block::load(from.add(first)), Block::load(from.add(last))];
            blocks[0].store(to.add(first));
            blocks[1].store(to.add(last));
            return if Block::any_special(blocks) { done } else { length };
        }
        if length >= 8 {
            let (first, last) =
                (from.cast::<u64>().read_unaligned(), from.add(length - 8).cast::<u64>().read_unaligned());
            to.cast::<u64>().write_unaligned(first);
            to.add(length - 8).cast::<u64>().write_unaligned(last);
            return if Block::of_words(first, last).special() == 0 { length } else { 0 };
        }
        if length >= 4 {
            let (first, last) =
                (from.cast::<u32>().read_unaligned(), from.add(length - 4).cast::<u32>().read_unaligned());
            to.cast::<u32>().write_unaligned(first);
            to.add(length - 4).cast::<u32>().write_unaligned(last);
            let word = u64::from(first) | u64::from(last) << 32;
            return if Block::of_words(word, word).special() == 0 { length } else { 0 };
        }
        for index in 0..length {
            let byte = from.add(index).read();
            to.add(index).write(byte);
            if ESCAPES[usize::from(byte)] != 0 {
                return 0;
            }
        }
        length
    }
}

/// Appends a quoted string whose first `clean` bytes need no escape. They and the opening quote are
/// written, but not yet counted.
#[cold]
#[inline(never)]
fn append_escaped(out: &mut Vec<u8>, bytes: &[u8], clean: usize) {
    // SAFETY: the caller has written these bytes, within the capacity.
    unsafe { out.set_len(out.len() + 1 + clean) };
    let rest = &bytes[clean..];
    #[cfg(target_arch = "x86_64")]
    if avx2::is_there() {
        // SAFETY: the processor has been asked.
        return unsafe { append_rest_avx2(out, rest) };
    }
    // SAFETY: every processor has blocks.
    unsafe { append_rest::<Block>(out, rest) }
}

/// [`append_rest`], compiled for processors with AVX2.
///
/// # Safety
/// The processor has AVX2.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,bmi2")]
unsafe fn append_rest_avx2(out: &mut Vec<u8>, rest: &[u8]) {
    // SAFETY: the caller's promise.
    unsafe { append_rest::<avx2::Wide>(out, rest) }
}

/// Appends the rest of a string and the closing quote.
///
/// # Safety
/// The processor has the vector's instructions.
#[inline(always)]
unsafe fn append_rest<V: Vector>(out: &mut Vec<u8>, rest: &[u8]) {
    let mut rest = rest;
    while let Some(strides) = rest.first_chunk() {
        // Room for a stride of escapes, and for all that will follow if it has none.
        let at = room(out, rest.len().max(STRIDE * LONGEST) + STRIDE);
        // SAFETY: `write_stride` writes at most that much, and returns the end of what it has written.
        unsafe {
            let end = write_stride::<V>(at, strides);
            out.set_len(end.offset_from_unsigned(out.as_ptr()));
        }
        rest = &rest[STRIDE..];
    }
    // The end, with spaces behind it, which are written as they are and taken off again.
    let mut end = [b' '; 3 * STRIDE];
    end[..rest.len()].copy_from_slice(rest);
    let strides = rest.len().div_ceil(STRIDE);
    let mut at = room(out, strides * STRIDE * LONGEST + STRIDE);
    // SAFETY: there are at most two strides, each with another one behind it, and room for all their
    // escapes. The spaces are the last bytes written; the quote takes the place of the first or follows.
    unsafe {
        for stride in 0..strides {
            at = write_stride::<V>(at, &*end.as_ptr().add(stride * STRIDE).cast());
        }
        let at = at.sub(strides * STRIDE - rest.len());
        at.write(b'"');
        out.set_len(at.add(1).offset_from_unsigned(out.as_ptr()));
    }
}

/// Bytes whose escapes are found together: the end of a loop over them is hard to foresee, and this makes
/// it rare.
const STRIDE: usize = 64;

/// Writes the first of two strides with all its escapes; a pointer behind the last byte.
///
/// # Safety
/// Seven strides can be written at `at`, and the processor has the vector's instructions.
#[inline(always)]
unsafe fn write_stride<V: Vector>(at: *mut u8, strides: &[u8; 2 * STRIDE]) -> *mut u8 {
    let from = strides.as_ptr();
    let mut at = at;
    let mut done = 0;
    // SAFETY: at most a stride of escapes of six bytes each and one more stride are written. Clean
    // bytes are written as whole vectors, for which there is always enough to read: `done` is at most a
    // stride. What is too much is overwritten by what follows, and at the end not counted.
    unsafe {
        let mut special = 0;
        for start in (0..STRIDE).step_by(V::LANES) {
            special |= V::load(from.add(start)).special() << start;
        }
        while special != 0 {
            let next = special.trailing_zeros() as usize;
            copy_run::<V>(at, from.add(done), next - done);
            at = at.add(next - done);
            let escape = ESCAPES[usize::from(strides[next])];
            at.cast::<u64>().write_unaligned(escape.to_le());
            at = at.add((escape >> 56) as usize);
            done = next + 1;
            special &= special - 1;
        }
        copy_run::<V>(at, from.add(done), STRIDE - done);
        at.add(STRIDE - done)
    }
}

/// Copies at least `length` bytes, at most a stride: one vector if that is enough.
///
/// # Safety
/// A stride can be read and written, and the processor has the vector's instructions.
#[inline(always)]
unsafe fn copy_run<V: Vector>(to: *mut u8, from: *const u8, length: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        V::load(from).store(to);
        if length > V::LANES {
            for start in (V::LANES..STRIDE).step_by(V::LANES) {
                V::load(from.add(start)).store(to.add(start));
            }
        }
    }
}

/// Appends a quoted string in ASCII: characters beyond it as UTF-16 escapes.
#[inline(never)]
pub(super) fn append_ascii(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    for character in text.chars() {
        match u8::try_from(character) {
            Ok(byte) if byte < 0x80 => match ESCAPES[usize::from(byte)].to_le_bytes() {
                [0, ..] => out.push(byte),
                escape => out.extend_from_slice(&escape[..usize::from(escape[7])]),
            },
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let digit = |shift: u16| HEX[usize::from(*unit >> shift & 15)];
                    out.extend_from_slice(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)]);
                }
            }
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::{append_ascii, append_string};

    fn plainly(text: &str) -> Vec<u8> {
        serde_json::to_vec(text).unwrap()
    }

    #[test]
    fn every_byte_at_every_place_of_every_length() {
        for length in 0..80 {
            for position in 0..=length {
                for special in ["\"", "\\", "\0", "\x1f", "\n", " ", "\x7f", "é", "😀"] {
                    let text = format!("{}{special}{}", "x".repeat(position), "y".repeat(length - position));
                    for capacity in [0, 3, text.len() + 2, 500] {
                        let mut out = Vec::with_capacity(capacity);
                        out.extend_from_slice(b"[");
                        append_string(&mut out, &text);
                        assert_eq!(&out[1..], plainly(&text), "{text:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_but_escapes() {
        for length in 0..200 {
            for character in ["\u{1}", "\n", "\""] {
                let text = character.repeat(length);
                let mut out = Vec::new();
                append_string(&mut out, &text);
                assert_eq!(out, plainly(&text));
            }
        }
    }

    #[test]
    fn ascii_only() {
        let mut out = Vec::new();
        append_ascii(&mut out, "a\"\n\u{1}é漢😀");
        assert_eq!(out, br#""a\"\n\u0001\u00e9\u6f22\ud83d\ude00""#);
    }
}
