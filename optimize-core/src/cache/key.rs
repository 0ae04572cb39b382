//! [`CacheKey`]: what an entry is stored under.

use std::fmt;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use twox_hash::XxHash3_128;

/// A 128-bit key, made from a fingerprint or any other good hash of the content and the settings.
///
/// Held as two words, low and high: a `u128` would make every entry of a store sixteen bytes larger.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CacheKey(u64, u64);

impl CacheKey {
    /// The key of this hash.
    #[must_use]
    pub const fn new(hash: u128) -> Self {
        Self(hash as u64, (hash >> 64) as u64)
    }

    /// The key of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::new(XxHash3_128::oneshot(bytes))
    }

    /// This key with further settings: other settings give another key.
    #[must_use]
    pub fn with(self, settings: u128) -> Self {
        let mut both = [0; 32];
        both[..16].copy_from_slice(&self.get().to_le_bytes());
        both[16..].copy_from_slice(&settings.to_le_bytes());
        Self::of(&both)
    }

    /// The hash.
    #[must_use]
    #[inline]
    pub const fn get(self) -> u128 {
        self.0 as u128 | (self.1 as u128) << 64
    }
}

impl Hash for CacheKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.get());
    }
}

impl fmt::Debug for CacheKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CacheKey({:032x})", self.get())
    }
}

/// Hashes [`CacheKey`]s by one multiplication. The secret differs from cache to cache, so that keys
/// can't be chosen to share a slot.
#[derive(Clone, Copy)]
pub(super) struct KeyHashes {
    secret: (u64, u64),
}

impl KeyHashes {
    pub(super) fn new() -> Self {
        let random = RandomState::new();
        Self { secret: (random.hash_one(1), random.hash_one(2) | 1) }
    }
}

impl BuildHasher for KeyHashes {
    type Hasher = KeyHasher;

    fn build_hasher(&self) -> KeyHasher {
        KeyHasher { secret: self.secret, hash: 0 }
    }
}

pub(super) struct KeyHasher {
    secret: (u64, u64),
    hash: u64,
}

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u128(u128::from(byte) ^ (u128::from(self.hash) << 64));
        }
    }

    fn write_u128(&mut self, key: u128) {
        let low = (key as u64) ^ self.secret.0;
        let high = ((key >> 64) as u64) ^ self.secret.1;
        let product = u128::from(low) * u128::from(high.rotate_left(32) ^ 0x9e37_79b9_7f4a_7c15);
        // The product alone is zero when a factor is.
        self.hash = (product as u64) ^ ((product >> 64) as u64) ^ low.rotate_left(17) ^ high;
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}
