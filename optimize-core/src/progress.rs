//! [`Progress`]: how far long work has come, for bars and logs.
//!
//! Batches, streams and file sinks call back with it. [`Display`](fmt::Display) makes a line of it:
//!
//! ```
//! use optimize_core::progress::Progress;
//! use std::time::Duration;
//!
//! let progress = Progress::new(2_000, Some(10_000), 600_000, Duration::from_secs(1));
//! assert_eq!(progress.fraction(), Some(0.2));
//! assert_eq!(progress.time_left(), Some(Duration::from_secs(4)));
//! assert_eq!(progress.to_string(), "2000 of 10000 items, 0.6 MB, 2000 items/s, 4 s left");
//! ```

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long two calls of one callback are apart at least; the last call always comes.
pub const DEFAULT_INTERVAL: Duration = Duration::from_millis(50);

/// How far work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Items done, failed ones included.
    pub items: u64,
    /// Items in all, where that is known.
    pub total_items: Option<u64>,
    /// Bytes of these items: written ones when encoding, read ones when decoding.
    pub bytes: u64,
    /// Time since the work began.
    pub elapsed: Duration,
}

impl Progress {
    /// Items and bytes done in a time.
    #[must_use]
    pub const fn new(items: u64, total_items: Option<u64>, bytes: u64, elapsed: Duration) -> Self {
        Self { items, total_items, bytes, elapsed }
    }

    /// Items a second so far; 0.0 while no time has passed.
    #[must_use]
    pub fn items_per_second(&self) -> f64 {
        per_second(self.items, self.elapsed)
    }

    /// Bytes a second so far; 0.0 while no time has passed.
    #[must_use]
    pub fn bytes_per_second(&self) -> f64 {
        per_second(self.bytes, self.elapsed)
    }

    /// The share that is done, from 0 to 1. `None` when the end is not known.
    #[must_use]
    pub fn fraction(&self) -> Option<f64> {
        let total = self.total_items?;
        Some(if total == 0 { 1.0 } else { (self.items as f64 / total as f64).min(1.0) })
    }

    /// The time that the rest takes at the rate so far. `None` when the end is not known, or nothing
    /// is done yet.
    #[must_use]
    pub fn time_left(&self) -> Option<Duration> {
        let left = self.total_items?.saturating_sub(self.items);
        if left == 0 {
            return Some(Duration::ZERO);
        }
        if self.items == 0 {
            return None;
        }
        Duration::try_from_secs_f64(self.elapsed.as_secs_f64() * left as f64 / self.items as f64).ok()
    }

    /// Whether all is done. `false` when the end is not known.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.total_items.is_some_and(|total| self.items >= total)
    }
}

fn per_second(amount: u64, time: Duration) -> f64 {
    let seconds = time.as_secs_f64();
    if seconds > 0.0 { amount as f64 / seconds } else { 0.0 }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.total_items {
            Some(total) => write!(f, "{} of {total} items", self.items)?,
            None => write!(f, "{} items", self.items)?,
        }
        write!(f, ", {:.1} MB, {:.0} items/s", self.bytes as f64 / 1e6, self.items_per_second())?;
        match self.time_left() {
            Some(left) => write!(f, ", {:.0} s left", left.as_secs_f64()),
            None => Ok(()),
        }
    }
}

/// What is told of progress. It runs on the threads that do the work: a slow one slows them.
pub type ProgressCallback = dyn Fn(&Progress) + Send + Sync;

/// A callback, and how often it wants to hear.
#[derive(Clone)]
pub(crate) struct Listener {
    callback: Arc<ProgressCallback>,
    interval: Duration,
}

impl Listener {
    pub(crate) fn new(callback: impl Fn(&Progress) + Send + Sync + 'static) -> Self {
        Self { callback: Arc::new(callback), interval: DEFAULT_INTERVAL }
    }

    pub(crate) fn every(self, interval: Duration) -> Self {
        Self { interval, ..self }
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listener").field("interval", &self.interval).finish_non_exhaustive()
    }
}

/// Adds up what threads have done and tells the listener, if there is one. Without one it costs a
/// comparison.
pub(crate) struct Meter<'l> {
    listener: Option<(&'l Listener, Instant)>,
    total: Option<u64>,
    items: AtomicU64,
    bytes: AtomicU64,
    /// When the listener was told last, in nanoseconds since the beginning.
    told: AtomicU64,
}

impl<'l> Meter<'l> {
    pub(crate) fn new(listener: Option<&'l Listener>, total: Option<u64>) -> Self {
        let zero = || AtomicU64::new(0);
        let listener = listener.map(|listener| (listener, Instant::now()));
        Self { listener, total, items: zero(), bytes: zero(), told: zero() }
    }

    /// Whether there is a listener.
    pub(crate) const fn is_heard(&self) -> bool {
        self.listener.is_some()
    }

