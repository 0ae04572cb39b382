//! The process's memory, read now and then: reading it costs more than most operations.

use super::watch::nanoseconds;
use crate::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

pub(super) struct Memory {
    every: u64,
    /// When the next sample is due, in nanoseconds since the monitor was made.
    due: AtomicU64,
    bytes: AtomicU64,
}

impl Memory {
    pub(super) fn new(every: Duration) -> Self {
        let memory = Self { every: nanoseconds(every), due: AtomicU64::new(0), bytes: AtomicU64::new(0) };
        memory.sample(0);
        memory
    }

    /// The last sample of resident memory, in bytes; 0 where the system does not tell.
    #[inline]
    pub(super) fn last(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Resident memory in bytes, at most one interval old.
    #[inline]
    pub(super) fn sample(&self, now: u64) -> u64 {
        if now >= self.due.load(Ordering::Relaxed) {
            self.read(now);
        }
        self.last()
    }

    #[cold]
    fn read(&self, now: u64) {
        let due = self.due.load(Ordering::Relaxed);
        let next = now.saturating_add(self.every);
        // One thread takes the sample, the others go on with the last one.
        if self.due.compare_exchange(due, next, Ordering::AcqRel, Ordering::Relaxed).is_ok()
            && let Some(stats) = memory_stats::memory_stats()
        {
            self.bytes.store(stats.physical_mem as u64, Ordering::Release);
        }
    }
}
