//! [`WeakCache`]: encoded values that die with the object they were made from.
//!
//! ```
//! use optimize_core::weak_cache::WeakCache;
//! use std::sync::Arc;
//!
//! let cache = WeakCache::new();
//! let video = Arc::new(String::from("a large object"));
//! let bytes = cache.get_or_insert_with(&video, |video| Ok::<_, ()>(video.clone().into_bytes()))?;
//! assert_eq!(cache.get(&video).unwrap(), bytes);
//! drop(video);
//! assert_eq!(cache.len(), 0);
//! # Ok::<(), ()>(())
//! ```

use crate::sync::{Mutex, MutexGuard};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, Weak};

/// A shard is swept when it has twice the entries that the last sweep left, but not below this.
const FIRST_SWEEP: usize = 32;

/// Sixteen locks: enough that two threads seldom meet at one.
const SHARDS: usize = 16;

/// Encoded values by the identity of an `Arc`. What two equal objects were encoded to are two
/// entries. A value is never returned for another object: while an entry exists its `Weak` keeps
/// the address from being used again, and keeps `Arc::get_mut` from changing the object.
///
/// An entry's memory is given back when its shard is next swept: on inserting, when the shard has
/// doubled, or by [`purge`](Self::purge).
pub struct WeakCache<T: ?Sized> {
    shards: [Mutex<Shard<T>>; SHARDS],
}

struct Shard<T: ?Sized> {
    entries: HashMap<usize, (Weak<T>, Arc<[u8]>)>,
    sweep_at: usize,
}

impl<T: ?Sized> Shard<T> {
    fn sweep(&mut self) {
        self.entries.retain(|_, (object, _)| object.strong_count() > 0);
        self.sweep_at = FIRST_SWEEP.max(2 * self.entries.len());
        // A burst must not hold its memory for ever.
        if self.entries.capacity() > 8 * self.sweep_at {
            self.entries.shrink_to(self.sweep_at);
        }
    }
}

impl<T: ?Sized> WeakCache<T> {
    /// An empty cache.
    #[must_use]
    pub fn new() -> Self {
        let shard = |_| Mutex::new(Shard { entries: HashMap::new(), sweep_at: FIRST_SWEEP });
        Self { shards: std::array::from_fn(shard) }
    }

    /// What was stored for this very object.
    #[must_use]
    pub fn get(&self, object: &Arc<T>) -> Option<Arc<[u8]>> {
        let shard = self.shard(object);
        let (known, bytes) = shard.entries.get(&address(object))?;
        let same = known.upgrade().is_some_and(|known| Arc::ptr_eq(&known, object));
        same.then(|| Arc::clone(bytes))
    }

    /// Stores the bytes for as long as the object lives.
    pub fn insert(&self, object: &Arc<T>, bytes: impl Into<Arc<[u8]>>) {
        let entry = (Arc::downgrade(object), bytes.into());
        let mut shard = self.shard(object);
        if shard.entries.len() >= shard.sweep_at {
            shard.sweep();
        }
        let replaced = shard.entries.insert(address(object), entry);
        drop(shard);
        drop(replaced);
    }

    /// What was stored for this object, or else what `encode` makes of it. No lock is held while it
    /// runs: threads that meet at one object may encode it twice.
    ///
    /// # Errors
    /// The error of `encode`. Nothing is stored then.
    pub fn get_or_insert_with<V: Into<Arc<[u8]>>, E>(
        &self,
        object: &Arc<T>,
        encode: impl FnOnce(&T) -> Result<V, E>,
    ) -> Result<Arc<[u8]>, E> {
        if let Some(bytes) = self.get(object) {
            return Ok(bytes);
        }
        let bytes = encode(object)?.into();
        self.insert(object, Arc::clone(&bytes));
        Ok(bytes)
    }

    /// Forgets what was stored for the object.
    pub fn remove(&self, object: &Arc<T>) -> Option<Arc<[u8]>> {
        self.shard(object).entries.remove(&address(object)).map(|(_, bytes)| bytes)
    }

    /// Frees the entries whose objects are gone.
    pub fn purge(&self) {
        self.each(Shard::sweep);
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.each(|shard| shard.entries.clear());
    }

    /// The number of entries whose objects are alive. Walks all entries.
    #[must_use]
    pub fn len(&self) -> usize {
        let mut live = 0;
        self.each(|shard| live += shard.entries.values().filter(|(object, _)| object.strong_count() > 0).count());
        live
    }

