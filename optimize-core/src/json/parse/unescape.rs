//! Strings with escapes: copied and scanned in one go into a scratch buffer, and from there into a string of
//! exactly the right size.
//!
//! One of the crate's few modules with `unsafe`: vector loads of input whose length was checked, and stores
//! into reserved capacity.

#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
use crate::json::simd::avx2;
use crate::json::simd::{Block, Vector, is_special};
use std::cell::Cell;

thread_local! {
    /// Where this thread unescapes. Empty while it is in use.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Strings up to this size are copied out of the scratch buffer, which thus never holds on to much more.
const KEPT: usize = 1 << 16;

/// The string that the input behind its opening quote stands for, and the offset behind its closing one.
/// `None` when anything is wrong with it.
pub(super) fn unescape(input: &[u8]) -> Option<(String, usize)> {
    let mut scratch = SCRATCH.try_with(Cell::take).unwrap_or_default();
    scratch.clear();
    let behind = fill(&mut scratch, input);
    // Escapes make whole characters, so the text as a whole is valid just if every run between them is.
    let bytes = if scratch.capacity() > KEPT {
        scratch
    } else {
        let bytes = scratch.as_slice().to_vec();
        let _ = SCRATCH.try_with(|place| place.set(scratch));
        bytes
    };
    let behind = behind?;
    simdutf8::basic::from_utf8(&bytes).ok()?;
    // SAFETY: checked a line above.
    Some((unsafe { String::from_utf8_unchecked(bytes) }, behind))
}

fn fill(out: &mut Vec<u8>, input: &[u8]) -> Option<usize> {
    #[cfg(target_arch = "x86_64")]
    if avx2::is_there() {
        // SAFETY: the processor has been asked.
        return unsafe { fill_avx2(out, input) };
    }
    // SAFETY: every processor has blocks.
    unsafe { fill_with::<Block>(out, input) }
}

/// [`fill_with`], compiled for processors with AVX2.
///
/// # Safety
/// The processor has AVX2.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,bmi2")]
unsafe fn fill_avx2(out: &mut Vec<u8>, input: &[u8]) -> Option<usize> {
    // SAFETY: the caller's promise.
    unsafe { fill_with::<avx2::Wide>(out, input) }
}

/// Bytes that are made sure of at a time in the output.
const STEP: usize = 4096;

/// Appends the text; the offset behind the closing quote.
///
/// # Safety
/// The processor has the vector's instructions.
#[inline(always)]
unsafe fn fill_with<V: Vector>(out: &mut Vec<u8>, input: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        // No round writes more than a vector or a character.
        out.reserve(STEP);
        let limit = out.len() + STEP - 64;
        let mut length = out.len();
        let base = out.as_mut_ptr();
        // SAFETY: `length` stays below `limit` before each store of at most 64 bytes, all within what was
        // reserved; loads are of vectors that lie within the input. What is counted has been written.
        unsafe {
            while length < limit {
                if let Some(rest) = input.get(at..).filter(|rest| rest.len() >= V::LANES) {
                    let vector = V::load(rest.as_ptr());
                    vector.store(base.add(length));
                    let special = vector.special();
                    if special == 0 {
                        at += V::LANES;
                        length += V::LANES;
                        continue;
                    }
                    let clean = special.trailing_zeros() as usize;
                    at += clean;
                    length += clean;
                } else {
                    while let Some(&byte) = input.get(at).filter(|byte| !is_special(**byte)) {
                        base.add(length).write(byte);
                        at += 1;
                        length += 1;
                        if length >= limit {
                            break;
                        }
                    }
                }
                match input.get(at) {
                    Some(b'"') => {
                        out.set_len(length);
                        return Some(at + 1);
                    }
                    Some(b'\\') => {
                        let byte = SIMPLE[usize::from(*input.get(at + 1)?)];
                        if byte != 0 {
                            base.add(length).write(byte);
                            length += 1;
                            at += 2;
                        } else {
                            let (character, behind) = unicode(input, at + 1)?;
                            length += character.encode_utf8(&mut *base.add(length).cast::<[u8; 4]>()).len();
                            at = behind;
                        }
                    }
                    Some(byte) if is_special(*byte) => return None,
                    Some(_) => {}
                    None => return None,
                }
            }
            out.set_len(length);
        }
    }
}

