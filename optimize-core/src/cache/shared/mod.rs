//! [`SharedTier`]: a cache behind the cache, which other machines use too.
//!
//! What the first tier has not is looked up on a server before it is made, and what was made is put there. The
//! server is never trusted and never waited for twice: every value carries the version of its form and a
//! checksum over itself and its key; a server that fails or does not answer in time is left alone until it
//! answers again, and the first tier serves on.
//!
//! ```no_run
//! use optimize_core::cache::Cache;
//! # #[cfg(feature = "redis")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use optimize_core::cache::shared::{RedisStore, SharedTier};
//! use std::time::Duration;
//!
//! let server = RedisStore::open("redis://127.0.0.1:6379/0", Duration::from_millis(50))?;
//! let cache = Cache::builder().max_size(10_000).shared(SharedTier::new(server)).build()?;
//! println!("{:?}", cache.shared_stats());
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "redis"))]
//! # fn main() {}
//! ```

mod breaker;
mod frame;
#[cfg(feature = "redis")]
mod redis;
mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "redis")]
pub use redis::RedisStore;
pub use store::{SharedFuture, SharedStore, StoreError, Stored};

use super::CacheKey;
use breaker::Breaker;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// The largest value that is put on a server, and the largest that is taken from one, in bytes.
const MAX_VALUE_BYTES: usize = 16 << 20;

/// Counts since the tier was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SharedStats {
    /// Values that the server had.
    pub hits: u64,
    /// Values that it had not.
    pub misses: u64,
    /// Values that it had, and that failed their checksum, were of another version, or too large. Each counts as
    /// a miss too.
    pub corrupt: u64,
    /// Values that were put there.
    pub writes: u64,
    /// Requests that failed or were not answered in time.
    pub errors: u64,
    /// Requests that were not made, because the server had failed before.
    pub skipped: u64,
    /// Whether the server is being left alone.
    pub open: bool,
}

#[derive(Default)]
struct Counts {
    hits: AtomicU64,
    misses: AtomicU64,
    corrupt: AtomicU64,
    writes: AtomicU64,
    errors: AtomicU64,
    skipped: AtomicU64,
}

/// A server behind the cache. Clones are one.
#[derive(Clone)]
pub struct SharedTier {
    inner: Arc<Inner>,
}

struct Inner {
    store: Arc<dyn SharedStore>,
    breaker: Breaker,
    prefix: String,
    max_value_bytes: usize,
    counts: Counts,
}

/// Choices for a [`SharedTier`].
pub struct SharedTierBuilder {
    store: Arc<dyn SharedStore>,
    prefix: String,
    max_value_bytes: usize,
    retry_after: Duration,
}

impl SharedTierBuilder {
    /// What the keys begin with; `optimize` by default. Tiers with another prefix share nothing.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Larger values are not put on the server, and not taken from it; 16 MiB by default.
    #[must_use]
    pub fn max_value_bytes(mut self, bytes: usize) -> Self {
        self.max_value_bytes = bytes;
        self
    }

    /// How long a server that failed is left alone before it is asked again, in the background; a second by
    /// default. After each further failure twice as long, up to half a minute.
    #[must_use]
    pub fn retry_after(mut self, time: Duration) -> Self {
        self.retry_after = time;
        self
    }

    /// The tier.
    #[must_use]
    pub fn build(self) -> SharedTier {
        SharedTier {
            inner: Arc::new(Inner {
                store: self.store,
                breaker: Breaker::new(self.retry_after),
                prefix: self.prefix,
                max_value_bytes: self.max_value_bytes,
                counts: Counts::default(),
            }),
        }
    }
}

impl fmt::Debug for SharedTierBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedTierBuilder").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

/// A value that a server had.
pub(super) struct Found {
    pub(super) bytes: Arc<[u8]>,
    /// How long the server will keep it; nothing for ever.
    pub(super) left: Option<Duration>,
}

impl SharedTier {
    /// A tier with the usual choices.
    #[must_use]
    pub fn new(store: impl SharedStore) -> Self {
        Self::builder(store).build()
    }

