//! The buffer that a value's content is gathered in before it is hashed.
//!
//! Most models fit into it and are hashed in one go, which costs a third of feeding a streaming hash
//! piece by piece. It is not cleared first: that alone would cost as much as hashing a small model.

#![allow(unsafe_code)]

use std::mem::MaybeUninit;

/// Bytes that a buffer holds: with what lies around it on the stack less than a page, which a function with more
/// would have to touch first.
pub(super) const CAPACITY: usize = 3584;

/// Bytes gathered so far.
///
/// Invariant: the first `length` bytes are initialised, and `length` is at most [`CAPACITY`].
pub(super) struct Gather {
    bytes: [MaybeUninit<u8>; CAPACITY],
    length: usize,
}

impl Gather {
    #[inline]
    pub(super) const fn new() -> Self {
        Self { bytes: [const { MaybeUninit::uninit() }; CAPACITY], length: 0 }
    }

    #[inline]
    pub(super) const fn len(&self) -> usize {
        self.length
    }

    /// Appends the bytes, or does nothing when there is no room for all of them.
    #[inline(always)]
    pub(super) fn push(&mut self, bytes: &[u8]) -> bool {
        let length = self.length;
        if bytes.len() > CAPACITY - length {
            return false;
        }
        // SAFETY: `length + bytes.len()` is at most the capacity, as was just checked. The source is
        // a borrowed slice, so it does not overlap the buffer, which is borrowed mutably.
        unsafe { copy(bytes.as_ptr(), self.bytes.as_mut_ptr().cast::<u8>().add(length), bytes.len()) };
        self.length = length + bytes.len();
        true
    }

    /// Appends the number of the bytes, which must be below 255, in one byte, then the bytes; or
    /// does nothing when there is no room or there are more of them.
    #[inline(always)]
    pub(super) fn push_counted(&mut self, bytes: &[u8]) -> bool {
        let (length, count) = (self.length, bytes.len());
        if count >= usize::from(u8::MAX) || count >= CAPACITY - length {
            return false;
        }
        // SAFETY: as in `push`: `length + 1 + count` is at most the capacity.
        unsafe {
            let place = self.bytes.as_mut_ptr().cast::<u8>().add(length);
            place.write(count as u8);
            copy(bytes.as_ptr(), place.add(1), count);
        }
        self.length = length + count + 1;
        true
    }

    /// Appends bytes of a number known at compile time, as [`push`](Self::push).
    #[inline(always)]
    pub(super) fn push_array<const N: usize>(&mut self, bytes: [u8; N]) -> bool {
        let length = self.length;
        if N > CAPACITY - length {
            return false;
        }
        // SAFETY: `length + N` is at most the capacity.
        unsafe { self.bytes.as_mut_ptr().add(length).cast::<[u8; N]>().write(bytes) };
        self.length = length + N;
        true
    }

    /// What was gathered from this place on.
    ///
    /// # Panics
    /// When the place lies behind the end.
    #[inline]
    pub(super) fn since(&self, start: usize) -> &[u8] {
        let bytes = &self.bytes[start..self.length];
        // SAFETY: the first `length` bytes are initialised (the type's invariant).
        unsafe { &*(std::ptr::from_ref(bytes) as *const [u8]) }
    }

    /// Forgets what was gathered from this place on.
    #[inline]
    pub(super) fn truncate(&mut self, start: usize) {
        self.length = self.length.min(start);
    }
}

/// Copies short texts without calling `memcpy`, whose call costs more than copying a field does.
///
/// # Safety
/// `length` bytes can be read from `from` and written to `to`, and the two do not overlap.
#[inline(always)]
unsafe fn copy(from: *const u8, to: *mut u8, length: usize) {
    // SAFETY: every access below lies inside the first `length` bytes: each branch has at least
    // twice the width that it copies at most, and its last copy ends at `length`. The accesses are
    // unaligned ones.
    unsafe {
        match length {
            0 => {}
            1..=3 => {
                *to = *from;
                *to.add(length / 2) = *from.add(length / 2);
                *to.add(length - 1) = *from.add(length - 1);
            }
            4..=7 => ends::<u32>(from, to, length),
            8..=15 => ends::<u64>(from, to, length),
            16..=32 => ends::<u128>(from, to, length),
            33..=64 => {
                ends::<[u128; 2]>(from, to, length);
            }
            _ => std::ptr::copy_nonoverlapping(from, to, length),
        }
    }
}

/// Copies the first and the last `T` of the bytes, which cover all of them.
///
/// # Safety
/// As [`copy`], and `length` is from one to two times the size of `T`.
#[inline(always)]
unsafe fn ends<T>(from: *const u8, to: *mut u8, length: usize) {
    let last = length - size_of::<T>();
    // SAFETY: `size_of::<T>()` is at most `length`, so that both accesses lie inside.
    unsafe {
        let (first, end) = (from.cast::<T>().read_unaligned(), from.add(last).cast::<T>().read_unaligned());
        to.cast::<T>().write_unaligned(first);
        to.add(last).cast::<T>().write_unaligned(end);
    }
}

#[cfg(test)]
mod tests {
    use super::{CAPACITY, Gather};

    #[test]
    fn every_length_is_copied_whole() {
        let source: Vec<u8> = (0..200_u8).collect();
        for length in 0..200 {
            for start in 0..3 {
                let mut gather = Gather::new();
                assert!(gather.push_array([9; 3]));
                assert!(gather.push(&source[start.min(length)..length]));
                assert!(gather.push(&[7]));
                assert_eq!(gather.since(3), [&source[start.min(length)..length], &[7]].concat());
                assert_eq!(gather.since(0)[..3], [9; 3]);
            }
        }
    }

    #[test]
    fn nothing_is_written_past_the_end() {
        let mut gather = Gather::new();
        assert!(gather.push(&[1; CAPACITY - 5]));
        assert!(!gather.push(&[2; 6]) && !gather.push_array([2; 8]));
        assert_eq!(gather.len(), CAPACITY - 5);
        assert!(gather.push(&[3; 5]));
        assert!(gather.push(&[]) && !gather.push(&[4]) && !gather.push_array([4]));
        assert_eq!(gather.since(CAPACITY - 5), [3; 5]);
        gather.truncate(2);
        assert_eq!(gather.since(0), [1, 1]);
        gather.truncate(10);
        assert_eq!(gather.len(), 2, "truncating never lengthens: what lies behind may not be initialised");
    }
}
