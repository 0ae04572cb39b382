//! [`Watch`]: what timers need of their monitor: its clocks, its memory samples, its alerts.

use super::alert::{Alert, Alerts};
use super::lock;
use super::memory::Memory;
use super::operation::Observation;
use crate::sync::Mutex;
use quanta::Clock;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub(super) type Callback = Box<dyn Fn(&Alert) + Send + Sync>;

pub(super) struct Watch {
    /// The processor's own counter where it is one to rely on, else the system's monotonic clock: reading the
    /// latter twice would cost more than everything else that watching takes.
    clock: Clock,
    /// When the monitor was made, by that clock and in seconds since the epoch.
    start: u64,
    epoch: f64,
    pub(super) memory: Memory,
    pub(super) alerts: Mutex<Alerts>,
    /// In nanoseconds: what takes longer raises an alert.
    pub(super) slow: u64,
    on_alert: Option<Callback>,
}

impl Watch {
    pub(super) fn new(slow: Duration, memory_every: Duration, on_alert: Option<Callback>) -> Self {
        let clock = Clock::new();
        Self {
            start: clock.raw(),
            clock,
            epoch: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64()),
            memory: Memory::new(memory_every),
            alerts: Mutex::new(Alerts::default()),
            slow: nanoseconds(slow),
            on_alert,
        }
    }

    /// Nanoseconds since the monitor was made.
    #[inline]
    pub(super) fn now(&self) -> u64 {
        self.clock.delta_as_nanos(self.start, self.clock.raw())
    }

    /// A moment of the monitor's as seconds since the epoch. By the monotonic clock: a system whose time is
    /// changed meanwhile has shown another.
    pub(super) fn timestamp(&self, since_start: u64) -> f64 {
        self.epoch + since_start as f64 / 1e9
    }

    #[cold]
    pub(super) fn alert(&self, operation: &str, observed: &Observation) {
        let alert = Alert {
            operation: operation.to_owned(),
            duration: observed.took as f64 / 1e9,
            timestamp: self.timestamp(observed.ended),
        };
        #[cfg(feature = "tracing")]
        tracing::warn!(target: "optimize", operation = %alert.operation, seconds = alert.duration, "slow_serialization");
        lock(&self.alerts).push(alert.clone());
        if let Some(callback) = &self.on_alert {
            // This runs in a destructor: a second panic while unwinding would end the process.
            let _ = catch_unwind(AssertUnwindSafe(|| callback(&alert)));
        }
    }
}

#[inline]
pub(super) fn nanoseconds(time: Duration) -> u64 {
    // An `as` conversion: the time of 584 years does not come.
    time.as_nanos() as u64
}
