//! Sharing a batch out, and catching what goes wrong with one item.

use super::output::Chunk;
use super::{BatchError, BatchOutput, CancelToken, panic_text};
use crate::progress::{Listener, Meter};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// From this much work on, as the first items let expect, a batch is shared out. Waking a thread of
/// the pool takes 5 to 20 µs, so half of less would be done before the thread is there.
pub const SHARE_FROM: Duration = Duration::from_micros(20);

/// The clock is read after 1, 4 and 16 items, and from this many on after every further so many. Items
/// that are cheap one by one are not shared out before: until then the memory is still cold.
const PROBE: usize = 16;

/// The most items that one thread takes at once: enough that taking them costs nothing, few enough
/// that progress is shown and no thread is left alone with the rest.
const MOST_AT_ONCE: usize = 1024;

/// How many portions each thread is to find: they even out the threads' speeds.
const PORTIONS: usize = 8;

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

    /// Runs one item's work unless the batch is cancelled.
    pub(super) fn guard<R>(&self, work: impl FnOnce() -> Result<R, BatchError>) -> Result<R, BatchError> {
        if self.cancelled() {
            return Err(BatchError::Cancelled);
        }
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| Err(BatchError::Panic(panic_text(payload))))
    }
}

/// Does the first items one by one with `work`, until they show that the rest is worth sharing.
/// Returns how many it did, and how long each of the last ones took.
pub(super) fn probe(items: usize, threads: usize, mut work: impl FnMut(usize)) -> (usize, Duration) {
    let (mut done, mut next_look, mut last) = (0, 1, (0, Instant::now()));
    while done < items {
        work(done);
        done += 1;
        if done == next_look && threads > 1 {
            let now = Instant::now();
            // The first item pays for cold memory: each look judges by the items since the last one.
            let each = now.duration_since(last.1) / u32::try_from(done - last.0).unwrap_or(u32::MAX);
            if each.saturating_mul(u32::try_from(items - done).unwrap_or(u32::MAX)) >= SHARE_FROM
                && (done >= PROBE.min(items / 4) || each >= SHARE_FROM)
            {
                return (done, each);
            }
            last = (done, now);
            next_look = if done < PROBE { 4 * done } else { done + PROBE };
        }
    }
    (done, Duration::ZERO)
}

/// How many items a thread takes at once.
pub(super) fn portion(items: usize, threads: usize) -> usize {
    items.div_ceil(PORTIONS * threads.max(1)).clamp(1, MOST_AT_ONCE)
}

/// Runs `work` on every portion, on the calling thread and as many of the pool as there are
/// portions for.
///
/// Each begins in a lane of its own, the same of every batch of one size, so that what stands there, buffers and older
/// models, is where its core has left it. One that is done helps the others, from the ends of their lanes.
pub(super) fn share<P: Send>(mut portions: impl Iterator<Item = P>, count: usize, work: impl Fn(P) + Sync) {
    let workers = threads().min(count).max(1);
    let in_lane = count.div_ceil(workers);
    let lanes: Vec<Mutex<VecDeque<P>>> =
        (0..workers).map(|_| Mutex::new(portions.by_ref().take(in_lane).collect())).collect();
    let take = |own: usize, step: usize| {
        let mut lane = lanes[(own + step) % workers].lock().unwrap_or_else(PoisonError::into_inner);
        if step == 0 { lane.pop_front() } else { lane.pop_back() }
    };
    let worker = |own: usize| {
        // No lock is held while the work is done.
        while let Some(portion) = (0..workers).find_map(|step| take(own, step)) {
            work(portion);
        }
    };
    rayon::in_place_scope(|scope| {
        let worker = &worker;
        for own in 1..workers {
            scope.spawn(move |_| worker(own));
        }
        worker(0);
    });
}

pub(super) fn threads() -> usize {
    rayon::current_num_threads().max(1)
}

/// Encodes every item with `encode`, which appends to the first buffer; the second is scratch space.
pub(crate) fn encode_all<T: Sync>(
    items: &[T],
    control: &Control<'_>,
    encode: impl Fn(&T, &mut Vec<u8>, &mut Vec<u8>) -> Result<(), BatchError> + Sync,
) -> BatchOutput {
    let mut output = BatchOutput::new();
    encode_all_into(items, control, &mut output, encode);
    output
}

/// As [`encode_all`], into the buffers of an earlier output.
pub(crate) fn encode_all_into<T: Sync>(
    items: &[T],
    control: &Control<'_>,
    output: &mut BatchOutput,
    encode: impl Fn(&T, &mut Vec<u8>, &mut Vec<u8>) -> Result<(), BatchError> + Sync,
) {
    let meter = Meter::new(control.progress, Some(items.len() as u64));
    let (threads, encode) = (threads(), &encode);
    output.begin(items.len());
    let (head, scratch) = (output.head(), &mut Vec::new());
    let (done, _) = probe(items.len(), threads, |index| {
        let before = head.bytes.len();
        encode_item(&items[index], index, head, scratch, control, encode);
        if index == 0 {
            head.bytes.reserve(head.bytes.len().saturating_mul(items.len().min(2 * PROBE)).min(1 << 16));
        }
        meter.add(1, (head.bytes.len() - before) as u64);
    });
    let rest = &items[done..];
    if !rest.is_empty() {
        let portion = portion(rest.len(), threads);
        let count = rest.len().div_ceil(portion);
        let chunks = output.share(done, portion, count);
        share(rest.chunks(portion).zip(chunks), count, |(items, chunk): (&[T], &mut Chunk)| {
            let scratch = &mut Vec::new();
            chunk.ends.reserve(items.len());
            for (index, item) in items.iter().enumerate() {
                encode_item(item, index, chunk, scratch, control, encode);
                if index == 0 {
                    // Neighbours tend to be of one size; an eighth more spares most portions a copy.
                    let guess = chunk.bytes.len().saturating_mul(items.len() - 1);
                    chunk.bytes.reserve((guess + guess / 8).min(1 << 22));
                }
            }
            meter.add(items.len() as u64, chunk.bytes.len() as u64);
        });
    }
    if !items.is_empty() {
        meter.finish();
    }
}

fn encode_item<T>(
    item: &T,
    index: usize,
    chunk: &mut Chunk,
    scratch: &mut Vec<u8>,
    control: &Control<'_>,
    encode: &impl Fn(&T, &mut Vec<u8>, &mut Vec<u8>) -> Result<(), BatchError>,
) {
    let start = chunk.bytes.len();
    if let Err(error) = control.guard(|| encode(item, &mut chunk.bytes, scratch)) {
        // Also after a panic: half an item may stand there.
        chunk.bytes.truncate(start);
        chunk.errors.push((index, error));
    }
    chunk.ends.push(chunk.bytes.len());
}
