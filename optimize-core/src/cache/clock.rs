//! [`Clock`]: what the age of an entry is measured by.

use super::ticker::{Ticker, exact, ticks};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A clock that never goes back. Changes of the system's time do nothing to it.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Coarse,
    Manual(ManualClock),
}

impl Clock {
    /// The system's monotonic clock, coarsely: reading it exactly would double what a hit costs. A
    /// cache with a `ttl` of five seconds or more has the time written down for it by a thread, forty
    /// times a second; an entry may be handed out as much longer. For a shorter one the clock is
    /// read for each hit, to a few milliseconds.
    #[must_use]
    pub const fn monotonic() -> Self {
        Self(Kind::Coarse)
    }

    /// The clock at work, for entries that are valid for so long.
    pub(super) fn watch(self, ttl: Option<Duration>) -> Watch {
        match self.0 {
            Kind::Coarse if ttl.is_some_and(|time| time >= TICKED) => Watch::Ticked(Ticker::start()),
            Kind::Coarse => Watch::Exact,
            Kind::Manual(clock) => Watch::Manual(clock),
        }
    }
}

/// Ages of at least this are measured by the ticker.
const TICKED: Duration = Duration::from_secs(5);

/// A clock at work.
#[derive(Debug)]
pub(super) enum Watch {
    Ticked(Ticker),
    Exact,
    Manual(ManualClock),
}

impl Watch {
    /// The time since some moment, in ticks: to judge an entry's age by.
    #[inline]
    pub(super) fn now(&self) -> u64 {
        match self {
            Self::Ticked(ticker) => ticker.now(),
            Self::Exact => exact(),
            Self::Manual(clock) => ticks(Duration::from_nanos(clock.now.load(Ordering::Acquire))),
        }
    }

    /// The time as the clock itself has it: to date an entry by.
    pub(super) fn look(&self) -> u64 {
        match self {
            Self::Ticked(ticker) => ticker.look(),
            _ => self.now(),
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
        self.now.fetch_add(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX), Ordering::AcqRel);
    }
}
