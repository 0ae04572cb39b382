//! The caches, the breaker before a shared one, and the monitor (and, in their own files, smaller things) under a model checker, which tries orders of events that a machine seldom shows.
//!
//! `bash .ci/run shuttle` runs some thousands of schedules of each check; a hundred thousand:
//!
//! `SCHEDULES=100000 bash .ci/run shuttle`

use crate::cache::shared::{SharedStore, SharedTier, StoreError, Stored};
use crate::cache::{Cache, CacheKey, ManualClock};
use crate::monitor::Monitor;
use crate::weak_cache::WeakCache;
use shuttle::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use shuttle::thread;
use std::sync::Arc;
use std::time::Duration;

/// Runs a check under so many schedules.
pub(crate) fn check(body: impl Fn() + Send + Sync + 'static) {
    let schedules = match std::env::var("SCHEDULES") {
        Ok(number) => number.parse().expect("a number of schedules"),
        Err(_) => 2_000,
    };
    shuttle::check_random(body, schedules);
}

/// Runs this on so many threads, numbered, and waits for all.
fn threads(count: usize, work: impl Fn(usize) + Clone + Send + 'static) {
    let spawned: Vec<_> = (0..count)
        .map(|number| {
            let work = work.clone();
            thread::spawn(move || work(number))
        })
        .collect();
    for thread in spawned {
        thread.join().expect("a thread that did not panic");
    }
}

fn key(number: usize) -> CacheKey {
    CacheKey::of(&number.to_le_bytes())
}

#[test]
fn one_cold_key_is_loaded_once() {
    check(|| {
        let (cache, loads) = (Cache::new(), Arc::new(AtomicUsize::new(0)));
        let (of_threads, counted) = (cache.clone(), Arc::clone(&loads));
        threads(4, move |_| {
            let value = of_threads.get_or_insert_with(key(1), || {
                counted.fetch_add(1, Ordering::SeqCst);
                thread::yield_now();
                Ok::<_, ()>(b"made".to_vec())
            });
            assert_eq!(&*value.unwrap(), b"made");
        });
        assert_eq!(loads.load(Ordering::SeqCst), 1);
        assert_eq!((cache.stats().hits, cache.stats().misses, cache.len()), (3, 1, 1));
    });
}

#[test]
fn a_failed_loader_lets_exactly_one_waiter_try() {
    check(|| {
        let (cache, tries) = (Cache::new(), Arc::new(AtomicUsize::new(0)));
        let (of_threads, counted) = (cache.clone(), Arc::clone(&tries));
        threads(4, move |_| {
            let value = of_threads.get_or_insert_with(key(1), || {
                thread::yield_now();
                match counted.fetch_add(1, Ordering::SeqCst) {
                    0 | 1 => Err("failed"),
                    _ => Ok(b"at last".to_vec()),
                }
            });
            assert!(value.is_err() || &*value.unwrap() == b"at last");
        });
        assert_eq!(tries.load(Ordering::SeqCst), 3, "two that failed and one that did not");
        assert_eq!(cache.get(key(1)).as_deref(), Some(&b"at last"[..]));
    });
}

#[test]
fn loaders_of_each_others_keys_never_wait_for_each_other() {
    check(|| {
        let cache = Cache::new();
        threads(3, move |number| {
            let value = cache.get_or_insert_with(key(number), || {
                thread::yield_now();
                cache.get_or_insert_with(key((number + 1) % 3), || Ok::<_, ()>(b"inner".to_vec()))?;
                Ok::<_, ()>(b"outer".to_vec())
            });
            assert!(!value.unwrap().is_empty());
        });
    });
}

#[test]
fn the_weight_is_never_above_the_capacity() {
    check(|| {
        let cache = Cache::builder().max_bytes(1_000).max_size(4).no_ttl().build().expect("good choices");
        let of_threads = cache.clone();
        threads(3, move |number| {
            for step in 0..4 {
                let key = key((number + step) % 5);
                match (number + step) % 4 {
                    0 => of_threads.insert(key, vec![0; 100 * step]),
                    1 => drop(of_threads.get_or_insert_with(key, || Ok::<_, ()>(vec![1; 200]))),
                    2 => drop(of_threads.remove(key)),
                    _ => drop(of_threads.get(key)),
                }
                let (weight, capacity) = of_threads.weight_and_capacity();
                assert!(weight <= capacity, "{weight} of {capacity}");
            }
        });
        assert!(cache.len() <= 4);
    });
}

#[test]
fn an_expired_value_is_never_handed_out_and_a_new_one_never_removed() {
    check(|| {
        let clock = ManualClock::new();
        let cache = Cache::builder().ttl(Duration::from_secs(1)).clock(&clock).build().expect("good choices");
        cache.insert(key(1), b"old".to_vec());
        clock.advance(Duration::from_secs(2));
        let of_threads = cache.clone();
        threads(3, move |number| match number {
            0 => of_threads.insert(key(1), b"new".to_vec()),
            _ => assert_ne!(of_threads.get(key(1)).as_deref(), Some(&b"old"[..])),
        });
        assert_eq!(cache.get(key(1)).as_deref(), Some(&b"new"[..]));
    });
}

