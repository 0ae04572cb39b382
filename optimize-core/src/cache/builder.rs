//! [`CacheBuilder`]: the choices for a cache.

use super::counters::Counters;
use super::entry::{Evictions, Weights};
use super::key::KeyHashes;
use super::shared::SharedTier;
use super::ticker::ticks;
use super::{Cache, Clock, Inner, Terms};
use quick_cache::OptionsBuilder;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Smart caching keeps values below this many bytes.
pub const SMART_MAX_BYTES: usize = 10_000;

/// A shard has at least this many entries: with fewer, some shards overflow long before the cache
/// as a whole is full.
const ENTRIES_PER_SHARD: usize = 1024;

/// Bytes that an entry is taken to weigh where nothing is known of the values: what the store remembers of
/// evicted entries then takes a tenth of the cache at most.
const USUAL_WEIGHT: u64 = 384;

/// The part of a shard for entries that were used again. The store admits no entry above it.
const HOT: f64 = 0.97;

/// Choices for a [`Cache`].
#[derive(Clone, Debug)]
pub struct CacheBuilder {
    max_size: usize,
    max_bytes: Option<u64>,
    ttl: Option<Duration>,
    max_value_bytes: usize,
    clock: Clock,
    shared: Option<SharedTier>,
}

impl CacheBuilder {
    pub(super) fn new() -> Self {
        Self {
            max_size: 1000,
            max_bytes: None,
            ttl: Some(Duration::from_secs(3600)),
            max_value_bytes: usize::MAX,
            clock: Clock::monotonic(),
            shared: None,
        }
    }

    /// At most this many entries; 1,000 by default.
    #[must_use]
    pub fn max_size(mut self, entries: usize) -> Self {
        self.max_size = entries;
        self
    }

    /// At most this many bytes of memory, the entries' own cost included. The weights never exceed
    /// it. `max_size` holds too: every entry counts as at least the `max_size`th part of the bytes.
    #[must_use]
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = Some(bytes);
        self
    }

    /// How long an entry is valid after it was written; an hour by default. Hits do not prolong it.
    #[must_use]
    pub fn ttl(mut self, time: Duration) -> Self {
        self.ttl = Some(time);
        self
    }

    /// Entries are valid for ever.
    #[must_use]
    pub fn no_ttl(mut self) -> Self {
        self.ttl = None;
        self
    }

    /// Keeps only values below [`SMART_MAX_BYTES`].
    #[must_use]
    pub fn smart(self) -> Self {
        self.max_value_bytes(SMART_MAX_BYTES)
    }

    /// Keeps only values below this many bytes.
    #[must_use]
    pub fn max_value_bytes(mut self, bytes: usize) -> Self {
        self.max_value_bytes = bytes;
        self
    }

    /// The clock that the age of entries is measured by.
    #[must_use]
    pub fn clock(mut self, clock: impl Into<Clock>) -> Self {
        self.clock = clock.into();
        self
    }

    /// A second tier behind this one, which other machines share.
    #[must_use]
    pub fn shared(mut self, tier: SharedTier) -> Self {
        self.shared = Some(tier);
        self
    }

    /// The cache.
    ///
    /// # Errors
    /// When the choices leave a cache that can never hold anything.
    pub fn build(self) -> Result<Cache, CacheConfigError> {
        let reason = if self.max_size == 0 {
            "`max_size` is 0"
        } else if self.max_bytes.is_some_and(|bytes| bytes < super::Entry::OVERHEAD as u64) {
            "`max_bytes` is less than one entry needs beside its value"
        } else if self.ttl.is_some_and(|time| time.is_zero()) {
            "`ttl` is 0"
        } else if self.max_value_bytes == 0 {
            "`max_value_bytes` is 0"
        } else {
            return Ok(self.open());
        };
        Err(CacheConfigError { reason })
    }

    /// The cache, of choices that are known to be good.
    pub(super) fn open(self) -> Cache {
        let counters = Arc::new(Counters::default());
        // Rounded up, so that more than `max_size` entries are always above the capacity.
        let least = self.max_bytes.map_or(1, |bytes| bytes.div_ceil(self.max_size as u64));
        let weights = Weights { bytes: self.max_bytes.is_some(), least };
        let capacity = self.max_bytes.unwrap_or(self.max_size as u64);
        let most_entries = usize::try_from(capacity / least).unwrap_or(usize::MAX).min(self.max_size);
        // The store remembers the keys of half as many entries as it expects, beside those it has.
        let usual_weight = if weights.bytes { least.max(USUAL_WEIGHT) } else { least };
        let usual_entries = usize::try_from(capacity / usual_weight).unwrap_or(usize::MAX).clamp(1, self.max_size);
        let threads = std::thread::available_parallelism().map_or(4, usize::from);
        let shards = (most_entries / ENTRIES_PER_SHARD).clamp(1, threads.saturating_mul(4)).next_power_of_two();
        // A shard's capacity is rounded up: what the shards have together must not exceed the whole.
        let capacity = capacity - capacity % shards as u64;
        let options = OptionsBuilder::new()
            .shards(shards)
            .estimated_items_capacity(usual_entries)
            .weight_capacity(capacity)
            .hot_allocation(HOT)
            .build();
        let evictions = Evictions(Arc::clone(&counters));
        let store = match options {
            Ok(options) => super::Store::with_options(options, weights, KeyHashes::new(), evictions),
            // All of its required options are set, so this is never reached.
            Err(_) => super::Store::with(usual_entries, capacity, weights, KeyHashes::new(), evictions),
        };
        let most_weight = ((store.shard_capacity() as f64 * HOT) as u64).max(1);
        Cache {
            inner: Arc::new(Inner {
                store,
                weights,
                most_weight,
                counters,
                clock: self.clock.watch(self.ttl),
                terms: Terms { ttl: self.ttl.map(ticks), max_value_bytes: self.max_value_bytes },
                capacity,
                shared: self.shared,
            }),
        }
    }
}

/// Why a cache can't be made: the choices contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheConfigError {
    reason: &'static str,
}

impl fmt::Display for CacheConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the cache could never hold a value: {}", self.reason)
    }
}

impl std::error::Error for CacheConfigError {}
