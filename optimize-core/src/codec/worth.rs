//! Whether a cache pays for a type: measured, not guessed.
//!
//! A hit costs a fingerprint and a lookup. A small plain model is written in less, and a model that never comes
//! again only pays for being kept. So both sides are timed for each type, on some of the calls: what a call
//! costs through the cache, hits and misses as they come, and what writing costs without one. Where the cache
//! loses, the codec steps aside and only measures on; from time to time it tries again, for as many calls as may
//! cost a fiftieth of all the time spent.

use crate::cache::Terms;
use std::cell::Cell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Whether a codec's cache is used for a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CacheUse {
    /// Where it pays, as measured.
    #[default]
    Measured,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CacheChoice {
    /// Both sides are being measured, and the cache is used meanwhile.
    Measuring,
    /// The cache pays.
    Used,
    /// The cache would lose: it is not used.
    SteppedAside,
}

/// What a codec found out about its cache and one type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CacheVerdict {
    /// The model's name.
    pub model: &'static str,
    /// What was asked for.
    pub asked: CacheUse,
    /// What is done now.
    pub choice: CacheChoice,
    /// What a call through the cache costs, hits and misses as they come; zero before it was measured.
    pub through_cache: Duration,
    /// What a lookup alone costs, fingerprint included; zero before it was measured.
    pub lookup: Duration,
    /// What writing the model costs without a cache; zero before it was measured.
    pub without_cache: Duration,
    /// About how many models were written without the cache, because it would have lost.
    pub stepped_aside: u64,
}

impl std::fmt::Display for CacheVerdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let choice = match (self.asked, self.choice) {
            (CacheUse::Always, _) => "cached, as asked",
            (CacheUse::Never, _) => "not cached, as asked",
            (_, CacheChoice::Measuring) => "being measured",
            (_, CacheChoice::Used) => "cached",
            (_, CacheChoice::SteppedAside) => "not cached, which would be slower",
        };
        write!(f, "{}: {choice}", self.model)?;
        if !self.without_cache.is_zero() {
            let (through, without) = (self.through_cache.max(self.lookup), self.without_cache);
            write!(f, " ({through:.0?} through the cache, {without:.0?} without)")?;
        }
        Ok(())
    }
}

const MEASURING: u8 = 0;
const USED: u8 = 1;
const ASIDE: u8 = 2;

/// Calls that are all timed before the first choice.
const FIRST: u32 = 64;
/// Calls that say nothing yet: the first of anything is slow.
const WARM: u32 = 8;
/// The first trial after stepping aside, in calls; each later one is twice as long.
const TRIAL: u32 = 256;
const LONGEST_TRIAL: u32 = 1 << 16;
/// The share of all time that trials may cost.
const TRIAL_SHARE: f32 = 0.02;
/// One call in so many is timed while the cache is used, or not used.
const USED_SAMPLES: u32 = 64;
const ASIDE_SAMPLES: u32 = 512;
/// The cache is left when it costs this much more than writing, and used when it costs this much less.
const LEAVE: f32 = 1.02;
const ENTER: f32 = 0.97;
/// A sample weighs this much in a mean.
const WEIGHT: f32 = 1.0 / 16.0;

/// What is known of the cache and one type.
#[derive(Debug)]
pub(super) struct Worth {
    pub(super) model: &'static str,
    /// Of the type, its schema, and the codec's settings.
    pub(super) salt: u128,
    pub(super) terms: Terms,
    asked: CacheUse,
    choice: AtomicU8,
    /// Calls left of a trial; samples left to the next one where the cache is not used.
    left: AtomicU32,
    /// How long the next trial is, in calls.
    trial: AtomicU32,
    samples: AtomicU32,
    through: Mean,
    lookup: Mean,
    without: Mean,
    stepped_aside: AtomicU64,
}

/// What to do with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// Write, without the cache.
    Around,
    /// Use the cache.
    Through,
    /// Write without the cache and time that, and a lookup too.
    TimedAround,
    /// Use the cache and time that.
    TimedThrough,
}

thread_local! {
    /// Calls until this thread times one.
    static LEFT: Cell<u32> = const { Cell::new(1) };
    static RANDOM: Cell<u32> = const { Cell::new(0x9e37_79b9) };
}

/// Chooses when to time the next call: at random, so that no rhythm of the calls hides a type.
fn next_sample(every: u32) -> u32 {
    let mut random = RANDOM.get();
    random ^= random << 13;
    random ^= random >> 17;
    random ^= random << 5;
    RANDOM.set(random);
    let left = every / 2 + random % every;
    LEFT.set(left);
    left
}

impl Worth {
    pub(super) fn new(model: &'static str, salt: u128, terms: Terms, asked: CacheUse) -> Self {
        Self {
            model,
            salt,
            terms,
            asked,
            choice: AtomicU8::new(MEASURING),
            left: AtomicU32::new(FIRST),
            trial: AtomicU32::new(TRIAL),
            samples: AtomicU32::new(0),
            through: Mean::default(),
            lookup: Mean::default(),
            without: Mean::default(),
            stepped_aside: AtomicU64::new(0),
        }
    }

