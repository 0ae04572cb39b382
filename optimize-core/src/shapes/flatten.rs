//! Models whose fields stand among those of another model.

use crate::json::{Finish, Source};
use crate::model::{Model, Partial};
use crate::shape::{Extra, FieldInfo, Shape};
use std::marker::PhantomData;

/// The fields of several models as those of one, put together by the compiler. `N` is at least their number.
#[derive(Debug)]
pub struct Joined<const N: usize> {
    fields: [FieldInfo; N],
    names: [&'static str; N],
    length: usize,
}

impl<const N: usize> Joined<N> {
    /// The fields of all parts, one after the other.
    ///
    /// # Panics
    /// At compile time, when there are more than `N`.
    #[must_use]
    pub const fn new(parts: &[&[FieldInfo]]) -> Self {
        let mut joined = Self { fields: [FieldInfo::EMPTY; N], names: [""; N], length: 0 };
        let mut part = 0;
        while part < parts.len() {
            let mut field = 0;
            while field < parts[part].len() {
                assert!(joined.length < N, "a generic struct with `flatten` can have 128 fields at most");
                joined.fields[joined.length] = parts[part][field];
                joined.fields[joined.length].index = joined.length;
                joined.names[joined.length] = parts[part][field].key.wire;
                joined.length += 1;
                field += 1;
            }
            part += 1;
        }
        joined
    }

    /// The fields.
    #[must_use]
    pub const fn fields(&'static self) -> &'static [FieldInfo] {
        self.fields.split_at(self.length).0
    }

    /// Their keys.
    #[must_use]
    pub const fn names(&'static self) -> &'static [&'static str] {
        self.names.split_at(self.length).0
    }
}

/// Checks that no key reaches two fields. What a field is read from are its wire name and its aliases.
///
/// # Panics
/// At compile time, with the key.
pub const fn assert_distinct(parts: &[&[FieldInfo]], others: &[&str]) {
    let mut part = 0;
    while part < parts.len() {
        let mut field = 0;
        while field < parts[part].len() {
            let info = &parts[part][field];
            assert_unique(info.key.wire, parts, others, (part, field));
            let mut alias = 0;
            while alias < info.aliases.len() {
                assert_unique(info.aliases[alias], parts, others, (part, field));
                alias += 1;
            }
            field += 1;
        }
        part += 1;
    }
}

/// Checks that no field but the one at this place is reached by a key.
const fn assert_unique(key: &str, parts: &[&[FieldInfo]], others: &[&str], place: (usize, usize)) {
    let mut part = 0;
    while part < parts.len() {
        let mut field = 0;
        while field < parts[part].len() {
            if (part != place.0 || field != place.1) && reaches(&parts[part][field], key) {
                refuse(key);
            }
            field += 1;
        }
        part += 1;
    }
    let mut other = 0;
    while other < others.len() {
        if equal(others[other], key) {
            refuse(key);
        }
        other += 1;
    }
}

const fn reaches(info: &FieldInfo, key: &str) -> bool {
    let mut alias = 0;
    while alias < info.aliases.len() {
        if equal(info.aliases[alias], key) {
            return true;
        }
        alias += 1;
    }
    equal(info.key.wire, key)
}

const fn equal(first: &str, second: &str) -> bool {
    let (first, second) = (first.as_bytes(), second.as_bytes());
    if first.len() != second.len() {
        return false;
    }
    let mut position = 0;
    while position < first.len() {
        if first[position] != second[position] {
            return false;
        }
        position += 1;
    }
    true
}

/// Stops the compiler with the key's name.
const fn refuse(key: &str) -> ! {
    const LONGEST: usize = 128;
    let parts = ["the key `", key, "` reaches two fields after `flatten`: rename one of them"];
    let mut message = [0_u8; LONGEST + 80];
    let mut length = 0;
    let mut part = 0;
    while part < parts.len() {
        let bytes = parts[part].as_bytes();
        let mut position = 0;
        while position < bytes.len() && (part != 1 || position < LONGEST) {
            message[length] = bytes[position];
            length += 1;
            position += 1;
        }
        part += 1;
    }
    match std::str::from_utf8(message.split_at(length).0) {
        Ok(message) => panic!("{}", message),
        Err(_) => panic!("a key reaches two fields after `flatten`: rename one of them"),
    }
}

impl Shape {
    /// Adds the models whose fields are among these.
    #[must_use]
    pub const fn flatten(mut self, parts: &'static [&'static Self]) -> Self {
        self.flattened = parts;
        let mut part = 0;
        while part < parts.len() {
            self.varies |= parts[part].varies;
            // What the struct says goes first; then one that keeps unknown keys, then one that refuses them.
            match (self.extra, parts[part].extra) {
                (Extra::Ignore, extra) => self.extra = extra,
                (Extra::Forbid, Extra::Allow) if !self.own_extra => self.extra = Extra::Allow,
                _ => {}
            }
            part += 1;
        }
        self
    }

    /// Whether unknown keys are kept.
    #[must_use]
    pub const fn keeps_unknown(&self) -> bool {
        matches!(self.extra, Extra::Allow)
    }

    /// Whether a key is that of a computed field: written, and ignored in input.
    pub(crate) fn has_computed(&self, key: &str) -> bool {
        self.computed.iter().any(|computed| computed.wire == key)
            || self.flattened.iter().any(|inner| inner.has_computed(key))
    }
}

/// The index among a flattened model's fields of one among those of the model around it.
#[must_use]
#[inline]
pub fn index_inside<M: Model>(index: usize, base: usize) -> Option<usize> {
    index.checked_sub(base).filter(|inner| *inner < M::SHAPE.fields.len())
}

/// The fields of a type that the derive refused: nothing is ever read.
#[derive(Debug)]
pub struct NoFields<M>(PhantomData<fn() -> M>);

impl<'de, M: Model> Partial<'de> for NoFields<M> {
    type Model = M;

    fn empty() -> Self {
        Self(PhantomData)
    }

    fn read<S: Source<'de>>(&mut self, _: usize, _: &mut S) -> Result<(), S::Stop> {
        Ok(())
    }

    fn finish(self, _: &mut Finish<'_>) -> Option<M> {
        None
    }
}
