//! Sharing a batch out, and catching what goes wrong with one item.

use super::cost::Cost;
use super::{BatchError, CancelToken, panic_text};
use crate::progress::Listener;
use std::hint::spin_loop;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// From this much work on, as the first items let expect, a batch is shared out. Waking a thread of
/// the pool takes 5 to 20 µs, so half of less would be done before the thread is there.
pub const SHARE_FROM: Duration = Duration::from_micros(20);

/// The clock is read after 1, 4 and 16 items, and from this many on after every further so many. Items
/// that are cheap one by one are not shared out before, unless there are very many: until then the memory is still cold.
const PROBE: usize = 16;

/// How long a thread is to work on what it takes at once: long beside the taking, and short, because in the end the
/// others wait for whoever has the last portion.
const PORTION: Duration = Duration::from_micros(8);

/// The fewest and the most items that one thread takes at once, if there are enough. The first items, by which the time of
/// each is judged, are the slowest.
const AT_ONCE: (u128, u128) = (16, 1024);

/// How many portions each thread is to find at least: they even out the threads' speeds.
const PORTIONS: usize = 16;

/// How long the calling thread looks for the others' end before it sleeps. Being woken takes longer than their last
/// portions do.
pub(crate) const LOOK: Duration = Duration::from_micros(30);

/// What a batch is told from outside.
#[derive(Default, Clone, Copy)]
pub(crate) struct Control<'a> {
    pub(crate) cancel: Option<&'a CancelToken>,
    pub(crate) progress: Option<&'a Listener>,
}

impl Control<'_> {
    fn cancelled(&self) -> bool {
        self.cancel.is_some_and(CancelToken::is_cancelled)
    }

    /// Runs each item's work. What fails, panics or is cancelled is handed to `fail`, with the item's index.
    pub(crate) fn each<S: ?Sized>(
        &self,
        items: Range<usize>,
        state: &mut S,
        work: impl Fn(&mut S, usize) -> Result<(), BatchError>,
        fail: impl Fn(&mut S, usize, BatchError),
    ) {
        let mut next = items.start;
        while next < items.end {
            // Caught around all of them, and entered again behind one that panicked.
            let caught = catch_unwind(AssertUnwindSafe(|| {
                while next < items.end {
                    let result = if self.cancelled() { Err(BatchError::Cancelled) } else { work(state, next) };
                    if let Err(error) = result {
                        fail(state, next, error);
                    }
                    next += 1;
                }
            }));
            if let Err(payload) = caught {
                let error = BatchError::Panic(panic_text(payload));
                // What an item leaves is dropped here, and its destructor may panic too.
                if let Err(payload) = catch_unwind(AssertUnwindSafe(|| fail(state, next, error))) {
                    std::mem::forget(payload);
                }
                next += 1;
            }
        }
    }
}

/// Does the first items one by one with `work`, until they show that the rest is worth sharing.
/// Returns how many it did, and how long each of the last ones took. None is done where the type is known for dear ones:
/// whoever shares them out measures again.
pub(crate) fn probe(items: usize, threads: usize, cost: &Cost, mut work: impl FnMut(usize)) -> (usize, Duration) {
    if let Some(each) = cost.dear().filter(|_| threads > 1 && items > 1) {
        return (0, each);
    }
    let (mut done, mut next_look, mut last) = (0, 1, (0, Instant::now()));
    while done < items {
        work(done);
        done += 1;
        if done == next_look && threads > 1 {
            let now = Instant::now();
            // The first item pays for cold memory: each look judges by the items since the last one.
            let each = now.duration_since(last.1) / u32::try_from(done - last.0).unwrap_or(u32::MAX);
            let rest = each.saturating_mul(u32::try_from(items - done).unwrap_or(u32::MAX));
            if rest >= SHARE_FROM
                && (done >= PROBE.min(items / 4) || each >= SHARE_FROM || (done > 1 && rest >= 3 * SHARE_FROM))
            {
                cost.keep(each);
                return (done, each);
            }
            last = (done, now);
            next_look = if done < PROBE { 4 * done } else { done + PROBE };
        }
    }
    (done, Duration::ZERO)
}

