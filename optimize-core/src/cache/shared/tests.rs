//! The tier in front of stores that fail, dawdle and lie, made of memory. A real server is in
//! `tests/tests/redis.rs`.

use super::*;
use crate::cache::Cache;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize};

/// A server in memory, that can be told to fail or to lie.
#[derive(Default)]
struct Server {
    values: Mutex<HashMap<String, Vec<u8>>>,
    ttls: Mutex<Vec<Option<Duration>>>,
    down: AtomicBool,
    refusing: AtomicBool,
    asked: AtomicUsize,
}

impl Server {
    fn answer<T>(&self, answer: impl FnOnce() -> T) -> Result<T, StoreError> {
        self.asked.fetch_add(1, Relaxed);
        if self.down.load(Relaxed) {
            return Err(StoreError::Outage("down".to_owned()));
        }
        if self.refusing.load(Relaxed) {
            return Err(StoreError::Refused("no".to_owned()));
        }
        Ok(answer())
    }

    fn change(&self, change: impl Fn(&mut Vec<u8>)) {
        self.values.lock().unwrap().values_mut().for_each(change);
    }
}

impl SharedStore for Arc<Server> {
    fn get(&self, key: &str, limit: usize) -> Result<Option<Stored>, StoreError> {
        self.answer(|| {
            let values = self.values.lock().unwrap();
            let bytes = values.get(key)?;
            Some(Stored { bytes: bytes[..bytes.len().min(limit)].to_vec(), left: Some(Duration::from_secs(20)) })
        })
    }

    fn set(&self, key: &str, value: Vec<u8>, ttl: Option<Duration>) -> Result<(), StoreError> {
        self.answer(|| {
            self.ttls.lock().unwrap().push(ttl);
            self.values.lock().unwrap().insert(key.to_owned(), value);
        })
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.answer(|| drop(self.values.lock().unwrap().remove(key)))
    }
}

fn key(number: u128) -> CacheKey {
    CacheKey::new(number)
}

fn cache(server: &Arc<Server>) -> Cache {
    let tier = SharedTier::builder(Arc::clone(server)).retry_after(Duration::from_millis(20)).max_value_bytes(1000);
    Cache::builder().ttl(Duration::from_secs(60)).shared(tier.build()).build().unwrap()
}

fn load(cache: &Cache, number: u128, value: &[u8]) -> (Vec<u8>, bool) {
    let mut loaded = false;
    let value = cache.get_or_insert_with(key(number), || {
        loaded = true;
        Ok::<_, ()>(value.to_vec())
    });
    (value.unwrap().to_vec(), loaded)
}

#[test]
fn caches_share_what_one_of_them_made() {
    let server = Arc::new(Server::default());
    let (one, two) = (cache(&server), cache(&server));
    assert_eq!(load(&one, 1, b"made"), (b"made".to_vec(), true));
    assert_eq!(load(&two, 1, b"not asked for"), (b"made".to_vec(), false));
    assert_eq!(load(&two, 1, b"not asked for"), (b"made".to_vec(), false));
    assert_eq!(two.shared_stats().unwrap().hits, 1, "the second time it was in the first tier");
    assert_eq!(load(&one, 2, b""), (Vec::new(), true));
    assert_eq!(load(&two, 2, b"x"), (Vec::new(), false), "an empty value is a value");
    assert_eq!(two.get(key(1)).as_deref(), Some(&b"made"[..]));
    assert_eq!(cache(&server).get(key(1)).as_deref(), Some(&b"made"[..]), "`get` asks the server too");
    one.insert(key(3), b"written".to_vec());
    assert_eq!(two.get(key(3)).as_deref(), Some(&b"written"[..]));
    one.remove(key(3));
    assert!(cache(&server).get(key(3)).is_none());
    assert!(server.ttls.lock().unwrap().iter().all(|ttl| ttl.is_some_and(|ttl| ttl.as_secs().abs_diff(60) <= 1)));
}

#[test]
fn every_damage_is_a_miss_and_counted() {
    let server = Arc::new(Server::default());
    let whole = frame::seal(key(1), b"the value");
    let mut damages: Vec<Vec<u8>> = (0..whole.len()).map(|length| whole[..length].to_vec()).collect();
    for bit in 0..8 * whole.len() {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        damages.push(flipped);
    }
    damages.extend([
        [&whole[..], b"x"].concat(),
        frame::seal(key(2), b"the value"),
        vec![0; 5000],
        b"nonsense".to_vec(),
    ]);
    for damage in &damages {
        let cache = cache(&server);
        load(&cache, 1, b"the value");
        server.change(|value| value.clone_from(damage));
        let fresh = self::cache(&server);
        assert_eq!(load(&fresh, 1, b"made anew"), (b"made anew".to_vec(), true), "{damage:?}");
        assert_eq!((fresh.shared_stats().unwrap().corrupt, fresh.shared_stats().unwrap().hits), (1, 0));
        let next = self::cache(&server);
        assert_eq!(load(&next, 1, b""), (b"made anew".to_vec(), false), "the damage was written over");
        server.values.lock().unwrap().clear();
    }
}

#[test]
fn a_server_that_is_down_is_asked_once_and_found_again() {
    let server = Arc::new(Server::default());
    let cache = cache(&server);
    server.down.store(true, Relaxed);
    for number in 0..100 {
        assert_eq!(load(&cache, number, b"made"), (b"made".to_vec(), true));
    }
    let stats = cache.shared_stats().unwrap();
    assert!(stats.open && stats.errors == 1 && stats.skipped >= 199, "{stats:?}");
    assert!(server.asked.load(Relaxed) < 20, "beside the probes");
    server.down.store(false, Relaxed);
    let found_again = (0..500).any(|number| {
        std::thread::sleep(Duration::from_millis(10));
        load(&cache, 1000 + number, b"made");
        !cache.shared_stats().unwrap().open
    });
    assert!(found_again);
    load(&cache, 5000, b"made");
    assert!(cache.shared_stats().unwrap().writes > 0);
}

#[test]
fn a_server_that_refuses_is_asked_on() {
    let server = Arc::new(Server::default());
    let cache = cache(&server);
    server.refusing.store(true, Relaxed);
    for number in 0..10 {
        load(&cache, number, b"made");
    }
    let stats = cache.shared_stats().unwrap();
    assert!(!stats.open && stats.errors == 20, "{stats:?}");
}

#[test]
fn large_values_stay_here() {
    let server = Arc::new(Server::default());
    let cache = cache(&server);
    load(&cache, 1, &[1; 1000]);
    load(&cache, 2, &[1; 1001]);
    assert_eq!(server.values.lock().unwrap().len(), 1);
    assert!(cache.get(key(2)).is_some());
}

#[test]
fn a_store_that_panics_takes_nobody_along() {
    struct Panics;
    impl SharedStore for Panics {
        fn get(&self, key: &str, _: usize) -> Result<Option<Stored>, StoreError> {
            if key == "optimize:probe" { panic!("a store that panics") } else { Err(StoreError::Outage(String::new())) }
        }
        fn set(&self, _: &str, _: Vec<u8>, _: Option<Duration>) -> Result<(), StoreError> {
            Ok(())
        }
        fn remove(&self, _: &str) -> Result<(), StoreError> {
            Ok(())
        }
    }
    let tier = SharedTier::builder(Panics).retry_after(Duration::from_millis(1)).build();
    let cache = Cache::builder().shared(tier).build().unwrap();
    for number in 0..20 {
        load(&cache, number, b"made");
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(cache.shared_stats().unwrap().open);
}
