//! New buffers of exactly the right size.

use std::cell::Cell;

thread_local! {
    /// Where this thread writes what is to end in a new buffer. Empty while it is in use.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Outputs up to this size are copied out of the thread's scratch buffer, which thus never holds on to
/// much more. 64 KiB: beyond, growing in place costs less than a copy.
const KEPT: usize = 1 << 16;

/// What `write` appends, in a buffer without spare capacity: one allocation, and no growing.
#[inline]
pub(crate) fn fresh<E>(write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>) -> Result<Vec<u8>, E> {
    let mut scratch = take();
    match write(&mut scratch) {
        Ok(()) => Ok(keep(scratch)),
        Err(error) => Err(error),
    }
}

/// A value's own code may dump another value meanwhile, or the thread may be ending: it then finds an empty
/// buffer, which is as good.
#[inline]
fn take() -> Vec<u8> {
    let mut scratch = SCRATCH.try_with(Cell::take).unwrap_or_default();
    scratch.clear();
    scratch
}

#[inline]
fn keep(scratch: Vec<u8>) -> Vec<u8> {
    if scratch.capacity() > KEPT {
        return scratch;
    }
    let out = scratch.as_slice().to_vec();
    let _ = SCRATCH.try_with(|place| place.set(scratch));
    out
}

#[cfg(test)]
mod tests {
    use super::{KEPT, fresh};

    fn write(count: usize) -> Vec<u8> {
        fresh(|out| {
            assert!(out.is_empty());
            let inner = fresh(|out| {
                out.push(b'i');
                Ok::<_, ()>(())
            })?;
            out.resize(count, b'x');
            assert_eq!(inner, b"i");
            Ok::<_, ()>(())
        })
        .unwrap()
    }

    #[test]
    fn small_buffers_fit_and_large_ones_are_not_kept() {
        for count in [0, 1, 300, 10 * KEPT, KEPT, 5] {
            let out = write(count);
            assert_eq!(out, vec![b'x'; count]);
            assert!(out.capacity() == count || count >= KEPT / 2);
        }
    }

    #[test]
    fn what_failed_leaves_nothing_behind() {
        assert_eq!(
            fresh(|out| {
                out.push(1);
                Err::<(), _>(7)
            }),
            Err(7)
        );
        assert_eq!(write(3), b"xxx");
    }
}
