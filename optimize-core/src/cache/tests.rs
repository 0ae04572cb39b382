use super::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

fn key(number: u128) -> CacheKey {
    CacheKey::new(number)
}

fn load(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    Ok(bytes.to_vec())
}

#[test]
fn an_empty_value_is_a_hit() {
    let cache = Cache::new();
    assert!(cache.get(key(1)).is_none());
    cache.insert(key(1), Vec::new());
    assert_eq!(cache.get(key(1)).as_deref(), Some(&[][..]));
    cache.get_or_insert_with(key(1), || Err::<Vec<u8>, _>("not asked for")).unwrap();
    let stats = cache.stats();
    assert_eq!((stats.hits, stats.misses, stats.insertions), (2, 1, 1));
    assert_eq!((stats.entries, stats.bytes), (1, 0));
}

#[test]
fn a_hit_copies_nothing() {
    let cache = Cache::new();
    let value: Arc<[u8]> = Arc::from(&b"value"[..]);
    cache.insert(key(1), Arc::clone(&value));
    assert!(Arc::ptr_eq(&value, &cache.get(key(1)).unwrap()));
}

#[test]
fn the_number_of_entries_is_bounded() {
    for max_size in [1, 2, 3, 10, 1000, 5000] {
        let cache = Cache::builder().max_size(max_size).build().unwrap();
        for number in 0..3 * max_size as u128 {
            cache.insert(key(number), vec![0; 10]);
            assert!(cache.len() <= max_size, "{} of {max_size}", cache.len());
            assert!(cache.get(key(number)).is_some(), "the last one written is there");
        }
        let stats = cache.stats();
        assert_eq!(stats.insertions, 3 * max_size as u64);
        assert_eq!(stats.evictions, stats.insertions - stats.entries);
    }
}

#[test]
fn a_cache_that_is_not_full_evicts_nothing() {
    let cache = Cache::new();
    for number in 0..1000 {
        cache.insert(key(number), vec![1]);
    }
    assert!((0..1000).all(|number| cache.get(key(number)).is_some()));
    assert_eq!(cache.stats().evictions, 0);
}

#[test]
fn what_is_used_again_outlives_what_is_not() {
    let cache = Cache::builder().max_size(100).build().unwrap();
    for number in 0..100 {
        cache.insert(key(number), vec![1]);
    }
    for number in 100..1000 {
        assert!(cache.get(key(7)).is_some(), "lost before {number}");
        cache.insert(key(number), vec![1]);
    }
}

#[test]
fn the_bytes_are_bounded() {
    let mut state = 3u64;
    for (max_bytes, max_size) in
        [(135, 1), (1_000, 1000), (10_000, 7), (500_000, 2_300), (1 << 20, 1000), (1 << 24, 100_000)]
    {
        let cache = Cache::builder().max_bytes(max_bytes).max_size(max_size).build().unwrap();
        for number in 0..5_000u128 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let bytes = (state >> 33) % (max_bytes / 4 + 1).min(60_000);
            cache.insert(key(number % 3_000), vec![0; usize::try_from(bytes).unwrap()]);
            let (weight, capacity) = cache.weight_and_capacity();
            assert!(weight <= capacity && capacity <= max_bytes, "{weight} of {capacity} of {max_bytes}");
            assert!(cache.len() <= max_size);
        }
        assert!(cache.stats().bytes <= max_bytes);
    }
}

#[test]
fn values_above_the_limits_are_handed_out_and_not_kept() {
    let smart = Cache::builder().smart().build().unwrap();
    let bytes = Cache::builder().max_bytes(20_000).build().unwrap();
    for (cache, kept, refused) in [(&smart, 9_999, 10_000), (&bytes, 19_000, 20_000)] {
        cache.insert(key(1), vec![0; kept]);
        assert_eq!(cache.get(key(1)).map(|value| value.len()), Some(kept));
        cache.insert(key(1), vec![0; refused]);
        assert!(cache.get(key(1)).is_none(), "the old value must not stand for the new one");
        let made = cache.get_or_insert_with(key(2), || load(&vec![0; refused])).unwrap();
        assert_eq!(made.len(), refused);
        assert!(cache.get(key(2)).is_none());
        let made = cache.get_or_insert_with(key(2), || load(&[1])).unwrap();
        assert_eq!(&*made, [1]);
        assert!(cache.get(key(2)).is_some());
        assert_eq!(cache.stats().evictions, 0);
    }
}

