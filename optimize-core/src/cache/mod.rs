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
//! what was used again over what came last); an entry costs about 128 bytes beside its value.
//! Ages are measured by a coarse clock, some milliseconds apart; without a TTL no clock is read.

mod builder;
mod clock;
mod counters;
mod entry;
mod key;
mod load;
mod model;
pub mod shared;
mod stats;
#[cfg(test)]
mod tests;
mod ticker;

pub use builder::{CacheBuilder, CacheConfigError, SMART_MAX_BYTES};
pub use clock::{Clock, ManualClock};
pub use key::CacheKey;
pub(crate) use model::{settings, type_salt};
pub use stats::CacheStats;
pub(crate) use ticker::ticks;

use clock::Watch;
use counters::Counters;
use entry::{Entry, Store, Weights};
use shared::{SharedStats, SharedTier};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A concurrent cache of encoded values. Clones share one store.
#[derive(Clone)]
pub struct Cache {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    counters: Arc<Counters>,
    clock: Watch,
    terms: Terms,
    weights: Weights,
    /// What an entry weighs at most: the store admits nothing that would fill a whole shard.
    most_weight: u64,
    capacity: u64,
    shared: Option<SharedTier>,
}

/// On what terms a value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    /// In ticks of the clock; `None` for ever.
    pub(crate) ttl: Option<u64>,
    /// Larger values are not kept, nor are values of this size.
    pub(crate) max_value_bytes: usize,
}

impl Terms {
    /// How long a value is kept; nothing for ever.
    fn time_to_live(&self) -> Option<Duration> {
        self.ttl.map(ticker::duration)
    }
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
    /// With a second tier, what is absent is looked up there.
    #[must_use]
    #[inline]
    pub fn get(&self, key: CacheKey) -> Option<Arc<[u8]>> {
        let found = self.inner.store.get(&key).and_then(|entry| self.hit(key, entry));
        if found.is_none() {
            return self.get_elsewhere(key);
        }
        found
    }

    /// Stores a value, in place of one that has the key. A value that is above the cache's limits
    /// is not kept, and neither is what it would replace.
    pub fn insert(&self, key: CacheKey, value: impl Into<Arc<[u8]>>) {
        let value = value.into();
        if let Some(shared) = &self.inner.shared {
            shared.set(key, &value, self.inner.terms.time_to_live());
        }
        self.insert_here(key, value);
    }

    fn insert_here(&self, key: CacheKey, value: Arc<[u8]>) {
        if !self.keeps(value.len()) {
            self.inner.store.remove(&key);
            return;
        }
        self.inner.counters.inserted();
        self.inner.store.insert(key, self.entry(value, &self.inner.terms, Duration::ZERO));
    }

    /// Whether the cache would keep a value of this many bytes.
    #[must_use]
    pub fn keeps(&self, bytes: usize) -> bool {
        self.keeps_by(bytes, &self.inner.terms)
    }

    fn keeps_by(&self, bytes: usize, terms: &Terms) -> bool {
        bytes < terms.max_value_bytes && self.inner.weights.of(bytes) <= self.inner.most_weight
    }

    /// Removes an entry, from the second tier too, and returns its value.
    pub fn remove(&self, key: CacheKey) -> Option<Arc<[u8]>> {
        if let Some(shared) = &self.inner.shared {
            shared.remove(key);
        }
        self.inner.store.remove(&key).map(|(_, entry)| entry.bytes)
    }

    /// Removes every entry, from the first tier only. The statistics stay.
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

    /// What has happened so far, and what is stored now. Walks the entries to add up their bytes.
    #[must_use]
    pub fn stats(&self) -> CacheStats {
        let bytes = self.inner.store.iter().map(|(_, entry)| entry.bytes.len() as u64).sum();
        self.inner.counters.read(self.len(), bytes)
    }

    /// What the second tier has done; nothing without one.
    #[must_use]
    pub fn shared_stats(&self) -> Option<SharedStats> {
        self.inner.shared.as_ref().map(SharedTier::stats)
    }

    /// The sum of the entries' weights and its upper bound: bytes if the cache has a limit in
    /// bytes, else entries.
    #[must_use]
    pub fn weight_and_capacity(&self) -> (u64, u64) {
        (self.inner.store.weight(), self.inner.capacity)
    }

    /// How long the cache keeps values, and which, unless it is told otherwise.
    pub(crate) fn terms(&self) -> Terms {
        self.inner.terms
    }

    /// What finding the value costs, without counting it.
    pub(crate) fn probe(&self, key: CacheKey) -> bool {
        self.inner.store.get(&key).is_some_and(|entry| entry.expires > self.inner.clock.now())
    }

    fn entry(&self, bytes: Arc<[u8]>, terms: &Terms, cost: Duration) -> Entry {
        let expires = terms.ttl.map_or(Entry::FOR_EVER, |ttl| self.inner.clock.look().saturating_add(ttl));
        Entry { bytes, expires, cost: cost.as_nanos() as f32, kept: true }
    }

    /// The entry's value, unless it is expired: then the entry is removed.
    #[inline]
    fn hit(&self, key: CacheKey, entry: Entry) -> Option<Arc<[u8]>> {
        if entry.expires != Entry::FOR_EVER && entry.expires <= self.inner.clock.now() {
            self.expire(key);
            return None;
        }
        self.inner.counters.hit(entry.cost);
        Some(entry.bytes)
    }

    #[cold]
    fn expire(&self, key: CacheKey) {
        // Another thread may have written the key since: only what is expired goes.
        let now = self.inner.clock.look();
        if self.inner.store.remove_if(&key, |entry| entry.expires <= now).is_some() {
            self.inner.counters.expired();
        }
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
