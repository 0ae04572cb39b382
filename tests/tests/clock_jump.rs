//! Jumps of the system's time do nothing to caches and monitors.
//!
//! This program's own `clock_gettime` stands before the C library's: the time of day it tells can be
//! moved, for this process alone.

#![cfg(target_os = "linux")]
#![allow(unsafe_code)]

use optimize_core::cache::{Cache, CacheKey};
use optimize_core::monitor::Monitor;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// By how many seconds the time of day is moved.
static MOVED: AtomicI64 = AtomicI64::new(0);

const YEAR: i64 = 365 * 86_400;

/// What the standard library asks for the time.
#[unsafe(no_mangle)]
extern "C" fn clock_gettime(clock: libc::clockid_t, time: *mut libc::timespec) -> libc::c_int {
    // SAFETY: the caller's own arguments, to what it meant to call.
    let result = unsafe { libc::syscall(libc::SYS_clock_gettime, clock, time) };
    if result == 0 && matches!(clock, libc::CLOCK_REALTIME | libc::CLOCK_REALTIME_COARSE) {
        // SAFETY: the system has just written to it.
        unsafe { (*time).tv_sec += MOVED.load(Ordering::SeqCst) };
    }
    if result == 0 { 0 } else { -1 }
}

/// Moves the time of day, and makes sure that it was moved.
fn jump(seconds: i64) {
    let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs_f64();
    let before = now() - MOVED.load(Ordering::SeqCst) as f64;
    MOVED.store(seconds, Ordering::SeqCst);
    let moved = now() - before;
    assert!((moved - seconds as f64).abs() < 60.0, "the time of day is moved by {moved} s, not {seconds} s");
}

// One test: all of them would move one clock.
#[test]
fn jumps_of_the_time_of_day_do_nothing() {
    let value: Arc<[u8]> = b"value".to_vec().into();
    // Aged by the ticker, and by the clock itself.
    let (long, short) = (Duration::from_secs(600), Duration::from_millis(1500));
    let caches = [long, short].map(|ttl| Cache::builder().ttl(ttl).build().unwrap());
    let monitor = Monitor::new();
    for (turn, seconds) in [10 * YEAR, -10 * YEAR, 0, YEAR, -YEAR].into_iter().enumerate() {
        let key = CacheKey::new(turn as u128);
        let timer = monitor.start("across a jump");
        for cache in &caches {
            cache.insert(key, Arc::clone(&value));
        }
        jump(seconds);
        // The ticker has told the time since.
        sleep(Duration::from_millis(100));
        for cache in &caches {
            assert!(cache.get(key).is_some(), "it is valid still, {seconds} s away");
        }
        drop(timer);
    }
    for cache in &caches {
        assert_eq!(cache.stats().expirations, 0);
    }
    // What is old goes, wherever the clock stands.
    sleep(Duration::from_millis(1600));
    let [kept, aged] = &caches;
    assert!((0..5).all(|turn| kept.get(CacheKey::new(turn)).is_some() && aged.get(CacheKey::new(turn)).is_none()));

    let report = monitor.report();
    let operation = report.operation("across a jump").unwrap();
    assert_eq!(operation.total_operations, 5);
    assert!(operation.min_duration > 0.09 && operation.max_duration < 60.0, "{operation:?}");
    // Within the three seconds that this took, and not ten years of them.
    assert!(operation.throughput > 0.05 && operation.throughput < 50.0, "{operation:?}");
    assert!(report.alerts.is_empty() || operation.max_duration > 1.0, "{report}");
}