#[test]
fn entries_expire_from_their_write() {
    let clock = ManualClock::new();
    let cache = Cache::builder().ttl(Duration::from_secs(10)).clock(&clock).build().unwrap();
    cache.insert(key(1), b"old".to_vec());
    clock.advance(Duration::from_secs(9));
    assert!(cache.get(key(1)).is_some(), "a hit does not prolong");
    clock.advance(Duration::from_nanos(999_999_999));
    assert!(cache.get(key(1)).is_some());
    clock.advance(Duration::from_nanos(1));
    assert!(cache.get(key(1)).is_none());
    assert_eq!(cache.len(), 0);
    let stats = cache.stats();
    assert_eq!((stats.hits, stats.misses, stats.expirations), (2, 1, 1));

    cache.insert(key(2), b"old".to_vec());
    clock.advance(Duration::from_secs(11));
    assert_eq!(&*cache.get_or_insert_with(key(2), || load(b"new")).unwrap(), b"new");
    clock.advance(Duration::from_secs(9));
    assert_eq!(cache.get(key(2)).as_deref(), Some(&b"new"[..]));
    assert_eq!(cache.stats().expirations, 2);

    let exact = Cache::builder().ttl(Duration::from_millis(30)).build().unwrap();
    exact.insert(key(1), b"old".to_vec());
    std::thread::sleep(Duration::from_millis(60));
    assert!(exact.get(key(1)).is_none(), "the system's clock, read for each hit");

    let eternal = Cache::builder().no_ttl().clock(&clock).build().unwrap();
    eternal.insert(key(1), b"x".to_vec());
    clock.advance(Duration::from_secs(1 << 30));
    assert!(eternal.get(key(1)).is_some());
}

#[test]
fn one_load_for_many_threads() {
    let cache = Cache::new();
    let (loads, barrier) = (AtomicUsize::new(0), Barrier::new(64));
    std::thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| {
                barrier.wait();
                let value = cache.get_or_insert_with(key(1), || {
                    loads.fetch_add(1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(20));
                    load(b"made once")
                });
                assert_eq!(&*value.unwrap(), b"made once");
            });
        }
    });
    assert_eq!(loads.into_inner(), 1);
    assert_eq!((cache.stats().hits, cache.stats().misses), (63, 1));
}

#[test]
fn one_load_for_many_threads_when_the_value_is_not_kept() {
    let cache = Cache::builder().max_value_bytes(4).build().unwrap();
    let loads = AtomicUsize::new(0);
    let barrier = Barrier::new(16);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                barrier.wait();
                let value = cache.get_or_insert_with(key(1), || {
                    loads.fetch_add(1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(200));
                    load(b"too large")
                });
                assert_eq!(&*value.unwrap(), b"too large");
            });
        }
    });
    assert!(cache.is_empty());
    assert!(loads.into_inner() < 16, "those who waited took the value");
}

#[test]
fn failing_and_panicking_loaders_leave_the_cache_usable() {
    let cache = Cache::new();
    assert_eq!(cache.get_or_insert_with(key(1), || Err::<Vec<u8>, _>("no")), Err("no"));
    let panicking = || cache.get_or_insert_with(key(1), || -> Result<Vec<u8>, &str> { panic!("loader") });
    assert!(catch_unwind(AssertUnwindSafe(panicking)).is_err());
    assert!(cache.is_empty());

    let (tries, failures, barrier) = (AtomicUsize::new(0), AtomicU64::new(0), Barrier::new(16));
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                barrier.wait();
                let attempt = || {
                    cache.get_or_insert_with(key(1), || {
                        std::thread::sleep(Duration::from_millis(2));
                        match tries.fetch_add(1, Ordering::SeqCst) {
                            number if number >= 6 => load(b"at last"),
                            number if number % 2 == 0 => panic!("loader"),
                            _ => Err("failed"),
                        }
                    })
                };
                match catch_unwind(AssertUnwindSafe(attempt)) {
                    Ok(Ok(value)) => assert_eq!(&*value, b"at last"),
                    _ => drop(failures.fetch_add(1, Ordering::SeqCst)),
                }
            });
        }
    });
    assert_eq!(tries.into_inner(), 7, "each failure let one waiter try");
    assert_eq!(failures.into_inner(), 6);
    assert!(cache.get(key(1)).is_some());
}

