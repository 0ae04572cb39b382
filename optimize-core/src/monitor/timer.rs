//! [`Timer`]: an operation that is under way.

use super::Operation;
use super::operation::Observation;

/// Records its operation when it is dropped.
#[derive(Debug)]
#[must_use = "the operation ends when the timer is dropped"]
pub struct Timer<'o> {
    operation: Held<'o>,
    memory: u64,
    bytes_in: u64,
    bytes_out: u64,
    failed: bool,
    discarded: bool,
    /// In nanoseconds since the monitor was made.
    start: u64,
}

/// An operation that was looked up for this, or is at hand.
#[derive(Debug)]
enum Held<'o> {
    Owned(Operation),
    Borrowed(&'o Operation),
}

impl Held<'_> {
    #[inline]
    fn get(&self) -> &Operation {
        match self {
            Self::Owned(operation) => operation,
            Self::Borrowed(operation) => operation,
        }
    }
}

impl<'o> Timer<'o> {
    #[inline]
    pub(super) fn borrowed(operation: &'o Operation) -> Self {
        Self::of(Held::Borrowed(operation))
    }

    pub(super) fn owned(operation: Operation) -> Self {
        Self::of(Held::Owned(operation))
    }

    #[inline]
    fn of(operation: Held<'o>) -> Self {
        let watch = operation.get().watch();
        let (memory, start) = (watch.memory.last(), watch.now());
        Self { operation, memory, bytes_in: 0, bytes_out: 0, failed: false, discarded: false, start }
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

impl Drop for Timer<'_> {
    #[inline]
    fn drop(&mut self) {
        if self.discarded {
            return;
        }
        // The clock is read twice for an operation, here and at its start, and no more.
        let operation = self.operation.get();
        let watch = operation.watch();
        let ended = watch.now();
        let memory = watch.memory.sample(ended);
        operation.record(&Observation {
            took: ended.saturating_sub(self.start),
            ended,
            memory_delta: memory.wrapping_sub(self.memory).cast_signed(),
            bytes_in: self.bytes_in,
            bytes_out: self.bytes_out,
            failed: self.failed || std::thread::panicking(),
        });
    }
}
