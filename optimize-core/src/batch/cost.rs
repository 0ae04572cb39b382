//! [`Costs`]: what a type's items took last time.

use crate::type_map::TypeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// From this much time for an item on, the next batch of the type is shared out from its first item: one image alone
/// would keep the other threads waiting for as long as they take for theirs.
const DEAR: Duration = Duration::from_micros(200);

/// What items took when they were last looked at, by type.
pub(crate) struct Costs(TypeMap<Cost>);

/// What an item of one type took, in nanoseconds.
#[derive(Default)]
pub(crate) struct Cost(AtomicU64);

impl Costs {
    pub(crate) const fn new() -> Self {
        Self(TypeMap::new())
    }

    pub(crate) fn of<T>(&self) -> &Cost {
        self.0.get::<T>(Cost::default)
    }
}

impl Cost {
    /// Runs the work on so many items, and keeps what each took.
    pub(crate) fn measure(&self, items: usize, work: impl FnOnce()) {
        let start = Instant::now();
        work();
        self.keep(start.elapsed() / u32::try_from(items.max(1)).unwrap_or(u32::MAX));
    }

    pub(super) fn keep(&self, each: Duration) {
        self.0.store(u64::try_from(each.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// What an item took, if that was much.
    pub(super) fn dear(&self) -> Option<Duration> {
        let each = Duration::from_nanos(self.0.load(Ordering::Relaxed));
        (each >= DEAR).then_some(each)
    }
}
