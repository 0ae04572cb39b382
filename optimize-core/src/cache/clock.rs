//! [`Clock`]: what the age of an entry is measured by.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A clock that never goes back. Changes of the system's time do nothing to it.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Monotonic(Instant),
    Manual(ManualClock),
}

impl Clock {
    /// The system's monotonic clock.
    #[must_use]
    pub fn monotonic() -> Self {
        Self(Kind::Monotonic(Instant::now()))
    }

    /// Nanoseconds since some moment.
    pub(super) fn now(&self) -> u64 {
        match &self.0 {
            Kind::Monotonic(start) => nanoseconds(start.elapsed()),
            Kind::Manual(clock) => clock.now.load(Ordering::Acquire),
        }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::monotonic()
    }
}

impl From<&ManualClock> for Clock {
    fn from(clock: &ManualClock) -> Self {
        Self(Kind::Manual(clock.clone()))
    }
}

/// A clock that stands still until it is told to go on: for tests. Clones are one clock.
#[derive(Clone, Debug, Default)]
pub struct ManualClock {
    now: Arc<AtomicU64>,
}

impl ManualClock {
    /// A clock.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets time pass.
    pub fn advance(&self, time: Duration) {
        self.now.fetch_add(nanoseconds(time), Ordering::AcqRel);
    }
}

pub(super) fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