    /// Whether no entry's object is alive.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn shard(&self, object: &Arc<T>) -> MutexGuard<'_, Shard<T>> {
        // Allocations are aligned: the lowest bits say nothing.
        let index = (address(object) >> 4).wrapping_mul(0x9e37_79b9) >> 16;
        lock(&self.shards[index % SHARDS])
    }

    fn each(&self, mut work: impl FnMut(&mut Shard<T>)) {
        for shard in &self.shards {
            work(&mut lock(shard));
        }
    }
}

impl<T: ?Sized> Default for WeakCache<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: ?Sized> fmt::Debug for WeakCache<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakCache").field("live", &self.len()).finish_non_exhaustive()
    }
}

/// Nothing panics while a shard is locked, so what a poisoned lock holds is whole.
fn lock<T: ?Sized>(shard: &Mutex<Shard<T>>) -> MutexGuard<'_, Shard<T>> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

fn address<T: ?Sized>(object: &Arc<T>) -> usize {
    Arc::as_ptr(object).cast::<()>().addr()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries<T>(cache: &WeakCache<T>) -> usize {
        cache.shards.iter().map(|shard| lock(shard).entries.len()).sum()
    }

    #[test]
    fn by_identity() {
        let cache = WeakCache::new();
        let (one, two) = (Arc::new(1u32), Arc::new(1u32));
        cache.insert(&one, b"one".to_vec());
        assert_eq!(cache.get(&Arc::clone(&one)).as_deref(), Some(&b"one"[..]));
        assert!(cache.get(&two).is_none(), "an equal object is another object");
        cache.insert(&one, Vec::new());
        assert_eq!(cache.get(&one).as_deref(), Some(&[][..]), "empty is a value");
        assert!(cache.remove(&one).is_some() && cache.get(&one).is_none());
    }

    #[test]
    fn entries_die_with_their_objects() {
        let cache = WeakCache::new();
        let object = Arc::new(String::from("x"));
        let other = Arc::clone(&object);
        let kept = cache.get_or_insert_with(&object, |text| Ok::<_, ()>(text.as_bytes().to_vec())).unwrap();
        drop(object);
        assert_eq!(cache.len(), 1);
        drop(other);
        assert!(cache.is_empty());
        assert_eq!(Arc::strong_count(&kept), 2);
        cache.purge();
        assert_eq!((entries(&cache), Arc::strong_count(&kept)), (0, 1));
    }

    #[test]
    fn dead_entries_do_not_pile_up() {
        let cache = WeakCache::new();
        for number in 0..100_000u32 {
            let object = Arc::new(number);
            assert!(cache.get(&object).is_none(), "a new object never has a value");
            cache.insert(&object, number.to_le_bytes().to_vec());
            assert!(entries(&cache) <= SHARDS * (FIRST_SWEEP + 1) || number % 64 != 0);
        }
        assert!(entries(&cache) <= SHARDS * (FIRST_SWEEP + 1));
    }

    #[test]
    fn a_changed_object_has_no_stale_value() {
        let cache = WeakCache::new();
        let mut object = Arc::new(1u32);
        cache.insert(&object, vec![1]);
        assert!(Arc::get_mut(&mut object).is_none(), "the entry keeps it from being changed");
        *Arc::make_mut(&mut object) = 2;
        assert!(cache.get(&object).is_none());
    }

    #[test]
    fn failing_encoders_store_nothing() {
        let cache = WeakCache::new();
        let object = Arc::new(1u32);
        assert_eq!(cache.get_or_insert_with(&object, |_| Err::<Vec<u8>, _>("no")), Err("no"));
        assert!(cache.get(&object).is_none());
    }

    #[test]
    fn many_threads() {
        let cache = WeakCache::new();
        std::thread::scope(|scope| {
            for thread in 0..8u32 {
                let cache = &cache;
                scope.spawn(move || {
                    for number in 0..2_000 {
                        let object = Arc::new(thread * 10_000 + number);
                        let bytes = cache
                            .get_or_insert_with(&object, |number| Ok::<_, ()>(number.to_le_bytes().to_vec()))
                            .unwrap();
                        assert_eq!(*bytes, object.to_le_bytes());
                        assert_eq!(cache.get(&object), Some(bytes));
                    }
                });
            }
        });
        assert!(cache.is_empty());
    }
}
