//! [`CacheStats`]: what a cache has done.

use std::fmt;
use std::time::Duration;

/// Counts since the cache was made, and its content now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CacheStats {
    /// Lookups that found a value.
    pub hits: u64,
    /// Lookups that did not, expired entries included.
    pub misses: u64,
    /// Values stored.
    pub insertions: u64,
    /// Values removed to make room.
    pub evictions: u64,
    /// Values removed because they were too old.
    pub expirations: u64,
    /// What loading the values that were hit had taken, once for each hit.
    pub time_saved: Duration,
    /// Entries now.
    pub entries: u64,
    /// Bytes of all values now, without what the entries cost beside them.
    pub bytes: u64,
}

impl CacheStats {
    /// The share of lookups that found a value, from 0 to 1; 0.0 before the first lookup.
    #[must_use]
    pub fn hit_rate(&self) -> f64 {
        let lookups = self.hits + self.misses;
        if lookups == 0 { 0.0 } else { self.hits as f64 / lookups as f64 }
    }
}

impl fmt::Display for CacheStats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} entries, {} bytes, {} hits, {} misses ({:.1} % hits), {} evicted, {} expired, {:.3} s saved",
            self.entries,
            self.bytes,
            self.hits,
            self.misses,
            100.0 * self.hit_rate(),
            self.evictions,
            self.expirations,
            self.time_saved.as_secs_f64()
        )
    }
}
