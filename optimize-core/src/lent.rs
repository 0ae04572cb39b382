//! [`BorrowAdapter`]: adapters of types that borrow from what they are read from.

use crate::adapter::{Adapted, Adapter, Each, Maybe, Values};
use crate::error::Report;
use crate::field::{Field, LentVisitor, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{self, Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::options::ParseOptions;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::Error as _;
use serde_core::{Deserializer, Serializer};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;
use std::marker::PhantomData;

/// An adapter that can make values which borrow from the input, or from the container around it, for `'a`.
/// The derive asks for it where a field of a tensor or image adapter has a lifetime: `ArrayView3<'a, u8>`.
#[diagnostic::on_unimplemented(
    message = "the adapter `{Self}` can not read a `{T}` that borrows",
    label = "`{Self}` has no `BorrowAdapter<{T}>` implementation"
)]
pub trait BorrowAdapter<'a, T>: Adapter<T> {
    /// Parses the value at the parser's position.
    ///
    /// # Errors
    /// As [`ParseField::parse`].
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<T, Stop>;

    /// Deserializes through serde; unless said otherwise as [`Adapter::deserialize`], which borrows nothing.
    ///
    /// # Errors
    /// Whatever the deserializer returns.
    fn deserialize_borrowed<'de: 'a, D: Deserializer<'de>>(
        rules: &Self::Rules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<T, D::Error> {
        Self::deserialize(rules, mode, deserializer, report)
    }
}

/// A value that may borrow for `'a`, with its adapter: a [`Field`]. Has the layout of the value.
#[repr(transparent)]
pub struct AdaptedRef<'a, T, A> {
    adapted: Adapted<T, A>,
    lifetime: PhantomData<fn() -> &'a ()>,
}

impl<T, A> AdaptedRef<'_, T, A> {
    /// The value with its adapter.
    pub const fn new(value: T) -> Self {
        Self { adapted: Adapted::new(value), lifetime: PhantomData }
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.adapted.into_inner()
    }

    /// A reference to the value.
    pub const fn get(&self) -> &T {
        self.adapted.get()
    }

    /// A reference to a value as a reference to it with its adapter.
    #[allow(unsafe_code)]
    pub const fn from_ref(value: &T) -> &Self {
        // SAFETY: `AdaptedRef` is `repr(transparent)` over `Adapted`, and that over `T`: all have one layout.
        unsafe { &*std::ptr::from_ref(value).cast::<Self>() }
    }

    /// As [`from_ref`](Self::from_ref), to change the value.
    #[allow(unsafe_code)]
    pub const fn from_mut(value: &mut T) -> &mut Self {
        // SAFETY: as above; the reference stays the only one.
        unsafe { &mut *std::ptr::from_mut(value).cast::<Self>() }
    }
}

impl<T, A: Adapter<T>> Field for AdaptedRef<'_, T, A> {
    type Rules = A::Rules;

    const MAY_BE_ABSENT: bool = A::MAY_BE_ABSENT;

    fn write<S: Style>(&self, rules: &A::Rules, writer: &mut Writer<'_, S>) {
        self.adapted.write(rules, writer);
    }

    fn check(&self, rules: &A::Rules, report: &mut Report) {
        self.adapted.check(rules, report);
    }

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        self.adapted.hash_content(hasher);
    }

    fn schema(rules: &A::Rules, generator: &mut SchemaGenerator) -> Schema {
        A::schema(rules, generator)
    }

    fn serialize_with<Z: Serializer>(&self, rules: &A::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        self.adapted.serialize_with(rules, serializer)
    }

    fn normalise(&mut self, rules: &A::Rules, mode: Mode) {
        self.adapted.normalise(rules, mode);
    }

    fn absent() -> Option<Self> {
        A::absent().map(Self::new)
    }

    fn is_none(&self) -> bool {
        self.adapted.is_none()
    }
}

impl<'a, 'de: 'a, T, A: BorrowAdapter<'a, T>> ParseField<'de> for AdaptedRef<'a, T, A> {
    fn parse(parser: &mut Parser<'de>, rules: &A::Rules) -> Result<Self, Stop> {
        A::parse_borrowed(parser, rules).map(Self::new)
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &A::Rules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        A::deserialize_borrowed(rules, mode, deserializer, report).map(Self::new)
    }
}

