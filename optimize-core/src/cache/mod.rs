//! [`Cache`]: encoded values by a 128-bit key, bounded in entries, bytes and age, for many threads.
//!
//! ```
//! use optimize_core::cache::{Cache, CacheKey};
//!
//! let cache = Cache::builder().max_size(500).max_bytes(1 << 20).build()?;
//! let key = CacheKey::new(7);
//! let bytes = cache.get_or_insert_with(key, || Ok::<_, std::io::Error>(b"expensive".to_vec()))?;
//! assert_eq!(&*bytes, b"expensive");
//! assert_eq!(cache.get(key).as_deref(), Some(&b"expensive"[..]));
//! assert_eq!(cache.stats().hits, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Values are `Arc<[u8]>`: a hit copies nothing. Eviction is quick_cache's (a Clock-PRO that keeps
//! what was used again over what came last); an entry costs about 100 bytes beside its value.
//! Reading the clock costs as much as a hit: without a TTL it is not read.

mod builder;
mod clock;
mod entry;
mod key;
mod stats;
#[cfg(test)]
mod tests;

pub use builder::{CacheBuilder, CacheConfigError, SMART_MAX_BYTES};
pub use clock::{Clock, ManualClock};
pub use key::CacheKey;
pub use stats::CacheStats;

use entry::{Entry, Guard, Store};
use quick_cache::sync::GuardResult;
use stats::Counters;
use std::fmt;
use std::sync::Arc;

/// A concurrent cache of encoded values. Clones share one store.
#[derive(Clone)]
pub struct Cache {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    counters: Arc<Counters>,
    clock: Clock,
    /// Nanoseconds from the write; `None` for ever.
    ttl: Option<u64>,
    max_value_bytes: usize,
    /// What an entry weighs at least, so that the weights bound the number of entries too.
    least_weight: u64,
    /// What an entry weighs at most: the store admits nothing that would fill a whole shard.
    most_weight: u64,
    weighs_bytes: bool,
    capacity: u64,
}

impl Cache {
    /// At most 1,000 entries, each valid for an hour from its write.
    #[must_use]
    pub fn new() -> Self {
        CacheBuilder::new().open()
    }

    /// Choices for a new cache.
    #[must_use]
    pub fn builder() -> CacheBuilder {
        CacheBuilder::new()
    }

    /// The value, if it is there and not expired. An empty value is a value.
    #[must_use]
    pub fn get(&self, key: CacheKey) -> Option<Arc<[u8]>> {
        let found = self.inner.store.get(&key).and_then(|entry| self.valid(key, entry));
        if found.is_some() {
            Counters::add(&self.inner.counters.hits);
        } else {
            Counters::add(&self.inner.counters.misses);
        }
        found
    }

    /// Stores a value, in place of one that has the key. A value that is above the cache's limits
    /// is not kept, and neither is what it would replace.
    pub fn insert(&self, key: CacheKey, value: impl Into<Arc<[u8]>>) {
        let value = value.into();
        if !self.keeps(value.len()) {
            self.remove(key);
            return;
        }
        Counters::add(&self.inner.counters.insertions);
        self.inner.store.insert(key, self.entry(value));
    }

    /// The value, or what the loader makes. However many threads ask for one absent key, one of
    /// them runs its loader and the others wait for it; if it fails or panics the next one runs its
    /// own. No lock is held meanwhile, but a loader that asks for its own key waits for itself.
    ///
    /// # Errors
    /// The loader's error. Nothing is stored then.
    pub fn get_or_insert_with<V: Into<Arc<[u8]>>, E>(
        &self,
        key: CacheKey,
        load: impl FnOnce() -> Result<V, E>,
    ) -> Result<Arc<[u8]>, E> {
        let guard = loop {
            match self.inner.store.get_value_or_guard(&key, None) {
                GuardResult::Value(entry) => {
                    if let Some(value) = self.valid(key, entry) {
                        Counters::add(&self.inner.counters.hits);
                        return Ok(value);
                    }
                }
                GuardResult::Guard(guard) => break guard,
                // Without a time limit the wait does not end by itself.
                GuardResult::Timeout => {}
            }
        };
        Counters::add(&self.inner.counters.misses);
        // Dropping the guard, by the error or by unwinding, wakes the next waiter.
        let value = load()?.into();
        self.fill(guard, Arc::clone(&value));
        Ok(value)
    }

    /// Whether the cache would keep a value of this many bytes.
    #[must_use]
    pub fn keeps(&self, bytes: usize) -> bool {
        bytes < self.inner.max_value_bytes && self.weight(bytes) <= self.inner.most_weight
    }

    /// Removes an entry and returns its value.
    pub fn remove(&self, key: CacheKey) -> Option<Arc<[u8]>> {
        self.inner.store.remove(&key).map(|(_, entry)| entry.bytes)
    }

    /// Removes every entry. The statistics stay.
    pub fn clear(&self) {
        self.inner.store.clear();
    }

    /// The number of entries, those included that are expired and not yet asked for.
    #[must_use]
    pub fn len(&self) -> usize {
        self.inner.store.len()
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inner.store.is_empty()
    }

    /// What has happened so far, and what is stored now. Walks the entries to add up their bytes
    /// where only their number is limited.
    #[must_use]
    pub fn stats(&self) -> CacheStats {
        let bytes = self.inner.store.iter().map(|(_, entry)| entry.bytes.len() as u64).sum();
        self.inner.counters.read(self.len(), bytes)
    }

    /// The sum of the entries' weights and its upper bound: bytes if the cache has a limit in
    /// bytes, else entries.
    #[must_use]
    pub fn weight_and_capacity(&self) -> (u64, u64) {
        (self.inner.store.weight(), self.inner.capacity)
    }

    fn fill(&self, guard: Guard<'_>, value: Arc<[u8]>) {
        let entry = if self.keeps(value.len()) {
            Counters::add(&self.inner.counters.insertions);
            self.entry(value)
        } else {
            // Above every capacity: those who wait get the value, and it is not stored.
            Entry { bytes: value, written: 0, weight: Entry::NEVER_KEPT }
        };
        // An error means that the key was removed or inserted meanwhile: then that stands.
        let _ = guard.insert(entry);
    }

    fn entry(&self, bytes: Arc<[u8]>) -> Entry {
        let written = if self.inner.ttl.is_some() { self.inner.clock.now() } else { 0 };
        let weight = self.weight(bytes.len());
        Entry { bytes, written, weight }
    }

    fn weight(&self, bytes: usize) -> u64 {
        if self.inner.weighs_bytes { self.inner.least_weight.max((bytes + Entry::OVERHEAD) as u64) } else { 1 }
    }

    /// The entry's value, unless it is expired: then the entry is removed.
    fn valid(&self, key: CacheKey, entry: Entry) -> Option<Arc<[u8]>> {
        let Some(ttl) = self.inner.ttl else { return Some(entry.bytes) };
        let now = self.inner.clock.now();
        let expired = |entry: &Entry| now.saturating_sub(entry.written) >= ttl;
        if !expired(&entry) {
            return Some(entry.bytes);
        }
        // Another thread may have written the key since: only what is expired goes.
        if self.inner.store.remove_if(&key, expired).is_some() {
            Counters::add(&self.inner.counters.expirations);
        }
        None
    }
}

impl Default for Cache {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").field("entries", &self.len()).field("capacity", &self.inner.capacity).finish()
    }
}
