//! New buffers of about the right size: what the values of a type have lately taken is what the next one will.
//!
//! A value is written into the memory that it stays in. Writing it elsewhere first and copying it out would need no
//! guess, but the copy has to wait for every store that has just been made.

use std::cell::Cell;

/// How many kinds of values a thread remembers sizes of. Two that share a place disturb each other, no more.
const KINDS: usize = 32;

/// Larger sizes are not remembered: growing costs little beside the writing then, and what is large asks for its room
/// itself, once it is known how much it needs.
const MOST: usize = 1 << 16;

thread_local! {
    /// The sizes that are expected, by kind. 0: nothing is known yet.
    static SIZES: [Cell<u32>; KINDS] = const { [const { Cell::new(0) }; KINDS] };
}

/// What `write` makes of a buffer of its own, of whose capacity at most a third and 64 bytes stay unused. `kind`, any
/// number, is what values of about the same size have in common.
#[inline]
pub(crate) fn fresh<E>(kind: usize, write: impl FnOnce(Vec<u8>) -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
    let expected = with_size(kind, Cell::get) as usize;
    let mut out = write(Vec::with_capacity(expected + expected / 8))?;
    learn(kind, expected, out.len());
    if out.capacity() - out.len() > out.len() / 2 + 64 {
        shrink(&mut out);
    }
    Ok(out)
}

/// Out of the way of values that take what was expected.
#[cold]
#[inline(never)]
fn shrink(out: &mut Vec<u8>) {
    out.shrink_to_fit();
}

/// Remembers the size of the last value, or of a smaller one a little less than was expected.
#[inline]
fn learn(kind: usize, expected: usize, length: usize) {
    let next = length.max(expected - expected.saturating_sub(length) / 16);
    let next = if next > MOST { 0 } else { next };
    with_size(kind, |size| size.set(u32::try_from(next).unwrap_or(0)));
}

/// A thread that is ending has no place for sizes any more.
#[inline]
fn with_size<T: Default>(kind: usize, use_it: impl FnOnce(&Cell<u32>) -> T) -> T {
    SIZES.try_with(|sizes| use_it(&sizes[kind % KINDS])).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{MOST, fresh};

    fn write(count: usize) -> Vec<u8> {
        fresh(5, |mut out| {
            assert!(out.is_empty());
            let inner = fresh(5, |mut out| {
                out.push(b'i');
                Ok::<_, ()>(out)
            })?;
            out.resize(count, b'x');
            assert_eq!(inner, b"i");
            Ok::<_, ()>(out)
        })
        .unwrap()
    }

    #[test]
    fn little_stays_unused() {
        for count in [0, 1, 300, 290, 310, 3 * MOST, 70_000, 5, 5, MOST, 0, 64, 65] {
            let out = write(count);
            assert_eq!(out, vec![b'x'; count]);
            assert!(out.capacity() <= count + count / 2 + 64, "{} for {count}", out.capacity());
        }
    }

    #[test]
    fn a_size_that_was_seen_needs_no_growing() {
        let allocated = |count: usize| {
            let mut capacity = 0;
            let out = fresh(6, |mut out| {
                capacity = out.capacity();
                out.resize(count, b'x');
                Ok::<_, ()>(out)
            });
            (out.unwrap().len(), capacity)
        };
        assert_eq!(allocated(300), (300, 0));
        for count in [300, 290, 320, 331] {
            let (_, capacity) = allocated(count);
            assert!((count..count + count / 4).contains(&capacity), "{capacity} for {count}");
        }
        // What was large once is forgotten by and by, and at once if it was very large.
        allocated(MOST + 1);
        assert_eq!(allocated(300), (300, 0));
        allocated(50_000);
        for _ in 0..200 {
            allocated(300);
        }
        assert!(allocated(300).1 < 400);
    }

    #[test]
    fn what_failed_leaves_nothing_behind() {
        assert_eq!(
            fresh(7, |mut out| {
                out.push(1);
                Err(7)
            }),
            Err(7)
        );
        assert_eq!(write(3), b"xxx");
    }
}