#[test]
fn the_cache_can_be_used_while_a_loader_runs() {
    let cache = Cache::builder().max_size(4).build().unwrap();
    let value = cache
        .get_or_insert_with(key(1), || {
            for number in 2..50 {
                cache.insert(key(number), vec![0]);
                cache.get_or_insert_with(key(number + 100), || load(b"inner"))?;
            }
            cache.insert(key(1), b"written meanwhile".to_vec());
            load(b"loaded")
        })
        .unwrap();
    assert_eq!(&*value, b"loaded");
}

#[test]
fn a_loader_never_waits_for_itself() {
    let cache = Cache::new();
    let outer = cache.get_or_insert_with(key(1), || {
        let inner = cache.get_or_insert_with(key(1), || load(b"inner"))?;
        assert_eq!(&*inner, b"inner");
        load(b"outer")
    });
    assert_eq!(&*outer.unwrap(), b"outer");
    assert_eq!(cache.get(key(1)).as_deref(), Some(&b"outer"[..]), "what the outer loader made is kept");
}

#[test]
fn loaders_never_wait_for_each_other() {
    let cache = Cache::new();
    let barrier = Barrier::new(2);
    std::thread::scope(|scope| {
        for (mine, other) in [(1, 2), (2, 1)] {
            let (cache, barrier) = (&cache, &barrier);
            scope.spawn(move || {
                let value = cache.get_or_insert_with(key(mine), || {
                    barrier.wait();
                    cache.get_or_insert_with(key(other), || load(b"of the other"))?;
                    load(b"mine")
                });
                assert_eq!(&*value.unwrap(), b"mine");
            });
        }
    });
    assert_eq!(cache.len(), 2);
}

#[test]
fn a_loader_in_a_thread_pool_may_meet_its_own_key() {
    use rayon::prelude::*;
    let cache = Cache::new();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    // Each job uses the pool while it loads, and the pool has other jobs for the same key at hand.
    let values: Vec<Arc<[u8]>> = pool.install(|| {
        (0..64)
            .into_par_iter()
            .map(|_| {
                let made = cache.get_or_insert_with(key(1), || {
                    let sum: u64 = (0..100_u64).into_par_iter().map(|n| std::hint::black_box(n) * n).sum();
                    Ok::<_, ()>(sum.to_le_bytes().to_vec())
                });
                made.unwrap()
            })
            .collect()
    });
    assert!(values.iter().all(|value| *value == values[0]));
}

#[test]
fn hits_save_what_loading_took() {
    let cache = Cache::new();
    cache
        .get_or_insert_with(key(1), || {
            std::thread::sleep(Duration::from_millis(20));
            load(b"slow")
        })
        .unwrap();
    assert_eq!(cache.stats().time_saved, Duration::ZERO);
    for _ in 0..3 {
        assert!(cache.get(key(1)).is_some());
    }
    let saved = cache.stats().time_saved;
    assert!(saved >= Duration::from_millis(60), "{saved:?}");
}

/// Drives a future that waits for other threads only.
fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(std::thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Arc::new(Unpark(std::thread::current())).into();
    let mut context = std::task::Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            std::task::Poll::Ready(output) => return output,
            std::task::Poll::Pending => std::thread::park(),
        }
    }
}

