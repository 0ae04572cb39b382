//! The time, kept ready: reading even a coarse clock costs a hit a third of what it costs in all.
//!
//! One thread of the process writes the time down forty times a second, as long as a cache needs it. Each
//! thread that reads it looks at the clock itself now and then, so that a thread that has stopped writing, as
//! it has in a forked process, is noticed and started again.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

/// How far apart the times that are written down are.
const EVERY: Duration = Duration::from_millis(25);

/// Readings that a thread takes from what is written down before it looks at the clock itself.
const TRUSTED: u32 = 64;

/// The last time written down, in ticks.
static NOW: AtomicU64 = AtomicU64::new(0);

/// The number of the thread that writes.
static GENERATION: AtomicU64 = AtomicU64::new(0);

static RUNNING: Mutex<Weak<Running>> = Mutex::new(Weak::new());

thread_local! {
    static LEFT: Cell<u32> = const { Cell::new(0) };
}

/// Exists as long as somebody needs the time.
#[derive(Debug)]
struct Running;

/// Somebody who needs the time.
#[derive(Clone, Debug)]
pub(super) struct Ticker {
    /// Nothing where no thread could be started: then every reading is one of the clock.
    running: Option<Arc<Running>>,
}

impl Ticker {
    /// Starts the thread, unless it runs.
    pub(super) fn start() -> Self {
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = running.upgrade() {
            return Self { running: Some(running) };
        }
        NOW.fetch_max(exact(), Ordering::Relaxed);
        let needed = Arc::new(Running);
        let running_for = Arc::downgrade(&needed);
        let started = tick_for(running_for.clone());
        *running = running_for;
        Self { running: started.then_some(needed) }
    }

    /// The time in ticks, some milliseconds old at most.
    #[inline]
    pub(super) fn now(&self) -> u64 {
        match LEFT.get() {
            0 => self.look(),
            left => {
                LEFT.set(left - 1);
                NOW.load(Ordering::Relaxed)
            }
        }
    }

    /// Looks at the clock itself.
    #[inline(never)]
    pub(super) fn look(&self) -> u64 {
        let now = exact();
        let before = NOW.fetch_max(now, Ordering::Relaxed);
        let Some(running) = &self.running else { return now };
        LEFT.set(TRUSTED);
        if now.saturating_sub(before) > 1 << 32 {
            // Nobody has written for a second.
            tick_for(Arc::downgrade(running));
        }
        now
    }
}

/// Starts a thread that writes the time down as long as somebody needs it. An earlier one then ends.
fn tick_for(needed: Weak<Running>) -> bool {
    let generation = GENERATION.fetch_add(1, Ordering::Relaxed) + 1;
    let tick = move || {
        while needed.strong_count() > 0 && GENERATION.load(Ordering::Relaxed) == generation {
            NOW.fetch_max(exact(), Ordering::Relaxed);
            std::thread::sleep(EVERY);
        }
    };
    std::thread::Builder::new().name("optimize-clock".to_owned()).stack_size(64 * 1024).spawn(tick).is_ok()
}

/// The system's coarse monotonic clock: a few milliseconds apart.
pub(super) fn exact() -> u64 {
    coarsetime::Instant::now_without_cache_update().as_ticks()
}

/// A time as ticks of the coarse clock: of 2⁻³² seconds each. At most 136 years.
pub(crate) fn ticks(time: Duration) -> u64 {
    let seconds = u32::try_from(time.as_secs()).unwrap_or(u32::MAX);
    (u64::from(seconds) << 32) | ((u64::from(time.subsec_nanos()) << 32) / 1_000_000_000)
}

/// So many ticks as a time.
pub(super) fn duration(ticks: u64) -> Duration {
    let nanoseconds = ((ticks & u64::from(u32::MAX)) * 1_000_000_000) >> 32;
    Duration::new(ticks >> 32, nanoseconds as u32)
}

#[cfg(test)]
mod tests {
    use super::{EVERY, LEFT, NOW, Ticker, exact, ticks};
    use std::sync::atomic::Ordering;
    use std::time::Duration;

    #[test]
    fn it_keeps_up_with_the_clock() {
        let ticker = Ticker::start();
        for _ in 0..20 {
            std::thread::sleep(EVERY);
            let (read, clock) = (ticker.now(), exact());
            // Generous: the machine may be busy. An hour is what it is used for.
            assert!(read <= clock && clock - read < ticks(Duration::from_secs(5)), "{read} {clock}");
        }
    }

    #[test]
    fn a_thread_that_stopped_writing_is_noticed() {
        let ticker = Ticker::start();
        // As it is in a forked process: the time stands, whatever the clock says.
        let past = exact().saturating_sub(ticks(Duration::from_secs(60)));
        for _ in 0..3 {
            NOW.store(past, Ordering::Relaxed);
            LEFT.set(3);
            for _ in 0..3 {
                ticker.now();
            }
            assert!(ticker.now() >= exact() - ticks(Duration::from_secs(1)));
        }
        std::thread::sleep(4 * EVERY);
        assert!(NOW.load(Ordering::Relaxed) > past + ticks(Duration::from_secs(50)));
    }

    #[test]
    fn ticks_are_proportional() {
        assert_eq!(ticks(Duration::from_secs(1)), 1 << 32);
        assert_eq!(ticks(Duration::from_millis(500)), 1 << 31);
        assert_eq!(ticks(Duration::MAX) >> 32, u64::from(u32::MAX));
        assert!(ticks(Duration::from_nanos(999_999_999)) < 1 << 32);
    }
}
