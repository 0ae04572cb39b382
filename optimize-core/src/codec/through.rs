//! Encoding through the cache, or around it.

use super::worth::{Route, Worth};
use super::{CacheUse, CacheVerdict, Codec, Encoded};
use crate::cache::{Cache, CacheKey, Terms, ticks, type_salt};
use crate::error::DumpError;
use crate::model::Optimized;
use crate::type_map::TypeMap;
use std::any::TypeId;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How values of one type are cached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CachePolicy {
    cache_use: Option<CacheUse>,
    ttl: Option<Duration>,
    max_value_bytes: Option<usize>,
}

impl CachePolicy {
    /// As the cache and the codec have it.
    #[must_use]
    pub const fn new() -> Self {
        Self { cache_use: None, ttl: None, max_value_bytes: None }
    }

    /// Whether the cache is used.
    #[must_use]
    pub const fn cache_use(mut self, cache_use: CacheUse) -> Self {
        self.cache_use = Some(cache_use);
        self
    }

    /// How long a value is valid after it was written.
    #[must_use]
    pub const fn ttl(mut self, time: Duration) -> Self {
        self.ttl = Some(time);
        self
    }

    /// Keeps only values below this many bytes.
    #[must_use]
    pub const fn max_value_bytes(mut self, bytes: usize) -> Self {
        self.max_value_bytes = Some(bytes);
        self
    }

    pub(super) fn is_contradictory(&self) -> bool {
        let never = self.cache_use == Some(CacheUse::Never);
        self.ttl.is_some_and(|time| time.is_zero() || never)
            || self.max_value_bytes.is_some_and(|bytes| bytes == 0 || never)
    }
}

/// A codec's cache, and what is known of it and each type.
pub(super) struct Caching {
    pub(super) cache: Cache,
    /// A hash of everything that changes what is written.
    settings: u128,
    cache_use: CacheUse,
    policies: Vec<(TypeId, CachePolicy)>,
    types: TypeMap<Worth>,
}

impl Caching {
    pub(super) fn new(cache: Cache, settings: u128, cache_use: CacheUse, policies: Vec<(TypeId, CachePolicy)>) -> Self {
        Self { cache, settings, cache_use, policies, types: TypeMap::new() }
    }

    #[inline]
    fn worth<T: Optimized>(&self) -> &Worth {
        self.types.get::<T>(|| {
            let id = typeid::of::<T>();
            let policy =
                self.policies.iter().rfind(|(of, _)| *of == id).map_or(CachePolicy::new(), |(_, policy)| *policy);
            let usual = self.cache.terms();
            let terms = Terms {
                ttl: policy.ttl.map(ticks).or(usual.ttl),
                max_value_bytes: policy.max_value_bytes.unwrap_or(usual.max_value_bytes),
            };
            let cache_use = policy.cache_use.unwrap_or(self.cache_use);
            Worth::new(T::NAME, type_salt::<T>(self.settings), terms, cache_use)
        })
    }

    pub(super) fn verdicts(&self) -> Vec<CacheVerdict> {
        let mut verdicts = Vec::new();
        self.types.for_each(|worth| verdicts.push(worth.verdict()));
        verdicts
    }
}

impl Codec {
    /// The encoded value: from the cache, or made by this.
    #[inline]
    pub(super) fn through_cache<T: Optimized>(
        &self,
        caching: &Caching,
        value: &T,
        mut make: impl FnMut() -> Result<Vec<u8>, DumpError>,
    ) -> Result<Encoded, DumpError> {
        let worth = caching.worth::<T>();
        match worth.route() {
            Route::Around => make().map(Encoded::owned),
            Route::Through => self.lookup(caching, worth, value, make).map(Encoded::shared),
            Route::TimedAround => timed_around(caching, worth, value, make).map(Encoded::owned),
            Route::TimedThrough => self.timed_through(caching, worth, value, &mut make).map(Encoded::shared),
        }
    }

