//! [`Timer`]: an operation that is under way.

use super::operation::Observation;
use super::{Monitor, Operation};
use std::time::Instant;

/// Records its operation when it is dropped.
#[derive(Debug)]
#[must_use = "the operation ends when the timer is dropped"]
pub struct Timer {
    monitor: Monitor,
    operation: Operation,
    memory: f64,
    bytes_in: u64,
    bytes_out: u64,
    failed: bool,
    discarded: bool,
    start: Instant,
}

impl Timer {
    pub(super) fn start(monitor: Monitor, operation: Operation) -> Self {
        let memory = monitor.memory();
        Self {
            monitor,
            operation,
            memory,
            bytes_in: 0,
            bytes_out: 0,
            failed: false,
            discarded: false,
            start: Instant::now(),
        }
    }

    /// Counts input, in bytes.
    pub fn bytes_in(&mut self, bytes: usize) -> &mut Self {
        self.bytes_in = self.bytes_in.saturating_add(bytes as u64);
        self
    }

    /// Counts output, in bytes.
    pub fn bytes_out(&mut self, bytes: usize) -> &mut Self {
        self.bytes_out = self.bytes_out.saturating_add(bytes as u64);
        self
    }

    /// The operation failed.
    pub fn fail(&mut self) -> &mut Self {
        self.failed = true;
        self
    }

    /// Ends the operation without recording it.
    pub fn discard(mut self) {
        self.discarded = true;
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        let duration = self.start.elapsed();
        if self.discarded {
            return;
        }
        let timestamp = self.operation.record(&Observation {
            duration,
            memory_delta: self.monitor.memory() - self.memory,
            bytes_in: self.bytes_in,
            bytes_out: self.bytes_out,
            failed: self.failed || std::thread::panicking(),
        });
        self.monitor.check_slow(&self.operation, duration, timestamp);
    }
}
