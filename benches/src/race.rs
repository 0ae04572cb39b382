//! The clockwork: contenders run in turns, so that what slows the machine slows all of them.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// How long one turn of a contender is meant to take.
    turn: Duration,
    /// The turns of each contender.
    rounds: usize,
}

impl Effort {
    /// For results to keep.
    pub const FULL: Self = Self { turn: Duration::from_millis(2), rounds: 41 };
    /// For a look.
    pub const QUICK: Self = Self { turn: Duration::from_micros(500), rounds: 15 };
}

/// Something to be timed: runs this many times, and says how long it took.
type Run<'r> = Box<dyn FnMut(usize) -> Duration + 'r>;

/// Contenders for one job.
#[derive(Default)]
pub struct Race<'r> {
    contenders: Vec<(&'static str, Run<'r>)>,
}

/// What a race came to: the median time of one run, in nanoseconds, by contender.
#[derive(Clone, Debug)]
pub struct Times(Vec<(&'static str, f64)>);

impl<'r> Race<'r> {
    /// No contenders yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a contender. It gets a running number, to choose its input by.
    #[must_use]
    pub fn with<T>(self, name: &'static str, mut job: impl FnMut(usize) -> T + 'r) -> Self {
        let mut turn = 0_usize;
        self.with_clock(name, move |count| {
            let start = Instant::now();
            for _ in 0..count {
                black_box(job(black_box(turn)));
                turn = turn.wrapping_add(1);
            }
            start.elapsed()
        })
    }

    /// Adds a contender with a clock of its own, in another process for one. It is told how often to run.
    #[must_use]
    pub fn with_clock(mut self, name: &'static str, run: impl FnMut(usize) -> Duration + 'r) -> Self {
        self.contenders.push((name, Box::new(run)));
        self
    }

    /// Runs all contenders in turns, for results to keep.
    #[must_use]
    pub fn run(self) -> Times {
        self.run_with(Effort::FULL)
    }

    /// Runs all contenders in turns.
    #[must_use]
    pub fn run_with(mut self, effort: Effort) -> Times {
        let Effort { turn, rounds } = effort;
        let counts: Vec<usize> = self.contenders.iter_mut().map(|(_, run)| calibrate(run, turn)).collect();
        let mut samples = vec![Vec::with_capacity(rounds); self.contenders.len()];
        for _ in 0..rounds {
            for (((_, run), count), samples) in self.contenders.iter_mut().zip(&counts).zip(&mut samples) {
                samples.push(run(*count).as_secs_f64() * 1e9 / *count as f64);
            }
        }
        Times(self.contenders.iter().zip(samples).map(|((name, _), samples)| (*name, median(samples))).collect())
    }
}

/// How often a contender runs in one turn. Warms it up too.
fn calibrate(run: &mut Run<'_>, turn: Duration) -> usize {
    let mut count = 1;
    loop {
        let spent = run(count);
        if spent >= turn {
            return count;
        }
        let wanted = turn.as_secs_f64() / spent.as_secs_f64().max(1e-7) * count as f64;
        count = (wanted as usize).clamp(count + 1, count * 16);
    }
}

fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

impl Times {
    /// Times that were taken elsewhere.
    #[must_use]
    pub fn of_all(times: Vec<(&'static str, f64)>) -> Self {
        Self(times)
    }

    /// A contender's time.
    ///
    /// # Panics
    /// When there is no such contender.
    #[must_use]
    pub fn of(&self, name: &str) -> f64 {
        let found = self.0.iter().find(|(other, _)| *other == name);
        found.unwrap_or_else(|| panic!("no contender `{name}`")).1
    }

    /// All contenders with their times.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, f64)> {
        self.0.iter().copied()
    }

    /// The first contender's time: this crate's.
    #[must_use]
    pub fn ours(&self) -> f64 {
        self.0.first().map_or(f64::NAN, |(_, time)| *time)
    }

    /// The fastest of those that only parse: not the first, and none that says `a + b`.
    #[must_use]
    pub fn best_unvalidated(&self) -> f64 {
        let peers = self.0.iter().skip(1).filter(|(name, _)| !name.contains('+'));
        peers.map(|(_, time)| *time).fold(f64::INFINITY, f64::min)
    }

    /// The fastest of all but the first.
    #[must_use]
    pub fn best_peer(&self) -> f64 {
        self.0.iter().skip(1).map(|(_, time)| *time).fold(f64::INFINITY, f64::min)
    }
}
