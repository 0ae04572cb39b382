//! [`Monitor`]: how long operations take, what fails, how many bytes pass, and a report of it.
//!
//! ```
//! use optimize_core::monitor::Monitor;
//!
//! let monitor = Monitor::new();
//! let mut timer = monitor.start("encode");
//! timer.bytes_in(300).bytes_out(120);
//! drop(timer);
//! let failed = monitor.observe("decode", || Err::<(), _>("bad input"));
//! assert!(failed.is_err());
//!
//! let report = monitor.report();
//! assert_eq!(report.operation("encode").unwrap().bytes_out, 120);
//! assert_eq!(report.operation("decode").unwrap().errors, 1);
//! println!("{report}");
//! ```
//!
//! An observation costs two readings of the processor's counter, one lock that threads seldom share and no allocation. Memory is
//! bounded: for each operation at most four histograms (about 30 KB each) with a ring of the last 1,000 samples,
//! and 100 alerts.
//!
//! With the feature `tracing` each operation is an event of the target `optimize` too, and each alert a warning;
//! with the feature `metrics` the figures go to the recorder that is installed when an operation is first named.

mod alert;
mod builder;
mod emit;
#[cfg(all(test, any(feature = "tracing", feature = "metrics")))]
mod emit_tests;
mod html;
mod memory;
mod operation;
mod prometheus;
mod report;
mod stripe;
mod table;
#[cfg(test)]
mod tests;
mod timeline;
mod timer;
mod watch;

pub use alert::{Alert, SLOW_SERIALIZATION};
pub use builder::MonitorBuilder;
pub use operation::{Operation, SAMPLES, Sample};
pub use report::{LatencyBucket, OperationReport, Report};
pub use timer::Timer;

use crate::sync::atomic::{AtomicU64, Ordering};
use crate::sync::{Mutex, MutexGuard, RwLock};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError};
use watch::Watch;

/// Bytes in a MiB.
const MIB: f64 = 1024.0 * 1024.0;

/// Watches operations by name. Clones are one monitor.
#[derive(Clone)]
pub struct Monitor {
    inner: Arc<Inner>,
}

struct Inner {
    operations: RwLock<BTreeMap<Box<str>, Operation>>,
    watch: Arc<Watch>,
    cache_hits: AtomicU64,
    cache_misses: AtomicU64,
    uncompressed: AtomicU64,
    compressed: AtomicU64,
}

impl Monitor {
    /// A monitor that raises an alert above 1 second.
    #[must_use]
    pub fn new() -> Self {
        MonitorBuilder::default().build()
    }

    /// Choices for a new monitor.
    #[must_use]
    pub fn builder() -> MonitorBuilder {
        MonitorBuilder::default()
    }

    fn of(watch: Watch) -> Self {
        Self {
            inner: Arc::new(Inner {
                operations: RwLock::new(BTreeMap::new()),
                watch: Arc::new(watch),
                cache_hits: AtomicU64::new(0),
                cache_misses: AtomicU64::new(0),
                uncompressed: AtomicU64::new(0),
                compressed: AtomicU64::new(0),
            }),
        }
    }

    /// Starts an operation. It is recorded when the timer is dropped: as an error if the timer was
    /// told so or the thread is panicking.
    #[must_use = "the operation ends when the timer is dropped"]
    pub fn start(&self, operation: &str) -> Timer<'static> {
        Timer::owned(self.operation(operation))
    }

    /// Runs and records an operation; its `Err` counts as an error.
    ///
    /// # Errors
    /// The operation's.
    pub fn observe<T, E>(&self, operation: &str, run: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let mut timer = self.start(operation);
        let result = run();
        if result.is_err() {
            timer.fail();
        }
        result
    }

    /// The operation of that name, to start it often without looking it up.
    #[must_use]
    pub fn operation(&self, name: &str) -> Operation {
        if let Some(known) = self.inner.operations.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return known.clone();
        }
        // Made before the lock is taken: making it may run another's code.
        let new = Operation::new(name, Arc::clone(&self.inner.watch));
        let mut operations = self.inner.operations.write().unwrap_or_else(PoisonError::into_inner);
        operations.entry(name.into()).or_insert(new).clone()
    }

    /// As [`Operation::start`].
    #[must_use = "the operation ends when the timer is dropped"]
    #[inline]
    pub fn start_operation<'o>(&self, operation: &'o Operation) -> Timer<'o> {
        operation.start()
    }

    /// Counts a cache lookup.
    pub fn cache_lookup(&self, hit: bool) {
        let counter = if hit { &self.inner.cache_hits } else { &self.inner.cache_misses };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts data that was compressed: bytes before and after.
    pub fn compressed(&self, before: usize, after: usize) {
        self.inner.uncompressed.fetch_add(before as u64, Ordering::Relaxed);
        self.inner.compressed.fetch_add(after as u64, Ordering::Relaxed);
    }

    /// Everything so far.
    #[must_use]
    pub fn report(&self) -> Report {
        let operations: Vec<Operation> = {
            let operations = self.inner.operations.read().unwrap_or_else(PoisonError::into_inner);
            operations.values().cloned().collect()
        };
        let operations = operations.iter().filter_map(Operation::report).collect();
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let (hits, misses) = (count(&self.inner.cache_hits), count(&self.inner.cache_misses));
        let (before, after) = (count(&self.inner.uncompressed), count(&self.inner.compressed));
        let watch = &self.inner.watch;
        let now = watch.now();
        Report {
            operations,
            alerts: lock(&watch.alerts).last(alert::REPORTED),
            timestamp: watch.timestamp(now),
            cache_hit_rate: (hits + misses > 0).then(|| hits as f64 / (hits + misses) as f64),
            compression_ratio: (before > 0).then(|| after as f64 / before as f64),
            memory: watch.memory.sample(now) as f64 / MIB,
        }
    }

    /// The alerts that are kept, oldest first: at most 100.
    #[must_use]
    pub fn alerts(&self) -> Vec<Alert> {
        lock(&self.inner.watch.alerts).last(usize::MAX)
    }

    /// Forgets the alerts.
    pub fn clear_alerts(&self) {
        lock(&self.inner.watch.alerts).clear();
    }

    /// Forgets all samples and counts; the alerts stay.
    pub fn clear(&self) {
        self.inner.operations.write().unwrap_or_else(PoisonError::into_inner).clear();
        for counter in
            [&self.inner.cache_hits, &self.inner.cache_misses, &self.inner.uncompressed, &self.inner.compressed]
        {
            counter.store(0, Ordering::Relaxed);
        }
    }
}

impl Default for Monitor {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations = self.inner.operations.read().unwrap_or_else(PoisonError::into_inner);
        f.debug_struct("Monitor").field("operations", &operations.keys()).finish_non_exhaustive()
    }
}

/// What is locked here stays whole whoever panics.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
