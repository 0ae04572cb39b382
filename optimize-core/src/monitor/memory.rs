//! The process's memory, read now and then: reading it costs more than most operations.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

pub(super) struct Memory {
    start: Instant,
    every: u64,
    /// When the next sample is due, in nanoseconds since the start.
    due: AtomicU64,
    bytes: AtomicU64,
}

impl Memory {
    pub(super) fn new(every: Duration) -> Self {
        let every = u64::try_from(every.as_nanos()).unwrap_or(u64::MAX);
        Self { start: Instant::now(), every, due: AtomicU64::new(0), bytes: AtomicU64::new(0) }
    }

    /// Resident memory in MiB, at most one interval old; 0.0 where the system does not tell.
    pub(super) fn sample(&self) -> f64 {
        let now = u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        let due = self.due.load(Ordering::Relaxed);
        let next = now.saturating_add(self.every);
        // One thread takes the sample, the others go on with the last one.
        if now >= due
            && self.due.compare_exchange(due, next, Ordering::AcqRel, Ordering::Relaxed).is_ok()
            && let Some(stats) = memory_stats::memory_stats()
        {
            self.bytes.store(stats.physical_mem as u64, Ordering::Release);
        }
        self.bytes.load(Ordering::Acquire) as f64 / (1024.0 * 1024.0)
    }
}
