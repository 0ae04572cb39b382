//! [`Via`]: fields whose type could borrow but is to own what it holds, `Cow<'static, str>` and what is made of it.
//! Whether a type's lifetime ends no trait can see, so the derive names the type that such a field is read as.

use crate::adapter::Adapter;
use crate::error::Report;
use crate::field::{Field, ParseField, ParseFieldOwned};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserializer, Serializer};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

/// What a value is made of after it was read: a `Cow<'static, str>` of a `String`.
pub trait Become<T> {
    /// The value.
    fn become_it(self) -> T;
}

impl Become<Cow<'static, str>> for String {
    fn become_it(self) -> Cow<'static, str> {
        Cow::Owned(self)
    }
}

/// What is to stay as it is, in a box so that no other implementation can be meant.
impl<T> Become<T> for Box<T> {
    fn become_it(self) -> T {
        *self
    }
}

impl<A: Become<B>, B> Become<Option<B>> for Option<A> {
    fn become_it(self) -> Option<B> {
        self.map(A::become_it)
    }
}

impl<A: Become<B>, B, const N: usize> Become<[B; N]> for [A; N] {
    fn become_it(self) -> [B; N] {
        self.map(A::become_it)
    }
}

macro_rules! become_items {
    ($($collection:ident<$item:ident $(: $bound:path)?>),*) => {$(
        impl<A: Become<$item>, $item $(: $bound)?> Become<$collection<$item>> for $collection<A> {
            fn become_it(self) -> $collection<$item> {
                self.into_iter().map(A::become_it).collect()
            }
        }
    )*};
}

become_items!(Vec<B>, VecDeque<B>, BTreeSet<B: Ord>);

impl<A: Become<B>, B: Hash + Eq, H: BuildHasher + Default> Become<HashSet<B, H>> for HashSet<A, H> {
    fn become_it(self) -> HashSet<B, H> {
        self.into_iter().map(A::become_it).collect()
    }
}

impl<K: Become<L>, L: Ord, A: Become<B>, B> Become<BTreeMap<L, B>> for BTreeMap<K, A> {
    fn become_it(self) -> BTreeMap<L, B> {
        self.into_iter().map(|(key, value)| (key.become_it(), value.become_it())).collect()
    }
}

impl<K: Become<L>, L: Hash + Eq, A: Become<B>, B, H: BuildHasher + Default> Become<HashMap<L, B, H>>
    for HashMap<K, A, H>
{
    fn become_it(self) -> HashMap<L, B, H> {
        self.into_iter().map(|(key, value)| (key.become_it(), value.become_it())).collect()
    }
}

macro_rules! become_tuple {
    ($($from:ident $to:ident $index:tt),*) => {
        impl<$($from: Become<$to>, $to),*> Become<($($to,)*)> for ($($from,)*) {
            fn become_it(self) -> ($($to,)*) {
                ($(self.$index.become_it(),)*)
            }
        }
    };
}

become_tuple!(A X 0, B Y 1);
become_tuple!(A X 0, B Y 1, C Z 2);
become_tuple!(A X 0, B Y 1, C Z 2, D W 3);

/// Carries a type by itself, and reads it as a `W`.
pub struct Via<W>(PhantomData<fn() -> W>);

impl<T, W> Adapter<T> for Via<W>
where
    T: Field,
    W: ParseFieldOwned + Field<Rules = T::Rules> + Become<T> + 'static,
{
    type Rules = T::Rules;

    const MAY_BE_ABSENT: bool = T::MAY_BE_ABSENT;

    fn write<S: Style>(value: &T, rules: &T::Rules, writer: &mut Writer<'_, S>) {
        value.write(rules, writer);
    }

    fn parse(parser: &mut Parser<'_>, rules: &T::Rules) -> Result<T, Stop> {
        <W as ParseField<'_>>::parse(parser, rules).map(W::become_it)
    }

    fn check(value: &T, rules: &T::Rules, report: &mut Report) {
        value.check(rules, report);
    }

    fn normalise(value: &mut T, rules: &T::Rules, mode: Mode) {
        value.normalise(rules, mode);
    }

    fn fingerprint(value: &T, hasher: &mut FingerprintHasher) {
        value.hash_content(hasher);
    }

    fn schema(rules: &T::Rules, generator: &mut SchemaGenerator) -> Schema {
        T::schema(rules, generator)
    }

    fn serialize<Z: Serializer>(value: &T, rules: &T::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        value.serialize_with(rules, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        rules: &T::Rules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<T, D::Error> {
        <W as ParseField<'de>>::deserialize_with(rules, mode, deserializer, report).map(W::become_it)
    }

    fn is_none(value: &T) -> bool {
        value.is_none()
    }

    fn absent() -> Option<T> {
        T::absent()
    }
}