/// The byte that each short escape's second byte stands for; 0 for none.
static SIMPLE: [u8; 256] = {
    let mut table = [0; 256];
    let pairs = *b"\"\"\\\\//b\x08f\x0cn\nr\rt\t";
    let mut index = 0;
    while index < pairs.len() {
        table[pairs[index] as usize] = pairs[index + 1];
        index += 2;
    }
    table
};

/// The character of a `u` escape at `at`, and the offset behind it. Two escapes that form a pair of
/// surrogates are one character.
fn unicode(input: &[u8], at: usize) -> Option<(char, usize)> {
    if input.get(at) != Some(&b'u') {
        return None;
    }
    let high = hex(input, at + 1)?;
    if let Some(character) = char::from_u32(high) {
        return Some((character, at + 5));
    }
    if high >= 0xdc00 || input.get(at + 5) != Some(&b'\\') || input.get(at + 6) != Some(&b'u') {
        return None;
    }
    let low = hex(input, at + 7)?;
    if !(0xdc00..=0xdfff).contains(&low) {
        return None;
    }
    Some((char::from_u32(0x1_0000 + ((high - 0xd800) << 10 | (low - 0xdc00)))?, at + 11))
}

/// Four hex digits.
fn hex(input: &[u8], at: usize) -> Option<u32> {
    input.get(at..at.checked_add(4)?)?.iter().try_fold(0, |value, &digit| {
        let digit = char::from(digit).to_digit(16)?;
        Some(value << 4 | digit)
    })
}

#[cfg(test)]
mod tests {
    use super::{KEPT, STEP, unescape};
    use crate::json::simd::BLOCK;

    /// What another parser makes of the same string.
    fn oracle(text: &str) -> Option<String> {
        serde_json::from_str(text).ok()
    }

    fn check(inner: &str, behind: &str) {
        let text = format!("{inner}\"{behind}");
        let found = unescape(text.as_bytes());
        assert_eq!(found, oracle(&format!("\"{inner}\"")).map(|value| (value, inner.len() + 1)), "{inner:?}");
    }

    #[test]
    fn every_escape_at_every_place() {
        for escape in [
            r#"\""#,
            r"\\",
            r"\/",
            r"\b",
            r"\f",
            r"\n",
            r"\r",
            r"\t",
            r"\u0041",
            r"\u00e9",
            r"\uD83D\uDE00",
            "é",
            "漢",
            "",
        ] {
            for before in 0..3 * BLOCK {
                for after in [0, 1, 5, 40] {
                    let inner = format!("{}{escape}{}", "x".repeat(before), "y".repeat(after));
                    check(&inner, "");
                    check(&inner, ",12345678901234567890123456789012345678901234567890");
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_is_nothing() {
        for inner in [r"\x", r"\u12", r"\u12g4", r"\ud800", r"\udc00", r"\ud800\u0041", r"\ud800\", "a\nb", "\u{1}"] {
            for before in [0, 15, 16, 31, 32, 33] {
                check(&format!("{}{inner}", "x".repeat(before)), "");
            }
        }
        for bytes in [&b"abc"[..], b"abc\\", b"abc\\u12", b"", b"\xff\"", b"\xc3\\n\"", b"\xc3\\u00a9\"", b"\\n\xa9\""]
        {
            assert_eq!(unescape(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn of_any_length() {
        for length in [STEP - 70, STEP - 64, STEP - 1, STEP, STEP + 1, 3 * STEP + 7, KEPT + 5, 3 * KEPT] {
            for unit in ["\\n", "\\u00e9", "x", "漢", "\\ud83d\\ude00"] {
                let inner = unit.repeat(length / unit.len() + 1);
                check(&inner, " ");
            }
        }
        assert_eq!(unescape(b"\\n\"").map(|(text, _)| text.capacity()), Some(1));
    }
}
