//! [`Fingerprint`]: a 128-bit hash of a value's type and content.
//!
//! XXH3 over the type's name and every field, in declaration order. Equal values have equal
//! fingerprints in every process and on every machine; a map whose order does not count is hashed
//! without regard to it; there is one NaN and one zero. The hash is not keyed: it finds equal values,
//! it does not stand against someone who makes collisions on purpose.

mod gather;
#[cfg(test)]
mod tests;

use crate::field::Field;
use crate::model::{FieldVisitor, Literal, Model, Optimized};
use crate::shape::{FieldDef, Key};
use gather::{CAPACITY, Gather};
use std::fmt;
use twox_hash::XxHash3_128;
use xxhash_rust::const_xxh3;

/// Raised when the way of hashing changes: old fingerprints then match nothing.
const VERSION: u64 = 2;

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

/// Takes a value's content.
///
/// Whatever has no fixed length must bring it, so that `("ab", "c")` and `("a", "bc")` differ:
/// [`write_bytes`](Self::write_bytes) and the methods for collections do.
pub struct FingerprintHasher {
    gathered: Gather,
    /// Where the content that is being hashed begins: before it lies what waits for it, the content
    /// around an entry whose order does not count. At most half of the buffer.
    base: usize,
    /// The state behind the first full buffer.
    stream: Option<Box<XxHash3_128>>,
}

impl FingerprintHasher {
    /// Nothing hashed yet.
    #[must_use]
    #[inline]
    pub fn new() -> Self {
        Self { gathered: Gather::new(), base: 0, stream: None }
    }

    /// Adds one byte.
    #[inline]
    pub fn write_u8(&mut self, value: u8) {
        self.write_array([value]);
    }

    /// Adds eight bytes.
    #[inline]
    pub fn write_u64(&mut self, value: u64) {
        self.write_array(value.to_le_bytes());
    }

    /// Adds the number of items that follow: in one byte where it fits.
    #[inline(always)]
    pub fn write_len(&mut self, length: usize) {
        match u8::try_from(length) {
            Ok(length) if length < u8::MAX => self.write_array([length]),
            _ => {
                self.write_array([u8::MAX]);
                self.write_u64(length as u64);
            }
        }
    }

    /// Adds an integer, in as many bytes as its type has on every machine.
    #[inline]
    pub(crate) fn write_integer<T: FixedWidth>(&mut self, value: T) {
        value.hash_bytes(self);
    }

    /// Adds bytes and how many they are. Large data are hashed where they lie.
    #[inline(always)]
    pub fn write_bytes(&mut self, bytes: &[u8]) {
        if !self.gathered.push_counted(bytes) {
            self.write_long(bytes);
        }
    }

    #[inline(never)]
    fn write_long(&mut self, bytes: &[u8]) {
        self.write_len(bytes.len());
        self.write_bytes_of(bytes);
    }

    /// Adds the bytes of a value of fixed length.
    #[inline]
    pub fn write_bytes_of(&mut self, bytes: &[u8]) {
        if !self.gathered.push(bytes) {
            self.spill(bytes);
        }
    }

    #[inline(always)]
    pub(crate) fn write_array<const N: usize>(&mut self, bytes: [u8; N]) {
        if !self.gathered.push_array(bytes) {
            self.spill(&bytes);
        }
    }

    #[inline(never)]
    fn spill(&mut self, bytes: &[u8]) {
        self.flush();
        if bytes.len() > CAPACITY / 2 || !self.gathered.push(bytes) {
            self.stream.get_or_insert_with(|| Box::new(XxHash3_128::new())).write(bytes);
        }
    }

    /// Hashes what is gathered of the present content.
    fn flush(&mut self) {
        let stream = self.stream.get_or_insert_with(|| Box::new(XxHash3_128::new()));
        stream.write(self.gathered.since(self.base));
        self.gathered.truncate(self.base);
    }

    /// Adds items whose order counts.
    #[inline(always)]
    pub fn write_ordered<I>(&mut self, items: impl ExactSizeIterator<Item = I>, mut each: impl FnMut(I, &mut Self)) {
        self.write_len(items.len());
        for item in items {
            each(item, self);
        }
    }

