//! The cache beside models: the key of what a model is written as, and writing what is absent.

use super::{Cache, CacheKey};
use crate::error::DumpError;
use crate::model::Optimized;
use crate::options::DumpOptions;
use crate::schema;
use crate::type_map::TypeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use twox_hash::XxHash3_128;

impl CacheKey {
    /// The key of what this model is written as with these options: a hash of the model's type, its
    /// schema, the options, and every field's content.
    ///
    /// It is the same in other processes of the same program and on other machines. Types of the same
    /// name in other modules have other keys, and so has a type whose schema was changed; a method
    /// of the type that computes a field, or an adapter, can change without being noticed.
    #[must_use]
    pub fn of_model<T: Optimized>(value: &T, options: &DumpOptions) -> Self {
        Self::salted(type_salt::<T>(settings(options)), value)
    }

    /// The key of a value of a type whose salt is at hand.
    #[inline]
    pub(crate) fn salted<T: Optimized>(salt: u128, value: &T) -> Self {
        Self::new(crate::fingerprint::salted(salt, value).to_u128())
    }
}

impl Cache {
    /// What the model is written as with these options: kept, or written and then kept. However many
    /// threads ask at once, one of them writes it.
    ///
    /// [`Codec`](crate::Codec) does the same with compression, and steps aside for models that are
    /// written faster than they are looked up.
    ///
    /// # Errors
    /// When the model can't be written as JSON.
    pub fn get_or_encode<T: Optimized>(&self, value: &T, options: &DumpOptions) -> Result<Arc<[u8]>, DumpError> {
        self.get_or_insert_with(CacheKey::of_model(value, options), || value.dump(options))
    }
}

/// A hash of whatever changes what is written.
pub(crate) fn settings(of: &impl Hash) -> u128 {
    let mut hasher = SettingsHasher(XxHash3_128::new());
    of.hash(&mut hasher);
    hasher.0.finish_128()
}

/// A hash of a type, by its path and schema, and of what changes how its values are written.
pub(crate) fn type_salt<T: Optimized>(settings: u128) -> u128 {
    static TYPES: TypeMap<u128> = TypeMap::new();
    let schema = *TYPES.get::<T>(|| {
        let mut hasher = XxHash3_128::new();
        // A model's name may be another module's too. A reference to a model is written as the model.
        let path = std::any::type_name::<T>().trim_start_matches('&');
        hasher.write(&(path.len() as u64).to_le_bytes());
        hasher.write(path.as_bytes());
        hasher.write(schema::of::<T>(schema::SchemaMode::Validation).to_string().as_bytes());
        hasher.finish_128()
    });
    CacheKey::new(schema).with(settings).get()
}

/// Hashes to 128 bits, and integers alike on every machine.
struct SettingsHasher(XxHash3_128);

impl Hasher for SettingsHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    fn write_u32(&mut self, value: u32) {
        self.write(&value.to_le_bytes());
    }

    fn write_u64(&mut self, value: u64) {
        self.write(&value.to_le_bytes());
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_isize(&mut self, value: isize) {
        self.write_u64(value as u64);
    }

    fn finish(&self) -> u64 {
        self.0.finish_128() as u64
    }
}
