//! Counts that many threads add to and one reads now and then.
//!
//! A shared count would cost each hit more than the lookup: threads that add to one cache line wait for each
//! other, and even alone an atomic addition takes as long as the store's own work. So each thread has a stripe
//! of counts that no other thread writes, as long as there are stripes.

use super::CacheStats;
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Threads that have a stripe of their own. All others share one more.
const OWNED: usize = 31;

/// The number of those who share.
const SHARED: usize = OWNED;

/// One stripe's counts, on cache lines of its own.
#[derive(Default)]
#[repr(align(64))]
struct Stripe {
    hits: AtomicU64,
    /// Nanoseconds.
    saved: AtomicU64,
    misses: AtomicU64,
    insertions: AtomicU64,
    evictions: AtomicU64,
    expirations: AtomicU64,
}

/// A cache's counts.
#[derive(Default)]
pub(super) struct Counters([Stripe; OWNED + 1]);

/// The stripes that no living thread owns.
static FREE: Mutex<Free> = Mutex::new(Free { owned: 0, returned: Vec::new() });

struct Free {
    owned: usize,
    returned: Vec<usize>,
}

/// A thread's stripe, returned when the thread ends.
struct Ownership(usize);

impl Ownership {
    fn take() -> Self {
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        Self(free.returned.pop().unwrap_or_else(|| {
            let next = free.owned.min(SHARED);
            free.owned = (free.owned + 1).min(SHARED);
            next
        }))
    }
}

impl Drop for Ownership {
    fn drop(&mut self) {
        // What runs later on this thread shares.
        let _ = STRIPE.try_with(|stripe| stripe.set(SHARED));
        if self.0 < OWNED {
            FREE.lock().unwrap_or_else(PoisonError::into_inner).returned.push(self.0);
        }
    }
}

const UNKNOWN: usize = usize::MAX;

thread_local! {
    /// The stripe's number, by itself: reading it must not ask whether it has been dropped.
    static STRIPE: Cell<usize> = const { Cell::new(UNKNOWN) };
    static OWNERSHIP: Ownership = Ownership::take();
}

#[cold]
fn find_stripe() -> usize {
    let index = OWNERSHIP.try_with(|ownership| ownership.0).unwrap_or(SHARED);
    STRIPE.set(index);
    index
}

#[inline]
fn stripe() -> usize {
    match STRIPE.get() {
        UNKNOWN => find_stripe(),
        index => index,
    }
}

impl Counters {
    #[inline]
    fn add(&self, of: impl Fn(&Stripe) -> &AtomicU64, amount: u64) {
        let index = stripe();
        match self.0.get(index) {
            Some(stripe) if index != SHARED => {
                // Nobody else writes here: no atomic addition is needed.
                let count = of(stripe);
                count.store(count.load(Ordering::Relaxed).wrapping_add(amount), Ordering::Relaxed);
            }
            _ => {
                of(&self.0[SHARED]).fetch_add(amount, Ordering::Relaxed);
            }
        }
    }

    /// Counts a hit that saved so many nanoseconds.
    #[inline]
    pub(super) fn hit(&self, saved: f32) {
        self.add(|stripe| &stripe.hits, 1);
        self.add(|stripe| &stripe.saved, saved as u64);
    }

    pub(super) fn missed(&self) {
        self.add(|stripe| &stripe.misses, 1);
    }

    pub(super) fn inserted(&self) {
        self.add(|stripe| &stripe.insertions, 1);
    }

    pub(super) fn evicted(&self) {
        self.add(|stripe| &stripe.evictions, 1);
    }

    pub(super) fn expired(&self) {
        self.add(|stripe| &stripe.expirations, 1);
    }

    pub(super) fn read(&self, entries: usize, bytes: u64) -> CacheStats {
        let sum = |of: fn(&Stripe) -> &AtomicU64| self.0.iter().map(|stripe| of(stripe).load(Ordering::Relaxed)).sum();
        CacheStats {
            hits: sum(|stripe| &stripe.hits),
            misses: sum(|stripe| &stripe.misses),
            insertions: sum(|stripe| &stripe.insertions),
            evictions: sum(|stripe| &stripe.evictions),
            expirations: sum(|stripe| &stripe.expirations),
            time_saved: Duration::from_nanos(sum(|stripe| &stripe.saved)),
            entries: entries as u64,
            bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Counters;
    use std::sync::Barrier;

    #[test]
    fn no_count_is_lost_whether_threads_own_their_stripes_or_share() {
        let counters = Counters::default();
        for threads in [1, 8, 100] {
            let barrier = Barrier::new(threads);
            let before = counters.read(0, 0);
            std::thread::scope(|scope| {
                for _ in 0..threads {
                    scope.spawn(|| {
                        barrier.wait();
                        for _ in 0..1000 {
                            counters.hit(3.7);
                            counters.missed();
                        }
                        barrier.wait();
                    });
                }
            });
            let after = counters.read(0, 0);
            assert_eq!(after.hits - before.hits, 1000 * threads as u64, "{threads} threads");
            assert_eq!(after.misses - before.misses, 1000 * threads as u64);
            assert_eq!((after.time_saved - before.time_saved).as_nanos(), 3000 * threads as u128);
        }
    }
}
