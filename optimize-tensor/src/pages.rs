//! Large arrays in large pages.
//!
//! Memory that is new to a process comes page by page, at the first write to each, and a page of 4 KiB can cost several
//! times what decoding its content does. Where the system has pages of 2 MiB for those who ask (Linux does, and that
//! is its usual setting), large arrays ask.
//!
//! One of the crate's few modules with `unsafe`: a call of the operating system.

#![allow(unsafe_code)]

/// Smaller memory is not worth a system call, in bytes.
const WORTH: usize = 4 << 20;

/// Asks for large pages behind memory that is about to be written for the first time. Its content stays what it is, and
/// where there are no such pages nothing happens.
pub(crate) fn prefer_large<T>(memory: &mut [T]) {
    if size_of_val(memory) >= WORTH {
        advise(memory.as_mut_ptr().cast(), size_of_val(memory));
    }
}

#[cfg(target_os = "linux")]
fn advise(start: *mut u8, length: usize) {
    /// The size of a large page on x86-64 and AArch64. The system rounds inwards where it is another.
    const LARGE: usize = 2 << 20;
    // Pages that reach beyond the memory are somebody else's too.
    let before = start.align_offset(LARGE);
    let Some(inside) = length.checked_sub(before) else { return };
    let inside = inside - inside % LARGE;
    if inside > 0 {
        // SAFETY: the range lies inside memory that the caller has borrowed, `before` bytes behind its start and no
        // further than its end; advice of this kind changes neither its content nor who may use it. Refusals are for
        // memory to stay as it is.
        unsafe { libc::madvise(start.add(before).cast(), inside, libc::MADV_HUGEPAGE) };
    }
}

#[cfg(not(target_os = "linux"))]
fn advise(_: *mut u8, _: usize) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_stays_whatever_the_borders() {
        let mut bytes: Vec<u8> = (0..(9_usize << 20)).map(|index| (index % 251) as u8).collect();
        let expected = bytes.clone();
        for (start, end) in [(0, bytes.len()), (1, bytes.len() - 1), (5, 5), (3, WORTH - 1), (4095, WORTH + 4095)] {
            prefer_large(&mut bytes[start..end]);
            assert!(bytes == expected, "{start}..{end}");
        }
    }
}
