//! [`Tally`]: a count of what other threads have done, and waiting until it has moved.
//!
//! Being woken takes longer than most parts of a stream do: whoever waits looks for a while before it sleeps.

use crate::batch::LOOK;
use crate::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use crate::sync::{Condvar, Mutex, MutexGuard};
use std::hint::spin_loop;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

/// A model checker, which tries all orders of events, is not to wait for the clock.
const LOOK_FOR: Duration = if cfg!(shuttle) { Duration::ZERO } else { LOOK };

/// Counts what is done to a state behind a lock. One thread at a time waits for it.
#[derive(Debug, Default)]
pub(super) struct Tally {
    count: AtomicUsize,
    /// Whether that thread sleeps. Changed under the lock.
    asleep: AtomicBool,
    wake: Condvar,
}

impl Tally {
    /// Counts one thing more that was done to the state, and wakes who sleeps if it is `awaited`.
    pub(super) fn add<S>(&self, _state: &MutexGuard<'_, S>, awaited: bool) {
        self.count.fetch_add(1, Ordering::Release);
        // It is a call to the system also where nobody sleeps.
        if awaited && self.asleep.load(Ordering::Relaxed) {
            self.wake.notify_one();
        }
    }

    /// Gives the lock back until another thread has counted, and takes it again.
    pub(super) fn wait<'s, S>(&self, lock: &'s Mutex<S>, state: MutexGuard<'s, S>) -> MutexGuard<'s, S> {
        let before = self.count.load(Ordering::Acquire);
        let moved = || self.count.load(Ordering::Acquire) != before;
        drop(state);
        let start = Instant::now();
        while !moved() && start.elapsed() < LOOK_FOR {
            spin_loop();
        }
        let mut state = lock.lock().unwrap_or_else(PoisonError::into_inner);
        while !moved() {
            self.asleep.store(true, Ordering::Relaxed);
            state = self.wake.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        self.asleep.store(false, Ordering::Relaxed);
        state
    }
}

#[cfg(all(test, not(shuttle)))]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn whoever_waits_sees_what_was_done_at_once_and_late() {
        let (tally, lock) = (Tally::default(), Mutex::new(0));
        thread::scope(|scope| {
            scope.spawn(|| {
                for step in 0..100 {
                    // Within the time in which the other looks, and far beyond it.
                    thread::sleep(if step % 10 == 0 { 100 * LOOK } else { Duration::ZERO });
                    let mut state = lock.lock().unwrap();
                    *state += 1;
                    tally.add(&state, true);
                }
            });
            let mut state = lock.lock().unwrap();
            while *state < 100 {
                let before = *state;
                state = tally.wait(&lock, state);
                assert!(*state > before, "it waits until something was done");
            }
        });
    }

    #[test]
    fn what_nobody_awaits_wakes_nobody_and_is_not_lost() {
        let (tally, lock) = (Tally::default(), Mutex::new(0));
        thread::scope(|scope| {
            let waits = scope.spawn(|| {
                let state = lock.lock().unwrap();
                *tally.wait(&lock, state)
            });
            while !tally.asleep.load(Ordering::Relaxed) {
                thread::yield_now();
            }
            for (done, awaited) in [(1, false), (2, true)] {
                let mut state = lock.lock().unwrap();
                *state = done;
                tally.add(&state, awaited);
            }
            assert!(matches!(waits.join(), Ok(1 | 2)));
        });
    }
}

#[cfg(all(test, shuttle))]
mod model_checks {
    use super::*;
    use crate::model_checks::check;
    use crate::sync::thread;
    use std::sync::Arc;

    #[test]
    fn nobody_sleeps_beyond_what_was_awaited() {
        check(|| {
            let shared = Arc::new((Tally::default(), Mutex::new((0, 0))));
            let helpers: Vec<_> = (0..2)
                .map(|helper| {
                    let shared = Arc::clone(&shared);
                    thread::spawn(move || {
                        for _ in 0..2 {
                            let mut done = shared.1.lock().unwrap();
                            *(if helper == 0 { &mut done.0 } else { &mut done.1 }) += 1;
                            // The second helper's work is not waited for.
                            shared.0.add(&done, helper == 0);
                        }
                    })
                })
                .collect();
            let (tally, lock) = &*shared;
            let mut done = lock.lock().unwrap();
            while done.0 < 2 {
                done = tally.wait(lock, done);
            }
            drop(done);
            helpers.into_iter().for_each(|helper| helper.join().unwrap());
        });
    }
}
