//! [`Breaker`]: leaves a server alone that has failed, and asks again in the background.

use super::SharedStore;
use crate::sync::atomic::{AtomicU64, Ordering};
use crate::sync::thread;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

const CLOSED: u64 = u64::MAX;
/// Somebody is asking the server.
const PROBING: u64 = u64::MAX - 1;

/// After how many failures in a row the time between two questions grows no more.
const DOUBLINGS: u32 = 5;
const LONGEST: Duration = Duration::from_secs(30);

pub(super) struct Breaker {
    state: Arc<State>,
    retry_after: Duration,
}

struct State {
    start: Instant,
    /// [`CLOSED`], [`PROBING`], or when to ask again, in nanoseconds since the start.
    retry_at: AtomicU64,
    failures: AtomicU64,
}

impl State {
    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(PROBING - 1)
    }

    /// Leaves the server alone for a while. Only who has set [`PROBING`] may do so.
    fn wait(&self, retry_after: Duration) {
        let failures = self.failures.fetch_add(1, Ordering::Relaxed);
        let doublings = u32::try_from(failures).unwrap_or(DOUBLINGS).min(DOUBLINGS);
        let wait = (retry_after * 2_u32.pow(doublings)).min(LONGEST.max(retry_after));
        let retry_at = self.now().saturating_add(u64::try_from(wait.as_nanos()).unwrap_or(u64::MAX));
        self.retry_at.store(retry_at.min(PROBING - 1), Ordering::Release);
    }

    fn close(&self) {
        self.failures.store(0, Ordering::Relaxed);
        self.retry_at.store(CLOSED, Ordering::Release);
    }
}

impl Breaker {
    pub(super) fn new(retry_after: Duration) -> Self {
        let state = State { start: Instant::now(), retry_at: AtomicU64::new(CLOSED), failures: AtomicU64::new(0) };
        Self { state: Arc::new(state), retry_after }
    }

    pub(super) fn is_open(&self) -> bool {
        self.state.retry_at.load(Ordering::Acquire) != CLOSED
    }

    /// The server failed.
    pub(super) fn open(&self) {
        // Requests that were under way when the first one failed say nothing new. Of those that fail at once only
        // one may set the time: a later one would overwrite the mark of who asks the server by then.
        if self.state.retry_at.compare_exchange(CLOSED, PROBING, Ordering::AcqRel, Ordering::Relaxed).is_ok() {
            self.state.wait(self.retry_after);
        }
    }

    /// Whether the server may be asked. When it is time to ask one again that failed, a thread does it: nobody
    /// who needs a value waits for that.
    pub(super) fn admits(&self, store: &Arc<dyn SharedStore>) -> bool {
        let retry_at = self.state.retry_at.load(Ordering::Acquire);
        if retry_at == CLOSED {
            return true;
        }
        if retry_at != PROBING && self.state.now() >= retry_at {
            self.probe(retry_at, store);
        }
        false
    }

    #[cold]
    fn probe(&self, retry_at: u64, store: &Arc<dyn SharedStore>) {
        let mine = self.state.retry_at.compare_exchange(retry_at, PROBING, Ordering::AcqRel, Ordering::Relaxed);
        if mine.is_err() {
            return;
        }
        let (state, retry_after) = (Arc::clone(&self.state), self.retry_after);
        let store: Weak<dyn SharedStore> = Arc::downgrade(store);
        let probe = move || {
            // A store of the user's may panic: then it has failed.
            let ask = || store.upgrade().map(|store| store.get("optimize:probe", 1));
            match std::panic::catch_unwind(std::panic::AssertUnwindSafe(ask)) {
                Ok(Some(Ok(_))) => state.close(),
                _ => state.wait(retry_after),
            }
        };
        if thread::Builder::new().name("optimize-probe".to_owned()).spawn(probe).is_err() {
            self.state.wait(self.retry_after);
        }
    }
}
