//! [`Operation`]: what is known of one kind of operation.

use super::report::OperationReport;
use super::{lock, now};
use hdrhistogram::Histogram;
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How many samples of an operation are kept.
pub const SAMPLES: usize = 1000;

/// The longest time that a percentile tells apart, in nanoseconds: an hour.
const LONGEST: u64 = 3_600_000_000_000;

/// One observation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// How long it took, in seconds.
    pub duration: f64,
    /// The growth of the process's resident memory meanwhile, in MiB, by whoever. Memory is sampled
    /// at intervals: 0.0 for operations shorter than one.
    pub memory_delta: f64,
    /// Bytes in, or out if none came in.
    pub data_size: u64,
    /// When it ended, in seconds since the epoch.
    pub timestamp: f64,
}

/// A named operation of a monitor. Clones are one operation.
#[derive(Clone)]
pub struct Operation {
    inner: Arc<Inner>,
}

struct Inner {
    name: Box<str>,
    state: Mutex<State>,
}

struct State {
    count: u64,
    errors: u64,
    total: Duration,
    shortest: Duration,
    longest: Duration,
    bytes_in: u64,
    bytes_out: u64,
    data_size: u64,
    memory_delta: f64,
    times: Option<Histogram<u64>>,
    samples: VecDeque<Sample>,
}

/// What a timer tells at its end.
pub(super) struct Observation {
    pub(super) duration: Duration,
    pub(super) memory_delta: f64,
    pub(super) bytes_in: u64,
    pub(super) bytes_out: u64,
    pub(super) failed: bool,
}

impl Operation {
    pub(super) fn new(name: &str) -> Self {
        let state = State {
            count: 0,
            errors: 0,
            total: Duration::ZERO,
            shortest: Duration::MAX,
            longest: Duration::ZERO,
            bytes_in: 0,
            bytes_out: 0,
            data_size: 0,
            memory_delta: 0.0,
            // Two digits: a percentile is right to 1 %.
            times: Histogram::new_with_bounds(1, LONGEST, 2).ok(),
            samples: VecDeque::new(),
        };
        Self { inner: Arc::new(Inner { name: name.into(), state: Mutex::new(state) }) }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.inner.name
    }

    /// The last observations, oldest first: at most [`SAMPLES`].
    #[must_use]
    pub fn samples(&self) -> Vec<Sample> {
        lock(&self.inner.state).samples.iter().copied().collect()
    }

    pub(super) fn record(&self, observed: &Observation) -> f64 {
        let timestamp = now();
        let data_size = if observed.bytes_in > 0 { observed.bytes_in } else { observed.bytes_out };
        let nanoseconds = u64::try_from(observed.duration.as_nanos()).unwrap_or(u64::MAX);
        let mut state = lock(&self.inner.state);
        state.count += 1;
        state.errors += u64::from(observed.failed);
        state.total = state.total.saturating_add(observed.duration);
        state.shortest = state.shortest.min(observed.duration);
        state.longest = state.longest.max(observed.duration);
        state.bytes_in = state.bytes_in.saturating_add(observed.bytes_in);
        state.bytes_out = state.bytes_out.saturating_add(observed.bytes_out);
        state.data_size = state.data_size.saturating_add(data_size);
        state.memory_delta += observed.memory_delta;
        if let Some(times) = &mut state.times {
            times.saturating_record(nanoseconds.max(1));
        }
        if state.samples.len() == SAMPLES {
            state.samples.pop_front();
        }
        state.samples.push_back(Sample {
            duration: observed.duration.as_secs_f64(),
            memory_delta: observed.memory_delta,
            data_size,
            timestamp,
        });
        timestamp
    }

    /// Nothing for an operation that has not ended once.
    pub(super) fn report(&self) -> Option<OperationReport> {
        let state = lock(&self.inner.state);
        if state.count == 0 {
            return None;
        }
        let count = state.count as f64;
        let total = state.total.as_secs_f64();
        let per_second = |amount: f64| if total > 0.0 { amount / total } else { 0.0 };
        let quantile = |quantile| {
            let nanoseconds = state.times.as_ref().map_or(0, |times| times.value_at_quantile(quantile));
            // A bucket's upper end may lie above everything that was seen.
            (nanoseconds as f64 / 1e9).min(state.longest.as_secs_f64())
        };
        Some(OperationReport {
            operation: self.name().to_owned(),
            total_operations: state.count,
            errors: state.errors,
            avg_duration: total / count,
            max_duration: state.longest.as_secs_f64(),
            min_duration: state.shortest.as_secs_f64(),
            p50_duration: quantile(0.5),
            p90_duration: quantile(0.9),
            p99_duration: quantile(0.99),
            avg_memory_delta: state.memory_delta / count,
            avg_data_size: state.data_size as f64 / count,
            bytes_in: state.bytes_in,
            bytes_out: state.bytes_out,
            throughput: per_second(count),
            bytes_per_second: per_second(state.data_size as f64),
        })
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operation").field("name", &self.inner.name).finish_non_exhaustive()
    }
}