    /// Adds items whose order does not count.
    #[inline]
    pub fn write_unordered<I>(&mut self, items: impl ExactSizeIterator<Item = I>, mut each: impl FnMut(I, &mut Self)) {
        self.write_len(items.len());
        let mut sum: u128 = 0;
        for item in items {
            sum = sum.wrapping_add(self.apart(|hasher| each(item, hasher)));
        }
        self.write_array(sum.to_le_bytes());
    }

    /// The hash of what is added meanwhile, by itself: in the same buffer, behind what is there.
    #[inline]
    fn apart(&mut self, add: impl FnOnce(&mut Self)) -> u128 {
        if self.gathered.len() > CAPACITY / 2 {
            self.flush();
        }
        let around = (self.base, self.stream.take());
        self.base = self.gathered.len();
        add(self);
        let hash = self.finish().0;
        self.gathered.truncate(self.base);
        (self.base, self.stream) = around;
        hash
    }

    /// The hash of all that was added.
    #[must_use]
    #[inline(always)]
    pub fn finish(&self) -> Fingerprint {
        let gathered = self.gathered.since(self.base);
        Fingerprint(match &self.stream {
            None => XxHash3_128::oneshot(gathered),
            Some(stream) => finish_stream(stream, gathered),
        })
    }
}

#[inline(never)]
fn finish_stream(stream: &XxHash3_128, gathered: &[u8]) -> u128 {
    let mut stream = stream.clone();
    stream.write(gathered);
    stream.finish_128()
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

/// An integer as fingerprints see it: of one width, whatever the machine's.
pub(crate) trait FixedWidth {
    /// Hands the bytes over.
    fn hash_bytes(self, hasher: &mut FingerprintHasher);
}

macro_rules! fixed_width {
    ($($type:ty as $wide:ty),*) => {$(
        impl FixedWidth for $type {
            #[inline]
            fn hash_bytes(self, hasher: &mut FingerprintHasher) {
                hasher.write_array((self as $wide).to_le_bytes());
            }
        }
    )*};
}

fixed_width!(i8 as i8, i16 as i16, i32 as i32, i64 as i64, i128 as i128, isize as i64);
fixed_width!(u8 as u8, u16 as u16, u32 as u32, u64 as u64, u128 as u128, usize as u64);

/// The hash of a value's content alone.
pub(crate) fn of<T: Field>(value: &T) -> Fingerprint {
    let mut hasher = FingerprintHasher::new();
    value.hash_content(&mut hasher);
    hasher.finish()
}

/// The hash of a model's type and content.
#[inline]
pub(crate) fn of_model<T: Optimized>(value: &T) -> Fingerprint {
    let salt = const { const_xxh3::xxh3_128_with_seed(T::NAME.as_bytes(), VERSION) };
    salted(salt, value)
}

/// The hash of a value's content and of what else the salt stands for.
#[inline]
pub(crate) fn salted<T: Field>(salt: u128, value: &T) -> Fingerprint {
    let mut hasher = FingerprintHasher::new();
    hasher.write_array(salt.to_le_bytes());
    value.hash_content(&mut hasher);
    hasher.finish()
}

impl FieldVisitor for FingerprintHasher {
    fn optional(&mut self, present: bool) {
        self.write_u8(present.into());
    }

    #[inline(always)]
    fn field<T: Field>(&mut self, _: &FieldDef<T>, value: &T) {
        value.hash_content(self);
    }

    fn extra<M: crate::field::ExtraMap>(&mut self, entries: &M) {
        let mut sum: u128 = 0;
        entries.for_each(|key, value| {
            let hash = self.apart(|hasher| {
                hasher.write_bytes(key.as_bytes());
                value.hash_content(hasher);
            });
            sum = sum.wrapping_add(hash);
        });
        self.write_array(sum.to_le_bytes());
    }

    fn flatten<M: Model>(&mut self, _: usize, model: &M) {
        if const { M::SHAPE.union.is_some() } {
            model.hash_content(self);
        } else {
            model.visit_flat(self);
        }
    }

    /// Follows from the other fields.
    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {}
}

/// Hashes a model.
#[inline]
pub fn hash_model<M: Model>(model: &M, hasher: &mut FingerprintHasher) {
    model.visit_fields(hasher);
}

/// Hashes a unit enum by its wire name, which is what a reader elsewhere knows.
#[inline]
pub fn hash_literal<T: Literal>(value: &T, hasher: &mut FingerprintHasher) {
    hasher.write_bytes(T::SHAPE.names[value.index()].as_bytes());
}
