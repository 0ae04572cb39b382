//! [`Stripe`]: the counts of one operation, as some of the threads have added to them.

use super::operation::{Observation, SAMPLES};
use super::report::{LatencyBucket, OperationReport};
use super::timeline::Timeline;
use hdrhistogram::Histogram;
use std::collections::VecDeque;

/// The longest time that a percentile tells apart, in nanoseconds: an hour.
const LONGEST: u64 = 3_600_000_000_000;

pub(super) struct Stripe {
    count: u64,
    errors: u64,
    total: u64,
    shortest: u64,
    longest: u64,
    bytes_in: u64,
    bytes_out: u64,
    data_size: u64,
    memory_delta: i64,
    /// The first beginning and the last end, in nanoseconds since the monitor was made.
    first: u64,
    last: u64,
    times: Option<Histogram<u64>>,
    timeline: Timeline,
    samples: VecDeque<Observation>,
}

impl Default for Stripe {
    fn default() -> Self {
        Self {
            count: 0,
            errors: 0,
            total: 0,
            shortest: u64::MAX,
            longest: 0,
            bytes_in: 0,
            bytes_out: 0,
            data_size: 0,
            memory_delta: 0,
            first: u64::MAX,
            last: 0,
            // Two digits: a percentile is right to 1 %.
            times: Histogram::new_with_bounds(1, LONGEST, 2).ok(),
            timeline: Timeline::default(),
            samples: VecDeque::new(),
        }
    }
}

impl Stripe {
    #[inline]
    pub(super) fn record(&mut self, observed: &Observation) {
        self.count += 1;
        self.errors += u64::from(observed.failed);
        self.total = self.total.saturating_add(observed.took);
        self.shortest = self.shortest.min(observed.took);
        self.longest = self.longest.max(observed.took);
        self.bytes_in = self.bytes_in.saturating_add(observed.bytes_in);
        self.bytes_out = self.bytes_out.saturating_add(observed.bytes_out);
        self.data_size = self.data_size.saturating_add(observed.data_size());
        self.memory_delta = self.memory_delta.saturating_add(observed.memory_delta);
        self.first = self.first.min(observed.ended.saturating_sub(observed.took));
        self.last = self.last.max(observed.ended);
        if let Some(times) = &mut self.times {
            times.saturating_record(observed.took.max(1));
        }
        self.timeline.add(observed.ended);
        if self.samples.len() == SAMPLES {
            self.samples.pop_front();
        }
        self.samples.push_back(*observed);
    }

    pub(super) fn samples(&self) -> impl Iterator<Item = Observation> + '_ {
        self.samples.iter().copied()
    }

    pub(super) fn without_samples(&self) -> Self {
        Self { times: self.times.clone(), timeline: self.timeline.clone(), samples: VecDeque::new(), ..*self }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.errors += other.errors;
        self.total = self.total.saturating_add(other.total);
        self.shortest = self.shortest.min(other.shortest);
        self.longest = self.longest.max(other.longest);
        self.bytes_in = self.bytes_in.saturating_add(other.bytes_in);
        self.bytes_out = self.bytes_out.saturating_add(other.bytes_out);
        self.data_size = self.data_size.saturating_add(other.data_size);
        self.memory_delta = self.memory_delta.saturating_add(other.memory_delta);
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        if let (Some(times), Some(others)) = (&mut self.times, &other.times) {
            // Both have the same bounds, so that it can't fail.
            let _ = times.add(others);
        }
        self.timeline.merge(&other.timeline);
    }

    pub(super) fn report(&self, name: &str) -> OperationReport {
        let count = self.count.max(1) as f64;
        let wall = self.last.saturating_sub(self.first) as f64 / 1e9;
        let per_second = |amount: f64| if wall > 0.0 { amount / wall } else { 0.0 };
        let quantile = |quantile| {
            let nanoseconds = self.times.as_ref().map_or(0, |times| times.value_at_quantile(quantile));
            // A bucket's upper end may lie above everything that was seen.
            nanoseconds.min(self.longest) as f64 / 1e9
        };
        OperationReport {
            operation: name.to_owned(),
            total_operations: self.count,
            errors: self.errors,
            avg_duration: self.total as f64 / 1e9 / count,
            max_duration: self.longest as f64 / 1e9,
            min_duration: self.shortest as f64 / 1e9,
            p50_duration: quantile(0.5),
            p90_duration: quantile(0.9),
            p99_duration: quantile(0.99),
            avg_memory_delta: self.memory_delta as f64 / super::MIB / count,
            avg_data_size: self.data_size as f64 / count,
            bytes_in: self.bytes_in,
            bytes_out: self.bytes_out,
            throughput: per_second(self.count as f64),
            bytes_per_second: per_second(self.data_size as f64),
            latency: self.latency(),
            timeline: self.timeline.points(),
        }
    }

    /// Counts by time, in buckets that each end at 1.4 times the one before.
    fn latency(&self) -> Vec<LatencyBucket> {
        let mut buckets: Vec<LatencyBucket> = Vec::new();
        let Some(times) = &self.times else { return buckets };
        let mut end = 1.0_f64;
        for step in times.iter_recorded() {
            let value = step.value_iterated_to() as f64;
            while end < value {
                end *= std::f64::consts::SQRT_2;
            }
            let seconds = end / 1e9;
            match buckets.last_mut() {
                Some(last) if last.up_to == seconds => last.count += step.count_since_last_iteration(),
                _ => buckets.push(LatencyBucket { up_to: seconds, count: step.count_since_last_iteration() }),
            }
        }
        buckets
    }
}
