//! [`Trial`]: finds out whether reading a stream gains from the pool.
//!
//! What is read on one thread and dropped on another costs the allocator more than the parsing of small records does. So
//! a reader of a type that allocates begins alone, goes on with the pool, and stays with what was faster for whoever takes
//! its records.

use crate::batch::Verdict;
use crate::type_map::TypeMap;
use std::time::Instant;

/// How many blocks are read alone before the clock begins, and how many by it.
const ALONE: (u32, u32) = (16, 32);

/// How much of one thread's time the pool must leave, in percent, to be worth its memory.
const WORTH: f64 = 90.0;

static VERDICTS: TypeMap<Verdict> = TypeMap::new();

/// A comparison under way.
#[derive(Debug)]
pub(super) struct Trial {
    blocks: u32,
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
            (false, Some(Self { blocks: 0, since: (Instant::now(), 0), alone: 0.0 }))
        } else {
            (!verdict.is_alone(), None)
        }
    }

    /// All blocks up to this place were used up; `window` blocks may be under way with the pool.
    pub(super) fn reached<T: 'static>(&mut self, offset: u64, window: u32) -> Way {
        self.blocks += 1;
        let (warm, timed) = ALONE;
        // The first call comes before the first block.
        let blocks = self.blocks - 1;
        if blocks == warm || blocks == warm + timed + window {
            self.since = (Instant::now(), offset);
        } else if blocks == warm + timed {
            self.alone = self.pace(offset);
            return Way::Shared;
        } else if blocks == warm + timed + 2 * window {
            let shared = self.pace(offset) * 100.0 < self.alone * WORTH;
            VERDICTS.get::<T>(Verdict::default).decide(!shared);
            return Way::Decided { shared };
        }
        Way::AsBefore
    }

    /// Seconds a byte since the clock began.
    fn pace(&self, offset: u64) -> f64 {
        let (since, start) = self.since;
        since.elapsed().as_secs_f64() / offset.saturating_sub(start).max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// Runs a trial with blocks of a thousand bytes that take so long alone and with the pool.
    fn run<T: 'static>(alone: Duration, shared: Duration) -> (u32, bool) {
        let (begins_shared, trial) = Trial::of::<T>();
        let (mut trial, mut now, mut blocks) = (trial.expect("not known yet"), begins_shared, 0);
        loop {
            match trial.reached::<T>(u64::from(blocks) * 1000, 4) {
                Way::AsBefore => {}
                Way::Shared => now = true,
                Way::Decided { shared } => return (blocks, shared),
            }
            std::thread::sleep(if now { shared } else { alone });
            blocks += 1;
        }
    }

    #[test]
    fn the_faster_way_is_taken_and_kept() {
        struct Fast(#[expect(dead_code)] String);
        struct Slow(#[expect(dead_code)] String);
        let (short, long) = (Duration::from_micros(50), Duration::from_millis(5));
        assert_eq!(run::<Fast>(long, short), (56, true));
        assert_eq!(run::<Slow>(short, long), (56, false));
        assert!(matches!(Trial::of::<Fast>(), (true, None)));
        assert!(matches!(Trial::of::<Slow>(), (false, None)));
    }

    #[test]
    fn what_holds_no_memory_is_always_shared() {
        assert!(matches!(Trial::of::<u64>(), (true, None)));
    }
}
