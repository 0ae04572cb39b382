//! Decoding a batch.
//!
//! What is read is allocated piece by piece. Allocators hand memory out to each thread from a place of its own and take
//! it back slowly from another: small models that hold many strings are read faster by one thread than by two,
//! whatever the parsing would gain. So inputs that are read into new memory are shared out only if that saves much of the
//! time, which some of them show now and then, for each type. Inputs that are read over older results need no memory, and
//! are always shared.

use super::BatchError;
use super::cost::Costs;
use super::run::{Control, portion, probe, share, threads};
use super::verdict::Verdict;
use crate::progress::Meter;
use crate::type_map::TypeMap;
use std::time::{Duration, Instant};

/// Fewer inputs than this are not worth trying both ways.
const TRY_FROM: usize = 256;

/// From this much time for an input on, its parsing outweighs what its memory costs.
const LARGE: Duration = Duration::from_micros(100);

/// How much of one thread's time sharing must leave, in percent, to be worth it: what other threads allocated costs more
/// to free.
const WORTH: u128 = 60;

/// How some inputs are decoded.
type Way<'w, I, T> = &'w dyn Fn(&[I], &mut [Result<T, BatchError>]);

static VERDICTS: TypeMap<Verdict> = TypeMap::new();

static COSTS: Costs = Costs::new();

/// Decodes every input with `decode`.
pub(crate) fn decode_all<I: AsRef<[u8]> + Sync, T: Send>(
    inputs: &[I],
    control: &Control<'_>,
    decode: impl Fn(&I) -> Result<T, BatchError> + Sync,
) -> Vec<Result<T, BatchError>> {
    let mut results = Vec::new();
    decode_all_into(inputs, control, &mut results, |input, result| {
        *result = Ok(decode(input)?);
        Ok(())
    });
    results
}

/// Decodes every input with `decode`, which puts it over the result that stands at its place. After an error that is
/// replaced: it may be half read.
pub(crate) fn decode_all_into<I: AsRef<[u8]> + Sync, T: Send>(
    inputs: &[I],
    control: &Control<'_>,
    results: &mut Vec<Result<T, BatchError>>,
    decode: impl Fn(&I, &mut Result<T, BatchError>) -> Result<(), BatchError> + Sync,
) {
    let meter = Meter::new(control.progress, Some(inputs.len() as u64));
    let (threads, read_over, cost) = (threads(), results.len() >= inputs.len().div_ceil(2), COSTS.of::<T>());
    results.truncate(inputs.len());
    results.reserve_exact(inputs.len() - results.len());
    let run = |inputs: &[I], slots: &mut [Result<T, BatchError>]| {
        control.each(
            0..inputs.len().min(slots.len()),
            slots,
            |slots, index| decode(&inputs[index], &mut slots[index]),
            |slots, index, error| slots[index] = Err(error),
        );
        if meter.is_heard() {
            meter.add(inputs.len() as u64, inputs.iter().map(|input| input.as_ref().len() as u64).sum());
        }
    };
    let (done, each) = probe(inputs.len(), threads, cost, |index| {
        if index == results.len() {
            results.push(Err(BatchError::Cancelled));
        }
        run(&inputs[index..=index], &mut results[index..=index]);
    });
    // What no thread reaches says so by itself.
    results.resize_with(inputs.len(), || Err(BatchError::Cancelled));
    let shared = |inputs: &[I], slots: &mut [Result<T, BatchError>]| {
        let portion = portion(inputs.len(), threads, each);
        let portions = inputs.len().div_ceil(portion);
        let workers = threads.min(portions).max(1);
        let lane = portions.div_ceil(workers) * portion;
        let lanes = inputs.chunks(lane.max(1)).zip(slots.chunks_mut(lane.max(1)));
        let lanes = lanes.map(|(inputs, slots)| inputs.chunks(portion).zip(slots.chunks_mut(portion)));
        let begin = inputs.as_ptr().addr();
        share(lanes, &mut vec![(); workers], |(), (inputs, slots)| {
            if inputs.as_ptr().addr() == begin {
                cost.measure(inputs.len(), || run(inputs, slots));
            } else {
                run(inputs, slots);
            }
        });
    };
    let (mut rest, mut slots) = (&inputs[done..], &mut results[done..]);
    let mut worth_sharing = true;
    if !read_over && std::mem::needs_drop::<T>() && each < LARGE && !rest.is_empty() {
        let verdict = VERDICTS.get::<T>(Verdict::default);
        if rest.len() >= TRY_FROM && verdict.is_due() {
            // Three times so many are tried, of what is left.
            let tried = (rest.len() / 16).min(512);
            let mut timed = |count: usize, way: Way<'_, I, T>| {
                let (these, others) = rest.split_at(count);
                let (their_slots, other_slots) = std::mem::take(&mut slots).split_at_mut(count);
                (rest, slots) = (others, other_slots);
                let start = Instant::now();
                way(these, their_slots);
                start.elapsed().as_nanos() / count as u128
            };
            let alone = timed(tried, &run);
            verdict.decide(timed(2 * tried, &shared) * 100 >= alone * WORTH);
        }
        worth_sharing = !verdict.is_alone();
    }
    if worth_sharing {
        if !rest.is_empty() {
            shared(rest, slots);
        }
    } else {
        // In portions, so that progress is shown.
        let portion = portion(rest.len(), threads, each);
        rest.chunks(portion).zip(slots.chunks_mut(portion)).for_each(|(inputs, slots)| run(inputs, slots));
    }
    meter.finish();
}