#[test]
fn a_weak_cache_never_gives_one_objects_bytes_for_another() {
    check(|| {
        let (cache, shared) = (Arc::new(WeakCache::new()), Arc::new(9_usize));
        let of_threads = (Arc::clone(&cache), Arc::clone(&shared));
        threads(3, move |number| {
            let (cache, shared) = &of_threads;
            for step in 0..3 {
                // Made where the one before was: its entry may be there still.
                let object = Arc::new(10 * number + step);
                assert!(cache.get(&object).is_none(), "nothing was stored for it yet");
                for object in [&object, shared] {
                    let bytes = cache.get_or_insert_with(object, |value| {
                        thread::yield_now();
                        Ok::<_, ()>(value.to_le_bytes().to_vec())
                    });
                    assert_eq!(*bytes.unwrap(), object.to_le_bytes());
                }
                match (number + step) % 3 {
                    0 => cache.purge(),
                    1 => drop(cache.remove(shared)),
                    _ => assert_eq!(cache.get(&object).as_deref(), Some(&object.to_le_bytes()[..]), "it is alive"),
                }
            }
        });
        assert!(cache.len() <= 1, "only what is alive");
        drop(shared);
        assert!(cache.is_empty());
    });
}

/// A server that is down for its first requests, and counts who asks whether it is back.
#[derive(Default)]
struct Flaky {
    requests: AtomicUsize,
    probing: AtomicUsize,
    overlapping: AtomicBool,
}

struct FlakyStore(Arc<Flaky>);

impl FlakyStore {
    fn answer<T>(&self, value: T) -> Result<T, StoreError> {
        let down = self.0.requests.fetch_add(1, Ordering::SeqCst) < 4;
        thread::yield_now();
        if down { Err(StoreError::Outage("down".to_owned())) } else { Ok(value) }
    }
}

impl SharedStore for FlakyStore {
    fn get(&self, key: &str, _: usize) -> Result<Option<Stored>, StoreError> {
        if key != "optimize:probe" {
            return self.answer(None);
        }
        if self.0.probing.fetch_add(1, Ordering::SeqCst) > 0 {
            self.0.overlapping.store(true, Ordering::SeqCst);
        }
        let answer = self.answer(None);
        self.0.probing.fetch_sub(1, Ordering::SeqCst);
        answer
    }

    fn set(&self, _: &str, _: Vec<u8>, _: Option<Duration>) -> Result<(), StoreError> {
        self.answer(())
    }

    fn remove(&self, _: &str) -> Result<(), StoreError> {
        self.answer(())
    }
}

#[test]
fn one_at_a_time_asks_whether_a_server_is_back_and_it_is_used_again() {
    check(|| {
        let server = Arc::new(Flaky::default());
        // Asked again at once: the checker, not the clock, chooses when.
        let tier = SharedTier::builder(FlakyStore(Arc::clone(&server))).retry_after(Duration::ZERO).build();
        let cache = Cache::builder().shared(tier).build().expect("good choices");
        let of_threads = cache.clone();
        threads(3, move |number| {
            for step in 0..3 {
                let value = of_threads.get_or_insert_with(key(10 * number + step), || Ok::<_, ()>(b"made".to_vec()));
                assert_eq!(&*value.unwrap(), b"made", "the first tier serves on");
            }
        });
        let is_open = || cache.shared_stats().expect("a second tier").open;
        let mut number = 100;
        while is_open() {
            // Whatever is asked for lets a thread ask the server.
            drop(cache.get(key(number)));
            number += 1;
            thread::yield_now();
        }
        let before = server.requests.load(Ordering::SeqCst);
        assert!(cache.get(key(99)).is_none() && server.requests.load(Ordering::SeqCst) > before, "it is used again");
        assert!(!server.overlapping.load(Ordering::SeqCst), "two asked at once");
    });
}

#[test]
fn the_monitor_loses_no_observation() {
    check(|| {
        let monitor = Monitor::builder().alert_above(Duration::ZERO).build();
        let of_threads = monitor.clone();
        threads(4, move |number| {
            // Looked up by name at once, so that threads race to make it.
            let mut timer = of_threads.start("work");
            timer.bytes_out(10);
            if number == 0 {
                timer.fail();
            }
            drop(timer);
            let report = of_threads.report();
            let work = report.operation("work").expect("this thread's at least");
            assert!((1..=4).contains(&work.total_operations) && work.errors <= 1);
            assert_eq!(work.bytes_out, 10 * work.total_operations, "never half of an observation");
            of_threads.cache_lookup(number % 2 == 0);
        });
        let report = monitor.report();
        let work = report.operation("work").expect("four");
        assert_eq!((work.total_operations, work.errors, work.bytes_out), (4, 1, 40));
        assert_eq!((report.operations.len(), report.cache_hit_rate), (1, Some(0.5)));
        assert_eq!(monitor.alerts().len(), 4);
    });
}