    /// Appends the encoded value; written where it belongs, if the cache is not used.
    #[inline]
    pub(super) fn append_through_cache<T: Optimized>(
        &self,
        caching: &Caching,
        value: &T,
        out: &mut Vec<u8>,
        scratch: &mut Vec<u8>,
    ) -> Result<(), DumpError> {
        let worth = caching.worth::<T>();
        let mut make = || self.make(value);
        match worth.route() {
            Route::Around => self.write(value, out, scratch)?,
            Route::Through => {
                // A miss is written where it belongs, and the cache has the copy.
                let (start, mut hit) = (out.len(), true);
                let bytes = self.lookup(caching, worth, value, || {
                    hit = false;
                    self.write(value, out, scratch)?;
                    Ok(Arc::<[u8]>::from(&out[start..]))
                })?;
                if hit {
                    out.extend_from_slice(&bytes);
                }
            }
            Route::TimedAround => out.extend_from_slice(&timed_around(caching, worth, value, make)?),
            Route::TimedThrough => out.extend_from_slice(&self.timed_through(caching, worth, value, &mut make)?),
        }
        Ok(())
    }

    /// As `through_cache`, awaiting the second tier. Only without one is anything timed: awaiting is no work.
    #[cfg(feature = "tokio")]
    pub(super) async fn encode_awaiting<T: Optimized>(&self, value: &T) -> Result<Encoded, DumpError> {
        let Some(caching) = self.inner.cache.as_ref().filter(|caching| caching.cache.shared_stats().is_some()) else {
            return self.encode_uncounted(value);
        };
        let worth = caching.worth::<T>();
        let make = || self.make(value);
        if worth.goes_around() {
            return make().map(Encoded::owned);
        }
        let mut hit = true;
        let key = CacheKey::salted(worth.salt, value);
        let result = caching.cache.load_async(key, worth.terms, async {
            hit = false;
            make()
        });
        let result = result.await;
        if let Some(monitored) = &self.inner.monitored {
            monitored.monitor.cache_lookup(hit);
        }
        result.map(Encoded::shared)
    }

    fn lookup<T: Optimized, V: Into<Arc<[u8]>>>(
        &self,
        caching: &Caching,
        worth: &Worth,
        value: &T,
        make: impl FnOnce() -> Result<V, DumpError>,
    ) -> Result<Arc<[u8]>, DumpError> {
        let mut hit = true;
        let result = caching.cache.load(CacheKey::salted(worth.salt, value), &worth.terms, || {
            hit = false;
            make()
        });
        if let Some(monitored) = &self.inner.monitored {
            monitored.monitor.cache_lookup(hit);
        }
        result
    }

    #[cold]
    fn timed_through<T: Optimized>(
        &self,
        caching: &Caching,
        worth: &Worth,
        value: &T,
        make: &mut impl FnMut() -> Result<Vec<u8>, DumpError>,
    ) -> Result<Arc<[u8]>, DumpError> {
        let mut writing = None;
        let start = Instant::now();
        let result = self.lookup(caching, worth, value, || {
            let start = Instant::now();
            let made = make();
            writing = Some(start.elapsed());
            made
        })?;
        let took = start.elapsed();
        if writing.is_none() && worth.should_time_writing() {
            let start = Instant::now();
            if make().is_ok() {
                worth.wrote(start.elapsed());
            }
        }
        worth.went_through(took, writing);
        Ok(result)
    }
}

#[cold]
fn timed_around<T: Optimized>(
    caching: &Caching,
    worth: &Worth,
    value: &T,
    mut make: impl FnMut() -> Result<Vec<u8>, DumpError>,
) -> Result<Vec<u8>, DumpError> {
    let start = Instant::now();
    let made = make()?;
    let writing = start.elapsed();
    let start = Instant::now();
    caching.cache.probe(CacheKey::salted(worth.salt, value));
    worth.went_around(writing, start.elapsed());
    Ok(made)
}
