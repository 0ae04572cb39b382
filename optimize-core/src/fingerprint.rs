//! [`Fingerprint`]: a 128-bit hash of a value's type and content.
//!
//! XXH3 over the type's name and every field, in declaration order. Equal values have equal
//! fingerprints in every process and on every machine; a map whose order does not count is hashed
//! without regard to it; there is one NaN and one zero. The hash is not keyed: it finds equal values,
//! it does not stand against someone who makes collisions on purpose.

use crate::field::Field;
use crate::model::{FieldVisitor, Literal, Model};
use crate::shape::{FieldDef, Key};
use std::fmt;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// Raised when the way of hashing changes: old fingerprints then match nothing.
const VERSION: u8 = 1;

/// A 128-bit hash of a value's type and content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The bits.
    #[must_use]
    pub const fn to_u128(self) -> u128 {
        self.0
    }
}

impl fmt::Display for Fingerprint {
    /// 32 hex digits.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

impl From<Fingerprint> for u128 {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.0
    }
}

/// How many bytes are gathered before they are hashed: most models fit, and are hashed in one go.
const GATHERED: usize = 512;

/// Takes a value's content.
///
/// Whatever has no fixed length must bring it, so that `("ab", "c")` and `("a", "bc")` differ:
/// [`write_bytes`](Self::write_bytes) and the methods for collections do.
pub struct FingerprintHasher {
    gathered: [u8; GATHERED],
    length: usize,
    /// The state behind the first full buffer.
    stream: Option<Box<Xxh3>>,
}

impl FingerprintHasher {
    /// Nothing hashed yet.
    #[must_use]
    pub fn new() -> Self {
        Self { gathered: [0; GATHERED], length: 0, stream: None }
    }

    /// Adds one byte.
    #[inline]
    pub fn write_u8(&mut self, value: u8) {
        self.write_bytes_of(&[value]);
    }

    /// Adds eight bytes.
    #[inline]
    pub fn write_u64(&mut self, value: u64) {
        self.write_bytes_of(&value.to_le_bytes());
    }

    /// Adds the number of items that follow.
    #[inline]
    pub fn write_len(&mut self, length: usize) {
        self.write_u64(length as u64);
    }

    /// Adds bytes and how many they are. Large data are hashed where they lie.
    #[inline]
    pub fn write_bytes(&mut self, bytes: &[u8]) {
        self.write_len(bytes.len());
        self.write_bytes_of(bytes);
    }

    /// Adds the bytes of a value of fixed length.
    #[inline]
    pub fn write_bytes_of(&mut self, bytes: &[u8]) {
        match self.gathered.get_mut(self.length..self.length + bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                self.length += bytes.len();
            }
            None => self.spill(bytes),
        }
    }

    #[inline(never)]
    fn spill(&mut self, bytes: &[u8]) {
        let stream = self.stream.get_or_insert_with(|| Box::new(Xxh3::new()));
        stream.update(&self.gathered[..self.length]);
        self.length = 0;
        if bytes.len() < GATHERED {
            self.gathered[..bytes.len()].copy_from_slice(bytes);
            self.length = bytes.len();
        } else {
            stream.update(bytes);
        }
    }

    /// Adds items whose order counts.
    pub fn write_ordered<I>(&mut self, items: impl ExactSizeIterator<Item = I>, mut each: impl FnMut(I, &mut Self)) {
        self.write_len(items.len());
        for item in items {
            each(item, self);
        }
    }

    /// Adds items whose order does not count.
    pub fn write_unordered<I>(&mut self, items: impl ExactSizeIterator<Item = I>, mut each: impl FnMut(I, &mut Self)) {
        self.write_len(items.len());
        let mut sum: u128 = 0;
        for item in items {
            let mut hasher = Self::new();
            each(item, &mut hasher);
            sum = sum.wrapping_add(hasher.finish().0);
        }
        self.write_bytes_of(&sum.to_le_bytes());
    }

    /// The hash of all that was added.
    #[must_use]
    pub fn finish(&self) -> Fingerprint {
        let gathered = &self.gathered[..self.length];
        Fingerprint(match &self.stream {
            None => xxh3_128(gathered),
            Some(stream) => {
                let mut stream = stream.clone();
                stream.update(gathered);
                stream.digest128()
            }
        })
    }
}

impl Default for FingerprintHasher {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for FingerprintHasher {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "FingerprintHasher({})", self.finish())
    }
}

/// The hash of a value's content alone.
pub(crate) fn of<T: Field>(value: &T) -> Fingerprint {
    let mut hasher = FingerprintHasher::new();
    value.hash_content(&mut hasher);
    hasher.finish()
}

/// The hash of a model's type and content.
pub(crate) fn of_model<T: Field>(name: &str, value: &T) -> Fingerprint {
    let mut hasher = FingerprintHasher::new();
    hasher.write_u8(VERSION);
    hasher.write_bytes(name.as_bytes());
    value.hash_content(&mut hasher);
    hasher.finish()
}

impl FieldVisitor for FingerprintHasher {
    fn field<T: Field>(&mut self, _: &FieldDef<T>, value: &T) {
        value.hash_content(self);
    }

    fn extra<M: crate::field::ExtraMap>(&mut self, entries: &M) {
        let mut sum: u128 = 0;
        entries.for_each(|key, value| {
            let mut hasher = Self::new();
            hasher.write_bytes(key.as_bytes());
            value.hash_content(&mut hasher);
            sum = sum.wrapping_add(hasher.finish().0);
        });
        self.write_bytes_of(&sum.to_le_bytes());
    }

    /// Follows from the other fields.
    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {}
}

/// Hashes a model.
pub fn hash_model<M: Model>(model: &M, hasher: &mut FingerprintHasher) {
    model.visit_fields(hasher);
}

/// Hashes a unit enum by its wire name, which is what a reader elsewhere knows.
pub fn hash_literal<T: Literal>(value: &T, hasher: &mut FingerprintHasher) {
    hasher.write_bytes(T::SHAPE.names[value.index()].as_bytes());
}

#[cfg(test)]
mod tests {
    use super::{FingerprintHasher, of};
    use std::collections::HashMap;

    #[test]
    fn pieces_and_wholes_hash_alike() {
        let bytes: Vec<u8> = (0..5000_u32).map(|value| value as u8).collect();
        let mut whole = FingerprintHasher::new();
        whole.write_bytes_of(&bytes);
        for size in [1, 7, 100, 511, 512, 513, 4999] {
            let mut pieces = FingerprintHasher::new();
            bytes.chunks(size).for_each(|piece| pieces.write_bytes_of(piece));
            assert_eq!(pieces.finish(), whole.finish(), "{size}");
        }
    }

    #[test]
    fn borders_between_values_count() {
        assert_ne!(of(&("ab".to_owned(), "c".to_owned())), of(&("a".to_owned(), "bc".to_owned())));
        assert_ne!(of(&vec![Some(1), None]), of(&vec![None, Some(1)]));
        assert_eq!(of(&0.0), of(&-0.0));
        assert_eq!(of(&f64::NAN), of(&-f64::NAN));
    }

    #[test]
    fn the_order_of_a_hash_map_does_not_count() {
        let forward: HashMap<String, u32> = (0..100).map(|value| (value.to_string(), value)).collect();
        let backward: HashMap<String, u32> = (0..100).rev().map(|value| (value.to_string(), value)).collect();
        assert_eq!(of(&forward), of(&backward));
    }
}