    /// Counts, and tells the listener when its interval is over. With a known total it tells only
    /// of what is short of it: the end is [`finish`](Self::finish)'s to tell, once.
    pub(crate) fn add(&self, items: u64, bytes: u64) {
        let Some((listener, start)) = self.listener else { return };
        let items = self.items.fetch_add(items, Ordering::AcqRel) + items;
        let bytes = self.bytes.fetch_add(bytes, Ordering::AcqRel) + bytes;
        let elapsed = start.elapsed();
        let now = u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX);
        let told = self.told.load(Ordering::Acquire);
        let due = now.saturating_sub(told) >= u64::try_from(listener.interval.as_nanos()).unwrap_or(u64::MAX);
        if due
            && self.total.is_none_or(|total| items < total)
            && self.told.compare_exchange(told, now, Ordering::AcqRel, Ordering::Relaxed).is_ok()
        {
            tell(listener, &Progress::new(items, self.total, bytes, elapsed));
        }
    }

    /// Tells the listener where the work ended.
    pub(crate) fn finish(&self) {
        if let Some((listener, start)) = self.listener {
            let (items, bytes) = (self.items.load(Ordering::Acquire), self.bytes.load(Ordering::Acquire));
            tell(listener, &Progress::new(items, self.total, bytes, start.elapsed()));
        }
    }
}

/// What the callback does must not cost the work its results.
fn tell(listener: &Listener, progress: &Progress) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| (listener.callback)(progress))) {
        // The payload is the user's, and so is its destructor.
        std::mem::forget(payload);
    }
}

/// The progress of one thread's work, such as a stream's.
#[derive(Debug)]
pub(crate) struct Course {
    listener: Listener,
    total: Option<u64>,
    start: Instant,
    told: Instant,
}

impl Course {
    pub(crate) fn new(listener: Listener, total: Option<u64>) -> Self {
        let start = Instant::now();
        Self { listener, total, start, told: start }
    }

    /// Tells of a state if the interval is over.
    pub(crate) fn reached(&mut self, items: u64, bytes: u64) {
        let now = Instant::now();
        if now.duration_since(self.told) >= self.listener.interval {
            self.told = now;
            self.say(items, bytes, now);
        }
    }

    /// Tells of the last state.
    pub(crate) fn finish(&self, items: u64, bytes: u64) {
        self.say(items, bytes, Instant::now());
    }

    fn say(&self, items: u64, bytes: u64, now: Instant) {
        tell(&self.listener, &Progress::new(items, self.total, bytes, now.duration_since(self.start)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn rates_and_ends() {
        let started = Progress::new(0, Some(10), 0, Duration::ZERO);
        assert_eq!((started.items_per_second(), started.fraction(), started.time_left()), (0.0, Some(0.0), None));
        let half = Progress::new(5, Some(10), 500, Duration::from_secs(2));
        assert_eq!((half.items_per_second(), half.bytes_per_second()), (2.5, 250.0));
        assert_eq!(
            (half.fraction(), half.time_left(), half.is_finished()),
            (Some(0.5), Some(Duration::from_secs(2)), false)
        );
        let done = Progress::new(10, Some(10), 1000, Duration::from_secs(4));
        assert_eq!((done.fraction(), done.time_left(), done.is_finished()), (Some(1.0), Some(Duration::ZERO), true));
        let nothing = Progress::new(0, Some(0), 0, Duration::ZERO);
        assert_eq!((nothing.fraction(), nothing.is_finished()), (Some(1.0), true));
        let endless = Progress::new(5, None, 500, Duration::from_secs(1));
        assert_eq!((endless.fraction(), endless.time_left(), endless.is_finished()), (None, None, false));
        assert_eq!(endless.to_string(), "5 items, 0.0 MB, 5 items/s");
        let slow = Progress::new(1, Some(u64::MAX), 0, Duration::MAX);
        assert_eq!(slow.time_left(), None, "beyond what a duration holds");
    }

    #[test]
    fn the_interval_holds_and_the_end_is_told_once() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&heard);
        let listener = Listener::new(move |progress: &Progress| hears.lock().unwrap().push(progress.items));
        let often = listener.clone().every(Duration::ZERO);
        let meter = Meter::new(Some(&often), Some(3));
        for _ in 0..3 {
            meter.add(1, 10);
        }
        meter.finish();
        assert_eq!(*heard.lock().unwrap(), [1, 2, 3]);

        heard.lock().unwrap().clear();
        let seldom = listener.every(Duration::from_secs(3600));
        let meter = Meter::new(Some(&seldom), None);
        for _ in 0..1000 {
            meter.add(1, 10);
        }
        meter.finish();
        assert_eq!(*heard.lock().unwrap(), [1000]);
    }
}
