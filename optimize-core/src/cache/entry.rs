//! What the store holds, and what it does with what it evicts.

use super::CacheKey;
use super::key::KeyHashes;
use super::stats::Counters;
use quick_cache::Lifecycle;
use std::sync::Arc;

/// A value with the time of its write.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) bytes: Arc<[u8]>,
    /// Nanoseconds of the cache's clock; 0 without a TTL.
    pub(super) written: u64,
    pub(super) weight: u64,
}

impl Entry {
    /// What an entry costs beside its value, in bytes: the key, the entry, the reference counts, and
    /// the store's own share at its usual load.
    pub(super) const OVERHEAD: usize = 104;

    /// A weight above every capacity: the store hands the value to those who wait and drops it.
    pub(super) const NEVER_KEPT: u64 = u64::MAX / 4;
}

pub(super) type Store = quick_cache::sync::Cache<CacheKey, Entry, Weight, KeyHashes, Evictions>;
pub(super) type Guard<'a> = quick_cache::sync::PlaceholderGuard<'a, CacheKey, Entry, Weight, KeyHashes, Evictions>;

#[derive(Clone, Copy)]
pub(super) struct Weight;

impl quick_cache::Weighter<CacheKey, Entry> for Weight {
    fn weight(&self, _: &CacheKey, entry: &Entry) -> u64 {
        entry.weight
    }
}

/// Counts evictions.
#[derive(Clone)]
pub(super) struct Evictions(pub(super) Arc<Counters>);

impl Lifecycle<CacheKey, Entry> for Evictions {
    /// The last evicted value, which is thus freed after the store's lock is.
    type RequestState = Option<Entry>;

    fn on_evict(&self, state: &mut Option<Entry>, _: CacheKey, entry: Entry) {
        if entry.weight != Entry::NEVER_KEPT {
            Counters::add(&self.0.evictions);
        }
        *state = Some(entry);
    }
}
