//! Loading what is absent: once, however many ask for it.

use super::entry::{Entry, Guard};
use super::{Cache, CacheKey, Terms, ticks};
use quick_cache::sync::GuardResult;
use std::cell::Cell;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[cfg(not(shuttle))]
thread_local! {
    /// How many loaders this thread is inside of.
    static LOADING: Cell<u32> = const { Cell::new(0) };
}

#[cfg(shuttle)]
shuttle::thread_local! {
    static LOADING: Cell<u32> = Cell::new(0);
}

/// A loader that is running on this thread.
struct Loading;

impl Loading {
    fn begin() -> Self {
        LOADING.with(|loading| loading.set(loading.get() + 1));
        Self
    }
}

impl Drop for Loading {
    fn drop(&mut self) {
        LOADING.with(|loading| loading.set(loading.get() - 1));
    }
}

/// How long to wait for another's loader: for ever, but not at all inside a loader. Whoever waits
/// there may wait for itself, or for one that waits for it: a loader that uses a thread pool may find
/// itself running any other job of that pool.
fn patience() -> Option<Duration> {
    (LOADING.with(Cell::get) > 0).then_some(Duration::ZERO)
}

impl Terms {
    /// These terms, for a value that another keeps for so long: no longer here than there.
    fn at_most(mut self, left: Option<Duration>) -> Self {
        if let Some(left) = left.map(ticks) {
            self.ttl = Some(self.ttl.map_or(left, |ttl| ttl.min(left)));
        }
        self
    }
}

impl Cache {
    /// The value, or what the loader makes. However many threads ask for one absent key, one of
    /// them runs its loader and the others wait for it; if it fails or panics the next one runs its
    /// own. No lock is held meanwhile. A loader that asks for a key that is being loaded does not
    /// wait: it loads by itself, and nothing is stored.
    ///
    /// # Errors
    /// The loader's error. Nothing is stored then.
    pub fn get_or_insert_with<V: Into<Arc<[u8]>>, E>(
        &self,
        key: CacheKey,
        load: impl FnOnce() -> Result<V, E>,
    ) -> Result<Arc<[u8]>, E> {
        self.load(key, &self.inner.terms, load)
    }

    pub(crate) fn load<V: Into<Arc<[u8]>>, E>(
        &self,
        key: CacheKey,
        terms: &Terms,
        load: impl FnOnce() -> Result<V, E>,
    ) -> Result<Arc<[u8]>, E> {
        let guard = loop {
            match self.inner.store.get_value_or_guard(&key, patience()) {
                GuardResult::Value(entry) => {
                    if let Some(value) = self.hit(key, entry) {
                        return Ok(value);
                    }
                }
                GuardResult::Guard(guard) => break Some(guard),
                GuardResult::Timeout => break None,
            }
        };
        self.inner.counters.missed();
        let start = Instant::now();
        // Dropping the guard, by the error or by unwinding, wakes the next waiter.
        if let Some(found) = self.inner.shared.as_ref().and_then(|shared| shared.get(key)) {
            if let Some(guard) = guard {
                self.fill(guard, Arc::clone(&found.bytes), &terms.at_most(found.left), start.elapsed());
            }
            return Ok(found.bytes);
        }
        let value: Arc<[u8]> = {
            let _loading = Loading::begin();
            load()?.into()
        };
        if let Some(guard) = guard {
            self.fill(guard, Arc::clone(&value), terms, start.elapsed());
            if let Some(shared) = &self.inner.shared {
                shared.set(key, &value, terms.time_to_live());
            }
        }
        Ok(value)
    }

    /// As [`get_or_insert_with`](Self::get_or_insert_with), for a loader that waits for something.
    /// Tasks and threads may ask for one key together. Who stops waiting, or stops loading, leaves
    /// the others as they were. A loader must not ask for its own key: it would wait for itself.
    ///
    /// # Errors
    /// The loader's error. Nothing is stored then.
    pub async fn get_or_insert_async<V: Into<Arc<[u8]>>, E>(
        &self,
        key: CacheKey,
        load: impl Future<Output = Result<V, E>>,
    ) -> Result<Arc<[u8]>, E> {
        self.load_async(key, self.inner.terms, load).await
    }

    pub(crate) async fn load_async<V: Into<Arc<[u8]>>, E>(
        &self,
        key: CacheKey,
        terms: Terms,
        load: impl Future<Output = Result<V, E>>,
    ) -> Result<Arc<[u8]>, E> {
        let guard = loop {
            match self.inner.store.get_value_or_guard_async(&key).await {
                Ok(entry) => {
                    if let Some(value) = self.hit(key, entry) {
                        return Ok(value);
                    }
                }
                Err(guard) => break guard,
            }
        };
        self.inner.counters.missed();
        let start = Instant::now();
        if let Some(shared) = &self.inner.shared
            && let Some(found) = shared.get_async(key).await
        {
            self.fill(guard, Arc::clone(&found.bytes), &terms.at_most(found.left), start.elapsed());
            return Ok(found.bytes);
        }
        let value: Arc<[u8]> = load.await?.into();
        self.fill(guard, Arc::clone(&value), &terms, start.elapsed());
        if let Some(shared) = &self.inner.shared {
            shared.set_async(key, &value, terms.time_to_live()).await;
        }
        Ok(value)
    }

    /// What the first tier has not, from the second one.
    #[cold]
    pub(super) fn get_elsewhere(&self, key: CacheKey) -> Option<Arc<[u8]>> {
        self.inner.counters.missed();
        let found = self.inner.shared.as_ref()?.get(key)?;
        let terms = self.inner.terms.at_most(found.left);
        if self.keeps(found.bytes.len()) {
            self.inner.counters.inserted();
            self.inner.store.insert(key, self.entry(Arc::clone(&found.bytes), &terms, Duration::ZERO));
        }
        Some(found.bytes)
    }

    fn fill(&self, guard: Guard<'_>, value: Arc<[u8]>, terms: &Terms, cost: Duration) {
        let kept = self.keeps_by(value.len(), terms);
        if kept {
            self.inner.counters.inserted();
        }
        // What is above a limit goes to those who wait and is not stored.
        let entry = Entry { kept, ..self.entry(value, terms, cost) };
        // An error means that the key was removed or inserted meanwhile: then that stands.
        let _ = guard.insert(entry);
    }
}