    /// What to do with this call.
    #[inline]
    pub(super) fn route(&self) -> Route {
        match self.asked {
            CacheUse::Measured => {}
            CacheUse::Always => return Route::Through,
            CacheUse::Never => return Route::Around,
        }
        let choice = self.choice.load(Relaxed);
        if choice == MEASURING {
            return Route::TimedThrough;
        }
        let left = LEFT.get();
        if left > 1 {
            LEFT.set(left - 1);
            return if choice == USED { Route::Through } else { Route::Around };
        }
        if choice == USED {
            next_sample(USED_SAMPLES);
            Route::TimedThrough
        } else {
            self.stepped_aside.fetch_add(next_sample(ASIDE_SAMPLES).into(), Relaxed);
            Route::TimedAround
        }
    }

    /// Whether the cache is left aside, as far as is known.
    #[cfg(feature = "tokio")]
    pub(super) fn goes_around(&self) -> bool {
        match self.asked {
            CacheUse::Measured => self.choice.load(Relaxed) == ASIDE,
            CacheUse::Always => false,
            CacheUse::Never => true,
        }
    }

    /// Whether a call that hit should be written too, only to time that: seldom where it is dear and
    /// the cache clearly pays.
    pub(super) fn should_time_writing(&self) -> bool {
        let close = self.through.get() * 4.0 > self.without.get();
        let samples = self.samples.load(Relaxed);
        if self.without.is_empty() { true } else { samples % if close { 8 } else { 4096 } == 7 }
    }

    /// A call through the cache took so long, of which writing took so much if it missed.
    pub(super) fn went_through(&self, took: Duration, writing: Option<Duration>) {
        let (took, writing) = (nanoseconds(took), writing.map(nanoseconds));
        // Timing the writing inside of it is no part of the call.
        let took = if writing.is_some() { (took - clock_cost()).max(1.0) } else { took };
        let samples = self.samples.fetch_add(1, Relaxed);
        if self.choice.load(Relaxed) == MEASURING && samples < WARM {
            return;
        }
        self.through.add(took);
        match writing {
            Some(writing) => self.without.add(writing),
            None => self.lookup.add(took),
        }
        self.judge();
    }

    /// Writing took so long. Found out beside a call that hit.
    pub(super) fn wrote(&self, took: Duration) {
        self.without.add(nanoseconds(took));
    }

    /// Writing without the cache took so long, and looking it up would have taken so long.
    pub(super) fn went_around(&self, writing: Duration, lookup: Duration) {
        self.without.add(nanoseconds(writing));
        self.lookup.add(nanoseconds(lookup));
        // Where even a hit would lose there is nothing to try.
        if self.lookup.get() > self.without.get() * ENTER {
            return;
        }
        if self.left.load(Relaxed) > 0 && self.left.fetch_sub(1, Relaxed) > 1 {
            return;
        }
        let trial = self.trial.load(Relaxed);
        self.trial.store((trial * 2).min(LONGEST_TRIAL), Relaxed);
        self.through.clear();
        self.left.store(trial, Relaxed);
        self.choice.store(MEASURING, Relaxed);
    }

    fn judge(&self) {
        let measuring = self.choice.load(Relaxed) == MEASURING;
        if measuring && self.left.fetch_sub(1, Relaxed) > 1 {
            return;
        }
        let (through, without) = (self.through.get(), self.without.get());
        if self.without.is_empty() || through <= without * if measuring { ENTER } else { LEAVE } {
            self.trial.store(TRIAL, Relaxed);
            self.choice.store(USED, Relaxed);
        } else {
            self.step_aside(through, without);
        }
    }

    fn step_aside(&self, through: f32, without: f32) {
        // So long is waited for the next trial, in samples, that trials cost their share and no more.
        let trial = self.trial.load(Relaxed) as f32;
        let calls = trial * (through / without - 1.0).clamp(0.05, 100.0) / TRIAL_SHARE;
        self.left.store((calls / ASIDE_SAMPLES as f32).max(1.0) as u32, Relaxed);
        self.choice.store(ASIDE, Relaxed);
    }

    pub(super) fn verdict(&self) -> CacheVerdict {
        let choice = match (self.asked, self.choice.load(Relaxed)) {
            (CacheUse::Always, _) => CacheChoice::Used,
            (CacheUse::Never, _) => CacheChoice::SteppedAside,
            (_, USED) => CacheChoice::Used,
            (_, ASIDE) => CacheChoice::SteppedAside,
            _ => CacheChoice::Measuring,
        };
        let time = |mean: &Mean| Duration::from_nanos(mean.get() as u64);
        CacheVerdict {
            model: self.model,
            asked: self.asked,
            choice,
            through_cache: time(&self.through),
            lookup: time(&self.lookup),
            without_cache: time(&self.without),
            stepped_aside: self.stepped_aside.load(Relaxed),
        }
    }
}

/// A mean of nanoseconds that the last samples count most in. Threads that add at once may lose a sample.
#[derive(Debug, Default)]
struct Mean {
    /// The bits of an `f32`.
    mean: AtomicU32,
    count: AtomicU32,
}

