//! The cache and the monitor under a model checker, which tries orders of events that a machine seldom shows.
//!
//! `bash .ci/run shuttle` runs some thousands of schedules of each check; a hundred thousand:
//!
//! `SCHEDULES=100000 bash .ci/run shuttle`

use crate::cache::{Cache, CacheKey, ManualClock};
use crate::monitor::Monitor;
use shuttle::sync::atomic::{AtomicUsize, Ordering};
use shuttle::thread;
use std::sync::Arc;
use std::time::Duration;

/// Runs a check under so many schedules.
fn check(body: impl Fn() + Send + Sync + 'static) {
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