    /// Choices for a new tier.
    #[must_use]
    pub fn builder(store: impl SharedStore) -> SharedTierBuilder {
        SharedTierBuilder {
            store: Arc::new(store),
            prefix: "optimize".to_owned(),
            max_value_bytes: MAX_VALUE_BYTES,
            retry_after: Duration::from_secs(1),
        }
    }

    /// What has happened so far.
    #[must_use]
    pub fn stats(&self) -> SharedStats {
        let counts = &self.inner.counts;
        SharedStats {
            hits: counts.hits.load(Relaxed),
            misses: counts.misses.load(Relaxed),
            corrupt: counts.corrupt.load(Relaxed),
            writes: counts.writes.load(Relaxed),
            errors: counts.errors.load(Relaxed),
            skipped: counts.skipped.load(Relaxed),
            open: self.inner.breaker.is_open(),
        }
    }

    pub(super) fn get(&self, key: CacheKey) -> Option<Found> {
        self.admitted().then(|| self.inner.store.get(&self.key(key), self.limit())).and_then(|got| self.take(key, got))
    }

    pub(super) async fn get_async(&self, key: CacheKey) -> Option<Found> {
        if !self.admitted() {
            return None;
        }
        let got = self.inner.store.get_async(self.key(key), self.limit()).await;
        self.take(key, got)
    }

    pub(super) fn set(&self, key: CacheKey, value: &[u8], ttl: Option<Duration>) {
        if value.len() <= self.inner.max_value_bytes && self.admitted() {
            self.put(self.inner.store.set(&self.key(key), frame::seal(key, value), ttl));
        }
    }

    pub(super) async fn set_async(&self, key: CacheKey, value: &[u8], ttl: Option<Duration>) {
        if value.len() <= self.inner.max_value_bytes && self.admitted() {
            self.put(self.inner.store.set_async(self.key(key), frame::seal(key, value), ttl).await);
        }
    }

    pub(super) fn remove(&self, key: CacheKey) {
        if self.admitted() {
            self.note(&self.inner.store.remove(&self.key(key)));
        }
    }

    fn key(&self, key: CacheKey) -> String {
        format!("{}:{}:{:032x}", self.inner.prefix, frame::VERSION, key.get())
    }

    /// One byte more than may be: what is longer is seen to be so.
    fn limit(&self) -> usize {
        frame::HEAD + self.inner.max_value_bytes + 1
    }

    /// Whether to ask the server.
    fn admitted(&self) -> bool {
        let admitted = self.inner.breaker.admits(&self.inner.store);
        if !admitted {
            self.inner.counts.skipped.fetch_add(1, Relaxed);
        }
        admitted
    }

    /// What an answer says of the server.
    fn note<T>(&self, answer: &Result<T, StoreError>) {
        match answer {
            Ok(_) => {}
            Err(error) => {
                self.inner.counts.errors.fetch_add(1, Relaxed);
                if error.is_outage() {
                    self.inner.breaker.open();
                }
            }
        }
    }

    fn take(&self, key: CacheKey, answer: Result<Option<Stored>, StoreError>) -> Option<Found> {
        self.note(&answer);
        let counts = &self.inner.counts;
        let found = match answer.ok()? {
            None => None,
            Some(stored) => {
                let opened = (stored.bytes.len() < self.limit()).then(|| frame::open(key, &stored.bytes)).flatten();
                if opened.is_none() {
                    counts.corrupt.fetch_add(1, Relaxed);
                }
                opened.map(|value| Found { bytes: value.into(), left: stored.left })
            }
        };
        let counter = if found.is_some() { &counts.hits } else { &counts.misses };
        counter.fetch_add(1, Relaxed);
        found
    }

    fn put(&self, answer: Result<(), StoreError>) {
        self.note(&answer);
        if answer.is_ok() {
            self.inner.counts.writes.fetch_add(1, Relaxed);
        }
    }
}

impl fmt::Debug for SharedTier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedTier").field("prefix", &self.inner.prefix).field("stats", &self.stats()).finish()
    }
}
