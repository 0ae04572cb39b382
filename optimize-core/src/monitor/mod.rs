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
//! An observation costs two clock readings, one uncontended lock and no allocation. Memory is bounded:
//! a histogram (about 30 KB) and a ring of the last 1,000 samples per operation, 100 alerts.

mod alert;
mod memory;
mod operation;
mod report;
mod table;
#[cfg(test)]
mod tests;
mod timer;

pub use alert::{Alert, SLOW_SERIALIZATION};
pub use operation::{Operation, SAMPLES, Sample};
pub use report::{OperationReport, Report};
pub use timer::Timer;

use alert::Alerts;
use memory::Memory;
use std::collections::BTreeMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

type Callback = Box<dyn Fn(&Alert) + Send + Sync>;

/// Watches operations by name. Clones are one monitor.
#[derive(Clone)]
pub struct Monitor {
    inner: Arc<Inner>,
}

struct Inner {
    operations: RwLock<BTreeMap<Box<str>, Operation>>,
    alerts: Mutex<Alerts>,
    memory: Memory,
    slow: Duration,
    on_alert: Option<Callback>,
    cache_hits: AtomicU64,
    cache_misses: AtomicU64,
    uncompressed: AtomicU64,
    compressed: AtomicU64,
}

/// Choices for a [`Monitor`].
#[derive(Default)]
pub struct MonitorBuilder {
    slow: Option<Duration>,
    memory_every: Option<Duration>,
    on_alert: Option<Callback>,
}

impl MonitorBuilder {
    /// Raises an alert for operations that take longer; 1 second by default.
    #[must_use]
    pub fn alert_above(mut self, time: Duration) -> Self {
        self.slow = Some(time);
        self
    }

    /// Samples the process's memory at most this often; every 100 ms by default.
    #[must_use]
    pub fn memory_every(mut self, time: Duration) -> Self {
        self.memory_every = Some(time);
        self
    }

    /// Calls this with every alert, on the thread of the operation and without a lock held. A panic
    /// in it is caught.
    #[must_use]
    pub fn on_alert(mut self, callback: impl Fn(&Alert) + Send + Sync + 'static) -> Self {
        self.on_alert = Some(Box::new(callback));
        self
    }

    /// The monitor.
    #[must_use]
    pub fn build(self) -> Monitor {
        Monitor {
            inner: Arc::new(Inner {
                operations: RwLock::default(),
                alerts: Mutex::default(),
                memory: Memory::new(self.memory_every.unwrap_or(Duration::from_millis(100))),
                slow: self.slow.unwrap_or(Duration::from_secs(1)),
                on_alert: self.on_alert,
                cache_hits: AtomicU64::new(0),
                cache_misses: AtomicU64::new(0),
                uncompressed: AtomicU64::new(0),
                compressed: AtomicU64::new(0),
            }),
        }
    }
}

impl fmt::Debug for MonitorBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MonitorBuilder").field("slow", &self.slow).finish_non_exhaustive()
    }
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

    /// Starts an operation. It is recorded when the timer is dropped: as an error if the timer was
    /// told so or the thread is panicking.
    #[must_use = "the operation ends when the timer is dropped"]
    pub fn start(&self, operation: &str) -> Timer {
        Timer::start(self.clone(), self.operation(operation))
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
        let mut operations = self.inner.operations.write().unwrap_or_else(PoisonError::into_inner);
        operations.entry(name.into()).or_insert_with(|| Operation::new(name)).clone()
    }

    /// As [`start`](Self::start), without the lookup.
    #[must_use = "the operation ends when the timer is dropped"]
    pub fn start_operation(&self, operation: &Operation) -> Timer {
        Timer::start(self.clone(), operation.clone())
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
        Report {
            operations,
            alerts: lock(&self.inner.alerts).last(alert::REPORTED),
            timestamp: now(),
            cache_hit_rate: (hits + misses > 0).then(|| hits as f64 / (hits + misses) as f64),
            compression_ratio: (before > 0).then(|| after as f64 / before as f64),
            memory: self.inner.memory.sample(),
        }
    }

    /// The alerts that are kept, oldest first: at most 100.
    #[must_use]
    pub fn alerts(&self) -> Vec<Alert> {
        lock(&self.inner.alerts).last(usize::MAX)
    }

    /// Forgets the alerts.
    pub fn clear_alerts(&self) {
        lock(&self.inner.alerts).clear();
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

    fn memory(&self) -> f64 {
        self.inner.memory.sample()
    }

    fn check_slow(&self, operation: &Operation, duration: Duration, timestamp: f64) {
        if duration <= self.inner.slow {
            return;
        }
        let alert = Alert { operation: operation.name().to_owned(), duration: duration.as_secs_f64(), timestamp };
        lock(&self.inner.alerts).push(alert.clone());
        if let Some(callback) = &self.inner.on_alert {
            // This runs in a destructor: a second panic while unwinding would end the process.
            let _ = catch_unwind(AssertUnwindSafe(|| callback(&alert)));
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

/// Seconds since the epoch.
fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64())
}