/// How many items, each of which takes so long, a thread takes at once.
pub(crate) fn portion(items: usize, threads: usize, each: Duration) -> usize {
    let (fewest, most) = AT_ONCE;
    let timely = (PORTION.as_nanos() / each.as_nanos().max(1)).clamp(fewest, most);
    let even = items.div_ceil(PORTIONS * threads.max(1)).max(1);
    usize::try_from(timely).map_or(even, |timely| timely.min(even))
}

/// The lanes of so many workers through so many portions: each the half, third... that one of them begins with.
pub(super) fn lanes(portions: usize, workers: usize) -> impl Iterator<Item = Range<usize>> {
    let each = portions.div_ceil(workers.max(1));
    (0..workers).map(move |lane| (lane * each).min(portions)..((lane + 1) * each).min(portions))
}

/// Portions that one worker begins with. On cache lines of its own: the others look into theirs.
#[repr(align(128))]
struct Lane<L>(Mutex<L>);

/// Runs `work` on every portion of every lane, on the calling thread and as many of the pool as there are further lanes.
/// Each has a state of its own.
///
/// The lanes are the same of every batch of one size, so that what stands there, buffers and older models, is where its
/// core has left it. A thread that is done helps the others, from the ends of their lanes.
pub(super) fn share<L, S>(lanes: impl Iterator<Item = L>, states: &mut [S], work: impl Fn(&mut S, L::Item) + Sync)
where
    L: DoubleEndedIterator + Send,
    S: Send,
{
    let lanes: Vec<Lane<L>> = lanes.map(|lane| Lane(Mutex::new(lane))).collect();
    let take = |own: usize, step: usize| {
        let mut lane = lanes[(own + step) % lanes.len()].0.lock().unwrap_or_else(PoisonError::into_inner);
        if step == 0 { lane.next() } else { lane.next_back() }
    };
    let worker = |own: usize, state: &mut S| {
        // No lock is held while the work is done.
        while let Some(portion) = (0..lanes.len()).find_map(|step| take(own, step)) {
            work(state, portion);
        }
    };
    let (begun, ended) = (AtomicUsize::new(0), AtomicUsize::new(0));
    rayon::in_place_scope(|scope| {
        let (worker, begun, ended) = (&worker, &begun, &ended);
        let mut states = states.iter_mut().take(lanes.len()).enumerate();
        let first = states.next();
        for (own, state) in states {
            scope.spawn(move |_| {
                begun.fetch_add(1, Ordering::Relaxed);
                worker(own, state);
                ended.fetch_add(1, Ordering::Release);
            });
        }
        if let Some((own, state)) = first {
            worker(own, state);
        }
        let start = Instant::now();
        while ended.load(Ordering::Acquire) < begun.load(Ordering::Relaxed) && start.elapsed() < LOOK {
            spin_loop();
        }
    });
}

pub(super) fn threads() -> usize {
    rayon::current_num_threads().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_portion_is_in_one_lane() {
        for portions in 0..50 {
            for workers in 1..9 {
                let all: Vec<usize> = lanes(portions, workers).flatten().collect();
                assert_eq!(all, (0..portions).collect::<Vec<_>>());
                assert_eq!(lanes(portions, workers).count(), workers);
            }
        }
    }

    #[test]
    fn portions_are_neither_long_nor_many() {
        let of = |items, each| portion(items, 2, Duration::from_nanos(each));
        assert_eq!((of(0, 0), of(1, 0), of(10, 100)), (1, 1, 1));
        assert_eq!((of(1_000, 75), of(10_000, 75), of(10_000, 5_000)), (32, 106, 16));
        assert_eq!((of(1_000_000, 1), of(100, 1_000_000_000)), (1_024, 4));
    }
}
