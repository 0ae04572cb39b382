//! [`Trial`]: finds out whether reading a stream gains from the pool.
//!
//! What is read on one thread and dropped on another costs the allocator more than the parsing of small records does. So
//! a reader of a type that allocates begins alone, goes on with the pool, and stays with what was faster for whoever takes
//! its records.

use crate::batch::Verdict;
use crate::type_map::TypeMap;
use std::time::{Duration, Instant};

/// How many blocks are read alone before the clock begins, and how many by it.
const ALONE: (u32, u32) = (16, 32);

/// A block that takes so long is large records, whose parsing outweighs what their memory costs: nothing is tried, and no
/// core waits for what a trial would tell.
const LONG: Duration = Duration::from_millis(2);

/// How many windows of blocks are read with the pool by the clock. The first ones may have been read before they were asked
/// for: one window would show how fast records are taken, not how fast they come.
const SHARED: u32 = 3;

/// How much of one thread's time the pool must leave, in percent, to be worth its memory and the other cores' time.
const WORTH: f64 = 75.0;

static VERDICTS: TypeMap<Verdict> = TypeMap::new();

/// A comparison under way.
#[derive(Debug)]
pub(super) struct Trial {
    blocks: u32,
    /// When the last block was used up.
    last: Instant,
    /// When the present measurement began, and where in the stream.
    since: (Instant, u64),
    /// Seconds a byte on one thread.
    alone: f64,
}

/// How to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// As before.
    AsBefore,
    /// With the pool, for now.
    Shared,
    /// So to the end.
    Decided { shared: bool },
}

impl Trial {
    /// Whether the pool helps with this type from the start, and a trial if that is to be found out.
    pub(super) fn of<T: 'static>() -> (bool, Option<Self>) {
        if !std::mem::needs_drop::<T>() {
            return (true, None);
        }
        let verdict = VERDICTS.get::<T>(Verdict::default);
        if verdict.is_due() {
            let now = Instant::now();
            (false, Some(Self { blocks: 0, last: now, since: (now, 0), alone: 0.0 }))
        } else {
            (!verdict.is_alone(), None)
        }
    }

    /// By now all blocks up to this place were used up; `window` blocks may be under way with the pool.
    pub(super) fn reached<T: 'static>(&mut self, now: Instant, offset: u64, window: u32) -> Way {
        self.blocks += 1;
        let (warm, timed) = ALONE;
        // The first call comes before the first block.
        let blocks = self.blocks - 1;
        let took = now - std::mem::replace(&mut self.last, now);
        if (1..=warm + timed).contains(&blocks) && took >= LONG {
            return Way::Decided { shared: true };
        }
        if blocks == warm || blocks == warm + timed + window {
            self.since = (now, offset);
        } else if blocks == warm + timed {
            self.alone = self.pace(now, offset);
            return Way::Shared;
        } else if blocks == warm + timed + (1 + SHARED) * window {
            let shared = self.pace(now, offset) * 100.0 < self.alone * WORTH;
            VERDICTS.get::<T>(Verdict::default).decide(!shared);
            return Way::Decided { shared };
        }
        Way::AsBefore
    }

    /// Seconds a byte since the clock began.
    fn pace(&self, now: Instant, offset: u64) -> f64 {
        let (since, start) = self.since;
        (now - since).as_secs_f64() / offset.saturating_sub(start).max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// Runs a trial with blocks of a thousand bytes that take so long alone and with the pool: after how many blocks it
    /// was decided, and how.
    fn run<T: 'static>(alone: Duration, shared: Duration) -> (u32, bool) {
        let (begins_shared, trial) = Trial::of::<T>();
        let (mut trial, mut with_pool, mut blocks) = (trial.expect("not known yet"), begins_shared, 0);
        let mut now = Instant::now();
        loop {
            match trial.reached::<T>(now, u64::from(blocks) * 1000, 4) {
                Way::AsBefore => {}
                Way::Shared => with_pool = true,
                Way::Decided { shared } => return (blocks, shared),
            }
            now += if with_pool { shared } else { alone };
            blocks += 1;
        }
    }

    #[test]
    fn the_faster_way_is_taken_and_kept() {
        struct Fast(#[expect(dead_code)] String);
        struct Slow(#[expect(dead_code)] String);
        let (short, long) = (Duration::from_micros(50), Duration::from_micros(500));
        assert_eq!(run::<Fast>(long, short), (64, true));
        assert_eq!(run::<Slow>(short, long), (64, false));
        assert!(matches!(Trial::of::<Fast>(), (true, None)));
        assert!(matches!(Trial::of::<Slow>(), (false, None)));
    }

    #[test]
    fn large_records_are_shared_at_once() {
        struct Frame(#[expect(dead_code)] String);
        assert_eq!(run::<Frame>(LONG, Duration::from_secs(1)), (1, true));
        // And nothing is kept of it: the next stream may hold small ones.
        assert!(matches!(Trial::of::<Frame>(), (false, Some(_))));
    }

    #[test]
    fn what_holds_no_memory_is_always_shared() {
        assert!(matches!(Trial::of::<u64>(), (true, None)));
    }
}
