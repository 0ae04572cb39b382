//! [`Stage`]: one step of the pipeline, timed by the monitor and counted.

use super::report::StageReport;
use optimize_core::cache::CacheStats;
use optimize_core::monitor::{Monitor, Operation, Timer};

/// A step of the pipeline: an operation of the monitor, and how many items went through it.
pub(super) struct Stage {
    name: &'static str,
    /// What one timing is of.
    unit: &'static str,
    monitor: Monitor,
    operation: Operation,
    items: u64,
    failures: u64,
    cache: Option<Lookups>,
}

/// Cache lookups.
#[derive(Clone, Copy, Default)]
struct Lookups {
    hits: u64,
    all: u64,
}

impl Stage {
    /// A stage of which each timing is one `unit`.
    pub(super) fn new(monitor: &Monitor, name: &'static str, unit: &'static str) -> Self {
        let operation = monitor.operation(name);
        Self { name, unit, monitor: monitor.clone(), operation, items: 0, failures: 0, cache: None }
    }

    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    /// Starts a timing, which ends when the timer is dropped.
    pub(super) fn start(&self) -> Timer<'_> {
        self.monitor.start_operation(&self.operation)
    }

    /// Counts items that went through, and those that did not.
    pub(super) fn count(&mut self, good: usize, failed: usize) {
        self.items += (good + failed) as u64;
        self.failures += failed as u64;
    }

    /// Counts the lookups of a cache between two moments.
    pub(super) fn count_lookups(&mut self, before: &CacheStats, after: &CacheStats) {
        let hits = after.hits - before.hits;
        self.count_hits(hits, hits + after.misses - before.misses);
    }

    /// Counts lookups, and how many of them were answered.
    pub(super) fn count_hits(&mut self, hits: u64, all: u64) {
        let lookups = self.cache.get_or_insert_default();
        lookups.hits += hits;
        lookups.all += all;
    }

    /// The figures, or nothing for a stage that was never reached.
    pub(super) fn report(&self) -> Option<StageReport> {
        let report = self.monitor.report();
        let times = report.operation(self.name)?;
        let busy = times.avg_duration * times.total_operations as f64;
        let per_second = |amount: u64| if busy > 0.0 { amount as f64 / busy } else { 0.0 };
        Some(StageReport {
            stage: self.name.to_owned(),
            items: self.items,
            failures: self.failures,
            bytes_in: times.bytes_in,
            bytes_out: times.bytes_out,
            cache_hits: self.cache.map(|cache| cache.hits),
            cache_lookups: self.cache.map(|cache| cache.all),
            timed_per: self.unit.to_owned(),
            p50_seconds: times.p50_duration,
            p99_seconds: times.p99_duration,
            busy_seconds: busy,
            items_per_second: per_second(self.items),
            bytes_per_second: per_second(times.bytes_in.max(times.bytes_out)),
        })
    }
}
