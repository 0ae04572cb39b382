//! Maps that keep what a model does not know.

use crate::field::{Field, ParseField};
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;
use std::marker::PhantomData;

/// A map that keeps the keys that a model does not know.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not hold the keys that no field has",
    label = "neither a model nor a map from `String`",
    note = "give the field the type `serde_json::Map<String, serde_json::Value>`, or a map from `String` to any field"
)]
pub trait ExtraMap: Default {
    /// What it keeps for a key.
    type Value: Field;

    /// Keeps a value.
    fn insert(&mut self, key: &str, value: Self::Value);

    /// Hands every entry over.
    fn for_each(&self, each: impl FnMut(&str, &Self::Value));
}

/// Named before a map is used that keeps unknown keys, so that one that can not is reported once and in one way.
pub struct Keeper<M: ExtraMap>(PhantomData<fn(M)>);

/// As [`Keeper`], of a map of the standard library where no parameter of the model stands in its type.
pub struct KnownKeeper<M: ReadMap<'static>>(PhantomData<fn(M)>);

/// A map of the standard library, or `serde_json`'s, whose values can be read. It is more than what any use of the map asks for, and beside the error
/// that a type is none the compiler keeps back the others.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not hold the keys that no field has",
    label = "neither a model nor a map from `String`",
    note = "give the field the type `serde_json::Map<String, serde_json::Value>`, or a map from `String` to any field"
)]
pub trait ReadMap<'de>: ExtraMap {}

impl<'de, M: ReadMap<'de>> ReadMap<'de> for Option<M> {}
impl<'de, M: ReadMap<'de>> ReadMap<'de> for Box<M> {}
impl ReadMap<'_> for serde_json::Map<String, serde_json::Value> {}
impl<'de, T: ParseField<'de>> ReadMap<'de> for BTreeMap<String, T> {}
impl<'de, T: ParseField<'de>, H: BuildHasher + Default> ReadMap<'de> for HashMap<String, T, H> {}

/// `None` where nothing is left over.
impl<M: ExtraMap> ExtraMap for Option<M> {
    type Value = M::Value;

    fn insert(&mut self, key: &str, value: Self::Value) {
        self.get_or_insert_default().insert(key, value);
    }

    fn for_each(&self, each: impl FnMut(&str, &Self::Value)) {
        if let Some(map) = self {
            map.for_each(each);
        }
    }
}

impl<M: ExtraMap> ExtraMap for Box<M> {
    type Value = M::Value;

    fn insert(&mut self, key: &str, value: Self::Value) {
        (**self).insert(key, value);
    }

    fn for_each(&self, each: impl FnMut(&str, &Self::Value)) {
        (**self).for_each(each);
    }
}

impl ExtraMap for serde_json::Map<String, serde_json::Value> {
    type Value = serde_json::Value;

    fn insert(&mut self, key: &str, value: Self::Value) {
        serde_json::Map::insert(self, key.to_owned(), value);
    }

    fn for_each(&self, mut each: impl FnMut(&str, &Self::Value)) {
        self.iter().for_each(|(key, value)| each(key, value));
    }
}

impl<T: Field> ExtraMap for BTreeMap<String, T> {
    type Value = T;

    fn insert(&mut self, key: &str, value: T) {
        BTreeMap::insert(self, key.to_owned(), value);
    }

    fn for_each(&self, mut each: impl FnMut(&str, &T)) {
        self.iter().for_each(|(key, value)| each(key, value));
    }
}

impl<T: Field, H: BuildHasher + Default> ExtraMap for HashMap<String, T, H> {
    type Value = T;

    fn insert(&mut self, key: &str, value: T) {
        HashMap::insert(self, key.to_owned(), value);
    }

    fn for_each(&self, mut each: impl FnMut(&str, &T)) {
        self.iter().for_each(|(key, value)| each(key, value));
    }
}