impl<'a, T, A: BorrowAdapter<'a, T>> BorrowAdapter<'a, Option<T>> for Maybe<A> {
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Option<T>, Stop> {
        if parser.null()? { Ok(None) } else { A::parse_borrowed(parser, rules).map(Some) }
    }

    fn deserialize_borrowed<'de: 'a, D: Deserializer<'de>>(
        rules: &Self::Rules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Option<T>, D::Error> {
        let value =
            <Option<AdaptedRef<'a, T, A>> as ParseField<'de>>::deserialize_with(rules, mode, deserializer, report)?;
        Ok(value.map(AdaptedRef::into_inner))
    }
}

/// What an adapter wrote as JSON text in bytes, which is where its values borrow from.
fn deserialize_text<'a, 'de: 'a, T, A: BorrowAdapter<'a, T>, D: Deserializer<'de>>(
    rules: &A::Rules,
    deserializer: D,
) -> Result<T, D::Error> {
    let value = match deserializer.deserialize_bytes(LentVisitor)? {
        Cow::Borrowed(text) => {
            json::parse_field::<AdaptedRef<'a, T, A>>(text, rules, &ParseOptions::new()).map(AdaptedRef::into_inner)
        }
        Cow::Owned(text) => {
            json::parse_field::<Adapted<T, A>>(&text, rules, &ParseOptions::new()).map(Adapted::into_inner)
        }
    };
    value.map_err(D::Error::custom)
}

impl<'a, T, A: BorrowAdapter<'a, T>> BorrowAdapter<'a, Vec<T>> for Each<A> {
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Vec<T>, Stop> {
        let values = <Vec<AdaptedRef<'a, T, A>> as ParseField<'de>>::parse(parser, rules)?;
        Ok(values.into_iter().map(AdaptedRef::into_inner).collect())
    }

    fn deserialize_borrowed<'de: 'a, D: Deserializer<'de>>(
        rules: &Self::Rules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Vec<T>, D::Error> {
        if !deserializer.is_human_readable() {
            return deserialize_text::<Vec<T>, Self, D>(rules, deserializer);
        }
        let values =
            <Vec<AdaptedRef<'a, T, A>> as ParseField<'de>>::deserialize_with(rules, mode, deserializer, report)?;
        Ok(values.into_iter().map(AdaptedRef::into_inner).collect())
    }
}

macro_rules! lend_map {
    ($map:ident, $($param:ident: $bound:path),*) => {
        impl<'a, T, A: BorrowAdapter<'a, T>, $($param: $bound + Default + 'static),*>
            BorrowAdapter<'a, $map<String, T, $($param),*>> for Values<A>
        {
            fn parse_borrowed<'de: 'a>(
                parser: &mut Parser<'de>,
                rules: &Self::Rules,
            ) -> Result<$map<String, T, $($param),*>, Stop> {
                let values = <BTreeMap<String, AdaptedRef<'a, T, A>> as ParseField<'de>>::parse(parser, rules)?;
                Ok(values.into_iter().map(|(key, value)| (key, value.into_inner())).collect())
            }

            fn deserialize_borrowed<'de: 'a, D: Deserializer<'de>>(
                rules: &Self::Rules,
                mode: Mode,
                deserializer: D,
                report: &mut Report,
            ) -> Result<$map<String, T, $($param),*>, D::Error> {
                if !deserializer.is_human_readable() {
                    return deserialize_text::<$map<String, T, $($param),*>, Self, D>(rules, deserializer);
                }
                let values = <BTreeMap<String, AdaptedRef<'a, T, A>> as ParseField<'de>>::deserialize_with(
                    rules,
                    mode,
                    deserializer,
                    report,
                )?;
                Ok(values.into_iter().map(|(key, value)| (key, value.into_inner())).collect())
            }
        }
    };
}

lend_map!(BTreeMap,);
lend_map!(HashMap, H: BuildHasher);
