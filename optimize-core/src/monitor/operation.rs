//! [`Operation`]: what is known of one kind of operation.

use super::emit::Emitter;
use super::lock;
use super::report::OperationReport;
use super::stripe::Stripe;
use super::timer::Timer;
use super::watch::Watch;
use crate::sync::Mutex;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many samples of an operation are kept.
pub const SAMPLES: usize = 1000;

/// In how many places an operation is recorded: threads that record at one place wait for each other.
const STRIPES: usize = 4;

/// One observation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// How long it took, in seconds.
    pub duration: f64,
    /// The growth of the process's resident memory meanwhile, in MiB, by whoever. Memory is sampled
    /// at intervals: 0.0 for operations shorter than one.
    pub memory_delta: f64,
    /// Bytes in, or out if none came in.
    pub data_size: u64,
    /// When it ended, in seconds since the epoch.
    pub timestamp: f64,
}

/// A named operation of a monitor. Clones are one operation.
#[derive(Clone)]
pub struct Operation {
    inner: Arc<Inner>,
}

struct Inner {
    name: Box<str>,
    watch: Arc<Watch>,
    emitter: Emitter,
    /// Each is made when a thread first records there.
    stripes: [Mutex<Option<Box<Stripe>>>; STRIPES],
}

/// What a timer tells at its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Observation {
    /// How long it took, in nanoseconds.
    pub(super) took: u64,
    /// When it ended, in nanoseconds since the monitor was made.
    pub(super) ended: u64,
    /// In bytes.
    pub(super) memory_delta: i64,
    pub(super) bytes_in: u64,
    pub(super) bytes_out: u64,
    pub(super) failed: bool,
}

impl Observation {
    pub(super) fn data_size(&self) -> u64 {
        if self.bytes_in > 0 { self.bytes_in } else { self.bytes_out }
    }
}

thread_local! {
    static STRIPE: usize = {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        NEXT.fetch_add(1, Ordering::Relaxed) % STRIPES
    };
}

impl Operation {
    pub(super) fn new(name: &str, watch: Arc<Watch>) -> Self {
        let stripes = std::array::from_fn(|_| Mutex::new(None));
        Self { inner: Arc::new(Inner { name: name.into(), watch, emitter: Emitter::new(name), stripes }) }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.inner.name
    }

    /// Starts the operation. It is recorded when the timer is dropped: as an error if the timer was
    /// told so or the thread is panicking.
    #[must_use = "the operation ends when the timer is dropped"]
    #[inline]
    pub fn start(&self) -> Timer<'_> {
        Timer::borrowed(self)
    }

    pub(super) fn watch(&self) -> &Watch {
        &self.inner.watch
    }

    /// The last observations, oldest first: at most [`SAMPLES`].
    #[must_use]
    pub fn samples(&self) -> Vec<Sample> {
        let mut samples = Vec::new();
        self.each(|stripe| samples.extend(stripe.samples()));
        samples.sort_by_key(|observed: &Observation| observed.ended);
        let skipped = samples.len().saturating_sub(SAMPLES);
        let sample = |observed: &Observation| Sample {
            duration: observed.took as f64 / 1e9,
            memory_delta: observed.memory_delta as f64 / super::MIB,
            data_size: observed.data_size(),
            timestamp: self.inner.watch.timestamp(observed.ended),
        };
        samples[skipped..].iter().map(sample).collect()
    }

    pub(super) fn record(&self, observed: &Observation) {
        {
            let index = STRIPE.try_with(|index| *index).unwrap_or(0);
            let mut stripe = lock(&self.inner.stripes[index]);
            stripe.get_or_insert_with(Box::default).record(observed);
        }
        self.inner.emitter.emit(&self.inner.name, observed);
        // The processor's counter may stand still for a short operation: with a threshold of zero each is slow.
        let slow = self.inner.watch.slow;
        if observed.took > slow || slow == 0 {
            self.inner.watch.alert(&self.inner.name, observed);
        }
    }

    /// Nothing for an operation that has not ended once.
    pub(super) fn report(&self) -> Option<OperationReport> {
        let mut whole: Option<Stripe> = None;
        self.each(|stripe| match &mut whole {
            Some(whole) => whole.merge(stripe),
            None => whole = Some(stripe.without_samples()),
        });
        whole.map(|whole| whole.report(self.name()))
    }

    fn each(&self, mut each: impl FnMut(&Stripe)) {
        for stripe in &self.inner.stripes {
            if let Some(stripe) = &*lock(stripe) {
                each(stripe);
            }
        }
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operation").field("name", &self.inner.name).finish_non_exhaustive()
    }
}
