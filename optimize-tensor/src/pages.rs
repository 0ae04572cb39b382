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

/// The size of a large page on x86-64 and AArch64, in bytes. Where it is another, nothing is gained and nothing lost.
const LARGE: usize = 2 << 20;

/// From so many bytes on a few more are asked for, so that the memory begins with a large page: a thirtieth at most,
/// which nobody writes and which costs addresses only.
pub(crate) const ALIGNED_FROM: usize = 32 << 20;

/// How many bytes to ask an allocator for that are to hold so many.
///
/// What is this large comes from the system as a mapping of its own, and Linux lays one of whole large pages at the
/// border of one. Allocators keep a few words in front, and round up to pages of 4 KiB.
pub(crate) fn aligned(bytes: usize) -> usize {
    const IN_FRONT: usize = 4 << 10;
    if bytes < ALIGNED_FROM {
        return bytes;
    }
    (bytes + IN_FRONT).checked_next_multiple_of(LARGE).map_or(bytes, |whole| whole - IN_FRONT)
}

/// Asks for large pages behind memory that is about to be written for the first time. Its content stays what it is, and
/// where there are no such pages nothing happens.
pub(crate) fn prefer_large<T>(memory: &mut [T]) {
    if size_of_val(memory) >= WORTH {
        advise(memory.as_mut_ptr().cast(), size_of_val(memory));
    }
}

#[cfg(target_os = "linux")]
fn advise(start: *mut u8, length: usize) {
    // SAFETY: asks for a constant of the system.
    let Ok(page) = usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }) else { return };
    if !page.is_power_of_two() {
        return;
    }
    // The pages that hold the memory's ends hold what lies beside it too.
    let before = start.addr() % page;
    let whole = (before + length).next_multiple_of(page);
    // SAFETY: advice of this kind changes neither the content of memory nor who may use it, whoever it belongs to. The
    // address lies in the page of the memory's first byte. Refusals are for memory to stay as it is.
    unsafe { libc::madvise(start.wrapping_sub(before).cast(), whole, libc::MADV_HUGEPAGE) };
    // The allocator's words in front were written before the advice, so the first page is small, and with it the 511
    // behind it, unless they become a large one now.
    let before = start.addr() % LARGE;
    if length >= ALIGNED_FROM && before < page {
        // SAFETY: as above.
        unsafe { libc::madvise(start.wrapping_sub(before).cast(), LARGE, libc::MADV_COLLAPSE) };
    }
}

#[cfg(not(target_os = "linux"))]
fn advise(_: *mut u8, _: usize) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_fills_large_pages() {
        for bytes in [0, 1, WORTH, ALIGNED_FROM - 1] {
            assert_eq!(aligned(bytes), bytes);
        }
        for bytes in [ALIGNED_FROM, 64 << 20, (64 << 20) - 4096, (64 << 20) - 4095, 123_456_789] {
            let asked = aligned(bytes);
            assert!(bytes <= asked && asked < bytes + LARGE, "{bytes}: {asked}");
            assert!((asked + 16).next_multiple_of(4096).is_multiple_of(LARGE), "{bytes}: {asked}");
        }
        assert!(aligned(usize::MAX - 5000) >= usize::MAX - 5000);
    }

    #[test]
    fn content_stays_whatever_the_borders() {
        let mut bytes: Vec<u8> = (0..(9_usize << 20)).map(|index| (index % 251) as u8).collect();
        let expected = bytes.clone();
        for (start, end) in [(0, bytes.len()), (1, bytes.len() - 1), (5, 5), (3, WORTH - 1), (4095, WORTH + 4095)] {
            prefer_large(&mut bytes[start..end]);
            assert!(bytes == expected, "{start}..{end}");
        }
        let mut bytes = Vec::with_capacity(aligned(ALIGNED_FROM));
        bytes.extend((0..ALIGNED_FROM).map(|index| (index % 251) as u8));
        let expected = bytes.clone();
        prefer_large(&mut bytes);
        assert!(bytes == expected);
    }
}
