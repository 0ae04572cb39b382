//! Sharing a batch out, and catching what goes wrong with one item.

use super::output::Chunk;
use super::{BatchError, BatchOutput, CancelToken, panic_text};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

/// From this many items on a batch is shared out. Waking the pool's threads costs 5 to 20 µs: about
/// what this many small models take to encode.
pub const PARALLEL_FROM: usize = 64;

/// The most items that one thread takes at once: enough that taking them costs nothing, few enough
/// that progress is shown and no thread is left alone with the rest.
const MOST_AT_ONCE: usize = 2048;

pub(super) type Progress<'a> = dyn Fn(usize, usize) + Send + Sync + 'a;

/// What a batch is told from outside.
#[derive(Default, Clone, Copy)]
pub(crate) struct Control<'a> {
    pub(crate) cancel: Option<&'a CancelToken>,
    pub(crate) progress: Option<&'a Progress<'a>>,
}

impl Control<'_> {
    fn cancelled(&self) -> bool {
        self.cancel.is_some_and(CancelToken::is_cancelled)
    }

    fn report(&self, done: &AtomicUsize, more: usize, total: usize) {
        if let Some(progress) = self.progress {
            let done = done.fetch_add(more, Ordering::AcqRel) + more;
            // What the callback does must not cost the batch its results.
            let _ = catch_unwind(AssertUnwindSafe(|| progress(done, total)));
        }
    }

    /// Runs one item's work unless the batch is cancelled.
    fn guard<R>(&self, work: impl FnOnce() -> Result<R, BatchError>) -> Result<R, BatchError> {
        if self.cancelled() {
            return Err(BatchError::Cancelled);
        }
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| Err(BatchError::Panic(panic_text(payload))))
    }
}

/// How many items a thread takes at once: four portions for every thread even out their speeds.
fn portion(items: usize) -> usize {
    if items < PARALLEL_FROM {
        return items.max(1);
    }
    let threads = rayon::current_num_threads().max(1);
    items.div_ceil(4 * threads).clamp(PARALLEL_FROM / 2, MOST_AT_ONCE)
}

/// Encodes every item with `encode`, which appends to the first buffer; the second is scratch space.
pub(crate) fn encode_all<T: Sync>(
    items: &[T],
    control: &Control<'_>,
    encode: impl Fn(&T, &mut Vec<u8>, &mut Vec<u8>) -> Result<(), BatchError> + Sync,
) -> BatchOutput {
    let (done, chunk_len) = (AtomicUsize::new(0), portion(items.len()));
    let run = |items_of_chunk: &[T]| {
        let chunk = encode_chunk(items_of_chunk, control, &encode);
        control.report(&done, items_of_chunk.len(), items.len());
        chunk
    };
    let chunks = if items.len() < PARALLEL_FROM {
        items.chunks(chunk_len).map(run).collect()
    } else {
        items.par_chunks(chunk_len).map(run).collect()
    };
    BatchOutput { chunks, chunk_len, len: items.len() }
}

fn encode_chunk<T>(
    items: &[T],
    control: &Control<'_>,
    encode: &impl Fn(&T, &mut Vec<u8>, &mut Vec<u8>) -> Result<(), BatchError>,
) -> Chunk {
    let mut chunk = Chunk { bytes: Vec::new(), ends: Vec::with_capacity(items.len()), errors: Vec::new() };
    let mut scratch = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let start = chunk.bytes.len();
        if let Err(error) = control.guard(|| encode(item, &mut chunk.bytes, &mut scratch)) {
            // Also after a panic: half an item may stand there.
            chunk.bytes.truncate(start);
            chunk.errors.push((index, error));
        }
        chunk.ends.push(chunk.bytes.len());
        if index == 0 {
            // Neighbours tend to be of one size.
            chunk.bytes.reserve(chunk.bytes.len().saturating_mul(items.len() - 1).min(1 << 22));
        }
    }
    chunk
}

/// Decodes every input with `decode`.
pub(crate) fn decode_all<I: Sync, T: Send>(
    inputs: &[I],
    control: &Control<'_>,
    decode: impl Fn(&I) -> Result<T, BatchError> + Sync,
) -> Vec<Result<T, BatchError>> {
    let (done, portion) = (AtomicUsize::new(0), portion(inputs.len()));
    let run = |(index, input): (usize, &I)| {
        let result = control.guard(|| decode(input));
        // Counted a portion at a time; the last one may be shorter.
        if (index + 1) % portion == 0 {
            control.report(&done, portion, inputs.len());
        } else if index + 1 == inputs.len() {
            control.report(&done, inputs.len() % portion, inputs.len());
        }
        result
    };
    if inputs.len() < PARALLEL_FROM {
        return inputs.iter().enumerate().map(run).collect();
    }
    inputs.par_iter().enumerate().with_min_len(portion).map(run).collect()
}