#[test]
fn tasks_and_threads_load_once_together() {
    let cache = Cache::new();
    let (loads, barrier) = (AtomicUsize::new(0), Barrier::new(64));
    std::thread::scope(|scope| {
        for number in 0..64 {
            let (cache, loads, barrier) = (&cache, &loads, &barrier);
            scope.spawn(move || {
                let work = || {
                    loads.fetch_add(1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(20));
                    load(b"made once")
                };
                barrier.wait();
                let value = if number % 2 == 0 {
                    cache.get_or_insert_with(key(1), work)
                } else {
                    block_on(cache.get_or_insert_async(key(1), async { work() }))
                };
                assert_eq!(&*value.unwrap(), b"made once");
            });
        }
    });
    assert_eq!(loads.into_inner(), 1);
}

#[test]
fn a_task_that_is_dropped_or_fails_lets_the_next_one_load() {
    let cache = Cache::new();
    let never = cache.get_or_insert_async(key(1), std::future::pending::<Result<Vec<u8>, ()>>());
    let mut never = Box::pin(never);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(never.as_mut().poll(&mut context).is_pending());
    drop(never);
    assert_eq!(block_on(cache.get_or_insert_async(key(1), async { Err::<Vec<u8>, _>("no") })), Err("no"));
    let panicking = || block_on(cache.get_or_insert_async(key(1), async { panic!("loader") as Result<Vec<u8>, ()> }));
    assert!(catch_unwind(AssertUnwindSafe(panicking)).is_err());
    assert_eq!(&*cache.get_or_insert_with(key(1), || load(b"then")).unwrap(), b"then");
}

#[test]
fn models_are_written_once_for_each_set_of_options() {
    use crate::options::DumpOptions;
    use crate::test_model::Clip;
    let cache = Cache::new();
    let (clip, other) = (Clip::new(1, "one"), Clip::new(2, "one"));
    let plain = cache.get_or_encode(&clip, &DumpOptions::new()).unwrap();
    assert_eq!(&*plain, br#"{"id":1,"title":"one"}"#);
    assert!(Arc::ptr_eq(&plain, &cache.get_or_encode(&clip.clone(), &DumpOptions::new()).unwrap()));
    assert!(Arc::ptr_eq(&plain, &cache.get_or_encode(&&clip, &DumpOptions::new()).unwrap()));
    assert_ne!(plain, cache.get_or_encode(&clip, &DumpOptions::new().indent(2)).unwrap());
    assert_ne!(plain, cache.get_or_encode(&other, &DumpOptions::new()).unwrap());
    assert_eq!((cache.stats().misses, cache.stats().hits), (3, 2));
}

#[test]
fn keys() {
    let one = CacheKey::of(b"content");
    assert_eq!(one, CacheKey::of(b"content"));
    assert_ne!(one, CacheKey::of(b"other"));
    assert_ne!(one.with(1), one);
    assert_ne!(one.with(1), one.with(2));
    // Keys that differ in one half only, or are small, must not share their hashes.
    let cache = Cache::builder().max_size(10_000).build().unwrap();
    for number in 0..2_000u128 {
        cache.insert(key(number), number.to_le_bytes().to_vec());
        cache.insert(key(number << 64), (number << 64).to_le_bytes().to_vec());
    }
    for number in 1..2_000u128 {
        for number in [number, number << 64] {
            assert_eq!(cache.get(key(number)).as_deref(), Some(&number.to_le_bytes()[..]));
        }
    }
}

#[test]
fn contradictions_are_refused() {
    for builder in [
        Cache::builder().max_size(0),
        Cache::builder().max_bytes(10),
        Cache::builder().ttl(Duration::ZERO),
        Cache::builder().max_value_bytes(0),
    ] {
        assert!(builder.build().is_err());
    }
}

#[test]
fn remove_and_clear() {
    let cache = Cache::new();
    cache.insert(key(1), vec![1]);
    cache.insert(key(2), vec![2]);
    assert_eq!(cache.remove(key(1)).as_deref(), Some(&[1][..]));
    assert!(cache.remove(key(1)).is_none());
    cache.clear();
    assert!(cache.is_empty() && cache.get(key(2)).is_none());
    assert_eq!(cache.stats().evictions, 0);
}
