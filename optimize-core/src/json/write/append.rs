//! Appending with one check of the capacity.
//!
//! One of the crate's few modules with `unsafe`: writes into capacity that was reserved a line before.

#![allow(unsafe_code)]

/// Appends `"`, the bytes and `"`.
#[inline(always)]
pub(super) fn append_quoted(out: &mut Vec<u8>, bytes: &[u8]) {
    let length = bytes.len() + 2;
    out.reserve(length);
    // SAFETY: `reserve` made room for `length` bytes behind the vector's; exactly these are written
    // before they are counted in. `bytes` can't overlap: `out` is borrowed uniquely.
    unsafe {
        let end = out.as_mut_ptr().add(out.len());
        end.write(b'"');
        end.add(1).copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
        end.add(length - 1).write(b'"');
        out.set_len(out.len() + length);
    }
}

#[cfg(test)]
mod tests {
    use super::append_quoted;

    #[test]
    fn whatever_the_capacity() {
        for capacity in 0..20 {
            for length in 0..20 {
                let mut out = Vec::with_capacity(capacity);
                out.extend_from_slice(b"ab");
                append_quoted(&mut out, &vec![b'x'; length]);
                assert_eq!(out, format!("ab\"{}\"", "x".repeat(length)).into_bytes());
            }
        }
    }
}
