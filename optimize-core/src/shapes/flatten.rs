//! Models whose fields stand among those of another model.

use crate::json::{Finish, Source};
use crate::model::{Model, Partial};
use crate::shape::{Extra, FieldInfo, PathStep, Shape};
use crate::shapes::union::{Body, Tagging, UnionShape, VariantShape};
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

/// Checks that no key reaches two fields. What a field is read from are its wire name and its aliases; what an enum
/// is read from are its tag and the fields of its variants, of which two may share a key. The first key of a `path`
/// holds what is around a field, so no field may have it; with `by_name` a field's name in Rust reaches it too.
///
/// # Panics
/// At compile time, with the key.
#[track_caller]
pub const fn assert_distinct(parts: &[&[FieldInfo]], flattened: &[&Shape], others: &[&str], by_name: bool) {
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
            if by_name {
                assert_unique(info.key.name, parts, others, (part, field));
            }
            if let [PathStep::Key(around), ..] = info.path {
                assert_unique(around, parts, others, (usize::MAX, 0));
            }
            field += 1;
        }
        part += 1;
    }
    let mut shape = 0;
    while shape < flattened.len() {
        Taken { parts, flattened, own: shape, others }.assert_free(flattened[shape]);
        assert_computed(flattened[shape], parts, others);
        let mut next = shape + 1;
        while next < flattened.len() {
            assert_none_computed_twice(flattened[shape], flattened[next]);
            next += 1;
        }
        shape += 1;
    }
}

/// Checks that a computed field of a flattened model, which is dumped among the fields, has a key of its own.
#[track_caller]
const fn assert_computed(shape: &Shape, parts: &[&[FieldInfo]], others: &[&str]) {
    let mut key = 0;
    while key < shape.computed.len() {
        assert_unique(shape.computed[key].wire, parts, others, (usize::MAX, 0));
        key += 1;
    }
    let mut inner = 0;
    while inner < shape.flattened.len() {
        assert_computed(shape.flattened[inner], parts, others);
        inner += 1;
    }
}

/// Checks that two flattened models have no computed field of one key.
#[track_caller]
const fn assert_none_computed_twice(first: &Shape, second: &Shape) {
    let mut key = 0;
    while key < first.computed.len() {
        if computes(second, first.computed[key].wire) {
            refuse(first.computed[key].wire);
        }
        key += 1;
    }
    let mut inner = 0;
    while inner < first.flattened.len() {
        assert_none_computed_twice(first.flattened[inner], second);
        inner += 1;
    }
}

/// Whether a computed field of a model, or of one flattened into it, has this key.
const fn computes(shape: &Shape, key: &str) -> bool {
    let mut own = 0;
    while own < shape.computed.len() {
        if equal(shape.computed[own].wire, key) {
            return true;
        }
        own += 1;
    }
    let mut inner = 0;
    while inner < shape.flattened.len() {
        if computes(shape.flattened[inner], key) {
            return true;
        }
        inner += 1;
    }
    false
}

/// The keys that an enum among flattened models may not have.
struct Taken<'t> {
    parts: &'t [&'t [FieldInfo]],
    flattened: &'t [&'t Shape],
    /// Which of the flattened models the enum is, or is inside of.
    own: usize,
    others: &'t [&'t str],
}

impl Taken<'_> {
    #[track_caller]
    const fn assert_free(&self, shape: &Shape) {
        if let Some(union) = shape.union {
            match union.tagging {
                Tagging::Adjacent(tag, content) => {
                    self.assert_key(tag.wire);
                    self.assert_key(content.wire);
                }
                tagging => {
                    if let Tagging::Internal(tag) = tagging {
                        self.assert_key(tag.wire);
                    }
                    let mut variant = 0;
                    while variant < union.variants.len() {
                        self.assert_variant(&union.variants[variant], matches!(tagging, Tagging::External));
                        variant += 1;
                    }
                }
            }
        }
        let mut inner = 0;
        while inner < shape.flattened.len() {
            self.assert_free(shape.flattened[inner]);
            inner += 1;
        }
    }

    /// What tells the variant where its name is a key, and else its fields.
    #[track_caller]
    const fn assert_variant(&self, variant: &VariantShape, by_name: bool) {
        if by_name {
            self.assert_key(variant.key.wire);
            return self.assert_keys(variant.aliases);
        }
        let mut field = 0;
        while field < variant.shape.fields.len() {
            let info = &variant.shape.fields[field];
            self.assert_key(info.key.wire);
            self.assert_keys(info.aliases);
            field += 1;
        }
        self.assert_free(variant.shape);
    }

    #[track_caller]
    const fn assert_keys(&self, keys: &[&str]) {
        let mut key = 0;
        while key < keys.len() {
            self.assert_key(keys[key]);
            key += 1;
        }
    }

    #[track_caller]
    const fn assert_key(&self, key: &str) {
        assert_unique(key, self.parts, self.others, (usize::MAX, 0));
        let mut other = 0;
        while other < self.flattened.len() {
            if other != self.own && self.flattened[other].names_chosen(key, false) {
                refuse(key);
            }
            other += 1;
        }
    }
}

