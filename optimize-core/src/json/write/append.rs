//! Appending with one check of the capacity.
//!
//! One of the crate's few modules with `unsafe`: writes into capacity that was reserved a line before.

#![allow(unsafe_code)]

/// Room for this many more bytes; a pointer to the first of them.
#[inline(always)]
pub(super) fn room(out: &mut Vec<u8>, length: usize) -> *mut u8 {
    if out.capacity() - out.len() < length {
        grow(out, length);
    }
    // SAFETY: the length never exceeds the capacity, so the pointer stays in the allocation.
    unsafe { out.as_mut_ptr().add(out.len()) }
}

#[cold]
#[inline(never)]
fn grow(out: &mut Vec<u8>, length: usize) {
    out.reserve(length);
}

/// Appends bytes whose number the caller's code shows the compiler: a copy without a call.
#[inline(always)]
pub(super) fn append(out: &mut Vec<u8>, bytes: &[u8]) {
    let at = room(out, bytes.len());
    // SAFETY: `room` reserved `bytes.len()` bytes at `at`; `bytes` can't overlap, `out` being borrowed
    // uniquely. They are written before they are counted in.
    unsafe {
        at.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
        out.set_len(out.len() + bytes.len());
    }
}

/// The size of a padded text.
pub(super) const PADDED: usize = 16;

/// Appends the first `length` bytes of a padded text.
#[inline(always)]
pub(super) fn append_padded(out: &mut Vec<u8>, padded: &[u8; PADDED], length: usize) {
    let at = room(out, PADDED);
    // SAFETY: all of the padded text fits into the room, and no more than that is counted.
    unsafe {
        at.cast::<[u8; PADDED]>().write_unaligned(*padded);
        out.set_len(out.len() + length.min(PADDED));
    }
}

/// A buffer that a writer has for a while. It comes back when this is dropped, also when a value's own
/// code panics; cut to what stood in it before, unless the writing is complete.
pub(crate) struct Loan<'a> {
    owner: &'a mut Vec<u8>,
    start: usize,
    /// Whether what was written is to stay.
    pub(crate) complete: bool,
}

impl<'a> Loan<'a> {
    /// Takes the buffer of an owner, who has an empty one meanwhile.
    #[inline(always)]
    pub(crate) fn take(owner: &'a mut Vec<u8>) -> (Self, Vec<u8>) {
        // Part by part: moving the vector as a whole would load sixteen bytes that were stored as twice
        // eight a moment ago, which stalls the processor for longer than an object takes to write.
        let (start, capacity) = (owner.len(), owner.capacity());
        let pointer = owner.as_mut_ptr();
        // SAFETY: the parts of a vector that is overwritten, not dropped, by the next line.
        let buffer = unsafe { Vec::from_raw_parts(pointer, start, capacity) };
        // SAFETY: a place for a vector; its former value lives on as `buffer`.
        unsafe { std::ptr::write(owner, Vec::new()) };
        (Self { owner, start, complete: false }, buffer)
    }

    /// Gives the buffer back.
    #[inline(always)]
    pub(crate) fn give_back(&mut self, buffer: Vec<u8>) {
        let mut buffer = std::mem::ManuallyDrop::new(buffer);
        let length = if self.complete { buffer.len() } else { self.start };
        // SAFETY: the parts of a vector that is not dropped here, cut to bytes that were there before;
        // the owner's own one is empty and needs no drop.
        unsafe {
            let buffer = Vec::from_raw_parts(buffer.as_mut_ptr(), length, buffer.capacity());
            std::ptr::write(self.owner, buffer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Loan;

    #[test]
    fn a_loan_comes_back() {
        let mut owner = b"before".to_vec();
        for complete in [false, true] {
            let (mut loan, mut buffer) = Loan::take(&mut owner);
            buffer.extend_from_slice(&[b'x'; 100]);
            loan.complete = complete;
            loan.give_back(buffer);
            assert_eq!(owner.len(), if complete { 106 } else { 6 });
        }
    }
}
