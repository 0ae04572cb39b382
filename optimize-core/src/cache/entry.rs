//! What the store holds, and what it does with what it evicts.

use super::CacheKey;
use super::counters::Counters;
use super::key::KeyHashes;
use quick_cache::Lifecycle;
use std::sync::Arc;

/// A value, and until when it is valid.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) bytes: Arc<[u8]>,
    /// In ticks of the cache's clock; [`Entry::FOR_EVER`] without a TTL.
    pub(super) expires: u64,
    /// What loading the value took, in nanoseconds: what each hit saves.
    pub(super) cost: f32,
    /// Whether the store may keep it. What it may not is handed to those who wait, and dropped.
    pub(super) kept: bool,
}

impl Entry {
    /// What an entry costs beside its value, in bytes: the key, the entry, the reference counts, the
    /// allocator's share, and the store's own at its usual load.
    pub(super) const OVERHEAD: usize = 128;

    /// No clock gets there.
    pub(super) const FOR_EVER: u64 = u64::MAX;
}

pub(super) type Store = quick_cache::sync::Cache<CacheKey, Entry, Weights, KeyHashes, Evictions>;
pub(super) type Guard<'a> = quick_cache::sync::PlaceholderGuard<'a, CacheKey, Entry, Weights, KeyHashes, Evictions>;

/// What entries weigh: bytes if the cache is limited in bytes, else one each.
#[derive(Clone, Copy)]
pub(super) struct Weights {
    pub(super) bytes: bool,
    /// What an entry weighs at least, so that the weights bound the number of entries too.
    pub(super) least: u64,
}

impl Weights {
    pub(super) fn of(&self, bytes: usize) -> u64 {
        if self.bytes { self.least.max((bytes + Entry::OVERHEAD) as u64) } else { 1 }
    }
}

impl quick_cache::Weighter<CacheKey, Entry> for Weights {
    fn weight(&self, _: &CacheKey, entry: &Entry) -> u64 {
        // A weight above every capacity is what the store admits never.
        if entry.kept { self.of(entry.bytes.len()) } else { u64::MAX / 4 }
    }
}

/// Counts evictions.
#[derive(Clone)]
pub(super) struct Evictions(pub(super) Arc<Counters>);

impl Lifecycle<CacheKey, Entry> for Evictions {
    /// The last evicted value, which is thus freed after the store's lock is.
    type RequestState = Option<Entry>;

    fn on_evict(&self, state: &mut Option<Entry>, _: CacheKey, entry: Entry) {
        if entry.kept {
            self.0.evicted();
        }
        *state = Some(entry);
    }
}