/// Checks that no field but the one at this place is reached by a key.
#[track_caller]
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
    contains(info.aliases, key) || equal(info.key.wire, key)
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
#[track_caller]
const fn refuse(key: &str) -> ! {
    const LONGEST: usize = 128;
    let parts = ["the key `", key, "` reaches two fields of one object\nhelp: rename one of them: `rename = \"…\"`"];
    let mut message = [0_u8; LONGEST + 100];
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
        Err(_) => panic!("a key reaches two fields of one object\nhelp: rename one of them"),
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
            self.chosen |= parts[part].chosen;
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

    /// Whether a key that no field has is one of an enum among the flattened models: its tag, or a field of one of
    /// its variants.
    #[must_use]
    pub const fn chooses(&self, key: &str) -> bool {
        self.chosen && self.names_chosen(key, true)
    }

    /// `any`: where a variant takes keys that it does not name, so does the enum.
    const fn names_chosen(&self, key: &str, any: bool) -> bool {
        if let Some(union) = self.union
            && union.has(key, any)
        {
            return true;
        }
        let mut inner = 0;
        while inner < self.flattened.len() {
            if self.flattened[inner].names_chosen(key, any) {
                return true;
            }
            inner += 1;
        }
        false
    }

    /// Whether a variant of this shape has the key.
    const fn has(&self, key: &str, any: bool) -> bool {
        if any && self.keeps_unknown() {
            return true;
        }
        let mut field = 0;
        while field < self.fields.len() {
            let info = &self.fields[field];
            if reaches(info, key) {
                return true;
            }
            if any
                && !info.path.is_empty()
                && let PathStep::Key(first) = info.path[0]
                && equal(first, key)
            {
                return true;
            }
            field += 1;
        }
        (any && self.computes(key)) || self.names_chosen(key, any)
    }

    const fn computes(&self, key: &str) -> bool {
        let mut computed = 0;
        while computed < self.computed.len() {
            if equal(self.computed[computed].wire, key) {
                return true;
            }
            computed += 1;
        }
        let mut inner = 0;
        while inner < self.flattened.len() {
            if self.flattened[inner].computes(key) {
                return true;
            }
            inner += 1;
        }
        false
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

impl UnionShape {
    /// Whether a flattened enum has the key.
    const fn has(&self, key: &str, any: bool) -> bool {
        match self.tagging {
            Tagging::Internal(tag) if equal(tag.wire, key) => return true,
            Tagging::Adjacent(tag, content) => return equal(tag.wire, key) || equal(content.wire, key),
            _ => {}
        }
        let mut variant = 0;
        while variant < self.variants.len() {
            let VariantShape { key: name, aliases, shape, .. } = &self.variants[variant];
            let found = match self.tagging {
                Tagging::External => equal(name.wire, key) || contains(aliases, key),
                _ => shape.has(key, any),
            };
            if found {
                return true;
            }
            variant += 1;
        }
        false
    }

    /// Whether every variant can stand among the fields of a model.
    #[must_use]
    pub const fn is_object(&self) -> bool {
        let mut variant = 0;
        while variant < self.variants.len() {
            if matches!(self.tagging, Tagging::Untagged) && !matches!(self.variants[variant].body, Body::Named) {
                return false;
            }
            variant += 1;
        }
        true
    }
}

const fn contains(keys: &[&str], key: &str) -> bool {
    let mut at = 0;
    while at < keys.len() {
        if equal(keys[at], key) {
            return true;
        }
        at += 1;
    }
    false
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