impl Mean {
    fn add(&self, sample: f32) {
        let count = self.count.load(Relaxed);
        self.count.store(count.saturating_add(1), Relaxed);
        let mean = self.get();
        // A sample in whose midst the thread was set aside says nothing of the work.
        let sample = if count >= 4 { sample.min(mean * 8.0) } else { sample };
        let weight = WEIGHT.max(1.0 / (count as f32 + 1.0));
        self.mean.store((mean + (sample - mean) * weight).to_bits(), Relaxed);
    }

    fn get(&self) -> f32 {
        f32::from_bits(self.mean.load(Relaxed))
    }

    fn is_empty(&self) -> bool {
        self.count.load(Relaxed) == 0
    }

    fn clear(&self) {
        self.count.store(0, Relaxed);
        self.mean.store(0, Relaxed);
    }
}

/// A measured time, without what reading the clock adds to it.
fn nanoseconds(time: Duration) -> f32 {
    (time.as_nanos() as f32 - clock_cost()).max(1.0)
}

/// What reading the clock takes, in nanoseconds.
fn clock_cost() -> f32 {
    static COST: OnceLock<f32> = OnceLock::new();
    *COST.get_or_init(|| {
        let readings = (0..64).map(|_| Instant::now().elapsed().as_nanos());
        readings.min().unwrap_or(0).min(1000) as f32
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth() -> Worth {
        Worth::new("Model", 0, Terms { ttl: None, max_value_bytes: usize::MAX }, CacheUse::Measured)
    }

    fn micros(micros: u64) -> Duration {
        Duration::from_micros(micros)
    }

    /// Plays so many calls with these costs, of which one in so many misses; returns how many of them went
    /// through the cache.
    fn play(worth: &Worth, calls: u32, lookup: u64, writing: u64, misses: impl Fn(u32) -> bool) -> u32 {
        let mut through = 0;
        for call in 0..calls {
            match worth.route() {
                Route::Around => {}
                Route::TimedAround => worth.went_around(micros(writing), micros(lookup)),
                Route::Through => through += 1,
                Route::TimedThrough => {
                    through += 1;
                    if misses(call) {
                        worth.went_through(micros(lookup + writing + 1), Some(micros(writing)));
                    } else {
                        if worth.should_time_writing() {
                            worth.wrote(micros(writing));
                        }
                        worth.went_through(micros(lookup), None);
                    }
                }
            }
        }
        through
    }

    #[test]
    fn dear_models_that_come_again_are_cached() {
        let worth = worth();
        assert_eq!(play(&worth, 10_000, 1, 50, |call| call < 10), 10_000);
        assert_eq!(worth.verdict().choice, CacheChoice::Used);
        assert_eq!(worth.verdict().stepped_aside, 0);
    }

    #[test]
    fn models_that_are_written_faster_than_looked_up_are_not() {
        let worth = worth();
        let through = play(&worth, 1_000_000, 12, 10, |call| call < 10);
        assert!(through <= FIRST + WARM, "{through}: not even tried again");
        let verdict = worth.verdict();
        assert_eq!(verdict.choice, CacheChoice::SteppedAside);
        assert!((990_000..=1_001_000).contains(&verdict.stepped_aside), "{verdict:?}");
        let text = verdict.to_string();
        assert!(text.starts_with("Model: not cached, which would be slower (1") && text.contains("without)"), "{text}");
    }

    #[test]
    fn models_that_never_come_again_are_not_and_trials_cost_little() {
        let worth = worth();
        let through = play(&worth, 4_000_000, 5, 50, |_| true);
        // Each costs 6 µs more than the 50 of writing: twelve per cent.
        let share = f64::from(through) * 6.0 / (4_000_000.0 * 50.0);
        assert!(through > 10 * TRIAL && share < 0.03, "{through} calls, {share:.3} of the time");
    }

    #[test]
    fn a_change_is_noticed_both_ways() {
        let worth = worth();
        play(&worth, 100_000, 5, 50, |_| true);
        assert_ne!(worth.verdict().choice, CacheChoice::Used);
        play(&worth, 2_000_000, 5, 50, |_| false);
        assert_eq!(worth.verdict().choice, CacheChoice::Used, "now they come again");
        play(&worth, 100_000, 5, 50, |_| true);
        assert_ne!(worth.verdict().choice, CacheChoice::Used, "and now they do not");
        play(&worth, 2_000_000, 5, 50, |_| false);
        play(&worth, 200_000, 60, 50, |_| false);
        assert_eq!(worth.verdict().choice, CacheChoice::SteppedAside, "and now looking up is dear");
    }

    #[test]
    fn one_slow_sample_changes_nothing() {
        let worth = worth();
        play(&worth, 1000, 1, 50, |_| false);
        worth.went_through(Duration::from_secs(1), None);
        assert_eq!(worth.verdict().choice, CacheChoice::Used);
    }

    #[test]
    fn who_asks_gets_what_he_asks_for() {
        for (asked, route) in [(CacheUse::Always, Route::Through), (CacheUse::Never, Route::Around)] {
            let worth = Worth { asked, ..worth() };
            assert!((0..10_000).all(|_| worth.route() == route));
        }
    }
}
