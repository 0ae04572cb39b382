//! Encoding a batch.

use super::cost::Costs;
use super::output::Arena;
use super::run::{Control, lanes, portion, probe, share, threads};
use super::{BatchError, BatchOutput};
use crate::progress::Meter;

/// How many bytes are reserved at most for one thread before they are known to be needed: 64 MiB. They cost addresses
/// until they are written, and a large buffer that grows is copied.
const RESERVED: usize = 1 << 26;

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
    static COSTS: Costs = Costs::new();
    let meter = Meter::new(control.progress, Some(items.len() as u64));
    let (threads, cost) = (threads(), COSTS.of::<T>());
    let run = |arena: &mut Arena, first: usize, end: usize| {
        let before = arena.bytes.len();
        control.each(
            first..end,
            arena,
            |arena, index| {
                encode(&items[index], &mut arena.bytes, &mut arena.scratch)?;
                arena.ends.push(arena.bytes.len());
                Ok(())
            },
            Arena::fail,
        );
        meter.add((end - first) as u64, (arena.bytes.len() - before) as u64);
    };
    let head = output.begin(items.len(), threads);
    let (done, each) = probe(items.len(), threads, cost, |index| {
        run(head, index, index + 1);
        if index == 0 {
            head.bytes.reserve(head.bytes.len().saturating_mul(items.len()).min(1 << 16));
        }
    });
    let rest = items.len() - done;
    if rest > 0 {
        let head_mean = head.bytes.len() / done.max(1);
        let portion = portion(rest, threads, each);
        let portions = rest.div_ceil(portion);
        let arenas = output.share(done, portion, threads.min(portions));
        let lanes = lanes(portions, arenas.len());
        share(lanes, arenas, |arena, number: usize| {
            // Neighbours tend to be of one size; an eighth more spares most batches a copy.
            if arena.runs.len() < 2 {
                let mean = arena.bytes.len().checked_div(arena.ends.len()).unwrap_or(head_mean);
                let shared = arena.runs.first().map_or(0, |&(_, first)| arena.ends.len() - first);
                let guess = mean.saturating_mul(rest.div_ceil(threads).saturating_sub(shared));
                arena.bytes.reserve(guess.saturating_add(guess / 8).min(RESERVED));
            }
            arena.runs.push((number, arena.ends.len()));
            let first = done + number * portion;
            let end = items.len().min(first + portion);
            if number == 0 {
                cost.measure(end - first, || run(arena, first, end));
            } else {
                run(arena, first, end);
            }
        });
    }
    output.end();
    meter.finish();
}
