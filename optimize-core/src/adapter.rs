//! [`Adapter`]: carries a type that this crate does not know in a model.

use crate::error::Report;
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{self, Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::options::{DumpOptions, ParseOptions};
use crate::ruled::Ruled;
use crate::rules::{ItemsRules, MapRules, NoRules, Rules, TextRules};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;
use std::marker::PhantomData;

/// Both directions, the checks, the schema and the fingerprint of a foreign type, in one place:
/// an encoder without its decoder can't be written.
///
/// ```
/// # use optimize_core::{Adapter, Optimized, error::ErrorKind, fingerprint::FingerprintHasher, json::{Parser, Stop, Style, Writer}, rules::NoRules, schema::{Schema, SchemaGenerator}};
/// /// Writes a `std::net::Ipv4Addr` as its 32-bit number.
/// struct AsNumber;
///
/// impl Adapter<std::net::Ipv4Addr> for AsNumber {
///     type Rules = NoRules;
///
///     fn write<S: Style>(value: &std::net::Ipv4Addr, _: &NoRules, writer: &mut Writer<'_, S>) {
///         writer.value(&value.to_bits());
///     }
///     fn parse(parser: &mut Parser<'_>, _: &NoRules) -> Result<std::net::Ipv4Addr, Stop> {
///         parser.value::<u32>().map(std::net::Ipv4Addr::from_bits)
///     }
///     fn fingerprint(value: &std::net::Ipv4Addr, hasher: &mut FingerprintHasher) {
///         hasher.write_u64(value.to_bits().into());
///     }
///     fn schema(_: &NoRules, _: &mut SchemaGenerator) -> Schema {
///         Schema::of_type("integer")
///     }
/// }
///
/// #[derive(Optimized)]
/// struct Host {
///     #[opt(with = AsNumber)]
///     address: std::net::Ipv4Addr,
/// }
///
/// let host = Host::from_json(r#"{"address":2130706433}"#)?;
/// assert_eq!(host.address, std::net::Ipv4Addr::LOCALHOST);
/// assert_eq!(host.to_json_string()?, r#"{"address":2130706433}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "the adapter `{Self}` can not carry a `{T}`",
    label = "`{Self}` has no `Adapter<{T}>` implementation",
    note = "name an adapter of `{T}`, or write one: `impl optimize_core::Adapter<{T}> for MyAdapter`"
)]
pub trait Adapter<T>: Sized + 'static {
    /// The settings that a field with this adapter can have.
    type Rules: Rules;

    /// Whether the key may be absent without a default: true of `Option`.
    const MAY_BE_ABSENT: bool = false;

    /// Writes the value as JSON. A value that can't be written calls [`Writer::fail`].
    fn write<S: Style>(value: &T, rules: &Self::Rules, writer: &mut Writer<'_, S>);

    /// Parses the value at the parser's position.
    ///
    /// # Errors
    /// As [`ParseField::parse`].
    fn parse(parser: &mut Parser<'_>, rules: &Self::Rules) -> Result<T, Stop>;

    /// As [`parse`](Self::parse), over a value of before: its memory can be used again.
    ///
    /// # Errors
    /// As [`parse`](Self::parse). The value is then only good to be dropped.
    fn parse_over(value: &mut T, parser: &mut Parser<'_>, rules: &Self::Rules) -> Result<(), Stop> {
        *value = Self::parse(parser, rules)?;
        Ok(())
    }

    /// Reports every constraint that the value breaks.
    fn check(_value: &T, _rules: &Self::Rules, _report: &mut Report) {}

    /// Feeds the value's content to the hasher.
    fn fingerprint(value: &T, hasher: &mut FingerprintHasher);

    /// The JSON Schema of what [`parse`](Self::parse) accepts.
    fn schema(rules: &Self::Rules, generator: &mut SchemaGenerator) -> Schema;

    /// Normalises the strings in a value that was made in Rust, as they are normalised when they are read.
    fn normalise(_value: &mut T, _rules: &Self::Rules, _mode: Mode) {}

    /// Serializes through serde: unless said otherwise as the JSON value in formats for people, as JSON text in
    /// bytes in binary ones.
    ///
    /// # Errors
    /// Whatever the serializer returns, and when the adapter refuses the value.
    fn serialize<Z: Serializer>(value: &T, rules: &Self::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut text = Vec::new();
        let value = Adapted::<T, Self>::from_ref(value);
        json::write_into(value, rules, &DumpOptions::new(), &mut text).map_err(ser::Error::custom)?;
        if serializer.is_human_readable() {
            let value: serde_json::Value = serde_json::from_slice(&text).map_err(ser::Error::custom)?;
            Serialize::serialize(&value, serializer)
        } else {
            serializer.serialize_bytes(&text)
        }
    }

    /// Deserializes through serde what [`serialize`](Self::serialize) has written. Broken rules go to the report.
    ///
    /// # Errors
    /// Whatever the deserializer returns.
    fn deserialize<'de, D: Deserializer<'de>>(
        rules: &Self::Rules,
        _mode: Mode,
        deserializer: D,
        _report: &mut Report,
    ) -> Result<T, D::Error> {
        let text = if deserializer.is_human_readable() {
            serde_json::to_vec(&<serde_json::Value as Deserialize>::deserialize(deserializer)?)
                .map_err(de::Error::custom)?
        } else {
            deserializer.deserialize_byte_buf(BytesVisitor)?
        };
        json::parse_field::<Adapted<T, Self>>(&text, rules, &ParseOptions::new())
            .map(Adapted::into_inner)
            .map_err(de::Error::custom)
    }

    /// Whether the value is absent: what `exclude_none` leaves out.
    fn is_none(_value: &T) -> bool {
        false
    }

    /// The value of a field whose key is absent and that has no default.
    #[must_use]
    fn absent() -> Option<T> {
        None
    }
}

/// A value with its adapter: a [`Field`]. Has the layout of the value.
#[repr(transparent)]
pub struct Adapted<T, A> {
    value: T,
    adapter: PhantomData<fn() -> A>,
}

impl<T, A> Adapted<T, A> {
    /// The value with its adapter.
    pub const fn new(value: T) -> Self {
        Self { value, adapter: PhantomData }
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// A reference to the value.
    pub const fn get(&self) -> &T {
        &self.value
    }

    /// A reference to a value as a reference to it with its adapter.
    #[allow(unsafe_code)]
    pub const fn from_ref(value: &T) -> &Self {
        // SAFETY: `Adapted` is `repr(transparent)` over `T`: both have one layout.
        unsafe { &*std::ptr::from_ref(value).cast::<Self>() }
    }

    /// As [`from_ref`](Self::from_ref), to change the value.
    #[allow(unsafe_code)]
    pub const fn from_mut(value: &mut T) -> &mut Self {
        // SAFETY: as above; the reference stays the only one.
        unsafe { &mut *std::ptr::from_mut(value).cast::<Self>() }
    }
}

impl<T, A: Adapter<T>> Field for Adapted<T, A> {
    type Rules = A::Rules;

    const MAY_BE_ABSENT: bool = A::MAY_BE_ABSENT;

    fn write<S: Style>(&self, rules: &A::Rules, writer: &mut Writer<'_, S>) {
        A::write(&self.value, rules, writer);
    }

    fn check(&self, rules: &A::Rules, report: &mut Report) {
        A::check(&self.value, rules, report);
    }

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        A::fingerprint(&self.value, hasher);
    }

    fn schema(rules: &A::Rules, generator: &mut SchemaGenerator) -> Schema {
        A::schema(rules, generator)
    }

    fn serialize_with<Z: Serializer>(&self, rules: &A::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        A::serialize(&self.value, rules, serializer)
    }

    fn normalise(&mut self, rules: &A::Rules, mode: Mode) {
        A::normalise(&mut self.value, rules, mode);
    }

    fn absent() -> Option<Self> {
        A::absent().map(Self::new)
    }

    fn is_none(&self) -> bool {
        A::is_none(&self.value)
    }
}

impl<'de, T, A: Adapter<T>> ParseField<'de> for Adapted<T, A> {
    fn parse(parser: &mut Parser<'de>, rules: &A::Rules) -> Result<Self, Stop> {
        A::parse(parser, rules).map(Self::new)
    }

    fn parse_over(&mut self, parser: &mut Parser<'de>, rules: &A::Rules) -> Result<(), Stop> {
        A::parse_over(&mut self.value, parser, rules)
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &A::Rules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        A::deserialize(rules, mode, deserializer, report).map(Self::new)
    }
}

/// Takes bytes however a format hands them over.
pub(crate) struct BytesVisitor;

impl<'de> de::Visitor<'de> for BytesVisitor {
    type Value = Vec<u8>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("bytes")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }

    fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
        Ok(bytes)
    }

    fn visit_seq<S: de::SeqAccess<'de>>(self, mut seq: S) -> Result<Vec<u8>, S::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = seq.next_element()? {
            bytes.push(byte);
        }
        Ok(bytes)
    }
}

/// Lifts an adapter of `T` to `Option<T>`: `None` is `null`.
pub struct Maybe<A>(PhantomData<A>);

impl<T, A: Adapter<T>> Adapter<Option<T>> for Maybe<A> {
    type Rules = A::Rules;

    const MAY_BE_ABSENT: bool = true;

    fn write<S: Style>(value: &Option<T>, rules: &A::Rules, writer: &mut Writer<'_, S>) {
        match value {
            Some(value) => A::write(value, rules, writer),
            None => writer.null(),
        }
    }

    fn parse(parser: &mut Parser<'_>, rules: &A::Rules) -> Result<Option<T>, Stop> {
        if parser.null()? { Ok(None) } else { A::parse(parser, rules).map(Some) }
    }

    fn parse_over(value: &mut Option<T>, parser: &mut Parser<'_>, rules: &A::Rules) -> Result<(), Stop> {
        match value {
            Some(value) if !parser.begins(b'n')? => A::parse_over(value, parser, rules),
            _ => {
                *value = Self::parse(parser, rules)?;
                Ok(())
            }
        }
    }

    fn check(value: &Option<T>, rules: &A::Rules, report: &mut Report) {
        if let Some(value) = value {
            A::check(value, rules, report);
        }
    }

    fn fingerprint(value: &Option<T>, hasher: &mut FingerprintHasher) {
        hasher.write_u8(value.is_some().into());
        if let Some(value) = value {
            A::fingerprint(value, hasher);
        }
    }

    fn schema(rules: &A::Rules, generator: &mut SchemaGenerator) -> Schema {
        A::schema(rules, generator).nullable()
    }

    fn serialize<Z: Serializer>(value: &Option<T>, rules: &A::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match value {
            Some(value) => serializer.serialize_some(&Ruled::new(Adapted::<T, A>::from_ref(value), rules)),
            None => serializer.serialize_none(),
        }
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        rules: &A::Rules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Option<T>, D::Error> {
        let value = <Option<Adapted<T, A>> as ParseField<'de>>::deserialize_with(rules, mode, deserializer, report)?;
        Ok(value.map(Adapted::into_inner))
    }

    fn normalise(value: &mut Option<T>, rules: &A::Rules, mode: Mode) {
        if let Some(value) = value {
            A::normalise(value, rules, mode);
        }
    }

    fn is_none(value: &Option<T>) -> bool {
        value.is_none()
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }
}

/// Lifts an adapter of `T` to `Vec<T>`: an array.
pub struct Each<A>(PhantomData<A>);

impl<T, A: Adapter<T>> Adapter<Vec<T>> for Each<A> {
    type Rules = ItemsRules<A::Rules>;

    fn write<S: Style>(value: &Vec<T>, rules: &Self::Rules, writer: &mut Writer<'_, S>) {
        writer.array(value.iter().map(Adapted::<T, A>::from_ref), &rules.items);
    }

    fn parse(parser: &mut Parser<'_>, rules: &Self::Rules) -> Result<Vec<T>, Stop> {
        let values = <Vec<Adapted<T, A>> as ParseField<'_>>::parse(parser, rules)?;
        Ok(values.into_iter().map(Adapted::into_inner).collect())
    }

    fn check(value: &Vec<T>, rules: &Self::Rules, report: &mut Report) {
        rules.check_items(value.iter().map(Adapted::<T, A>::from_ref), report);
    }

    fn fingerprint(value: &Vec<T>, hasher: &mut FingerprintHasher) {
        hasher.write_len(value.len());
        value.iter().for_each(|value| A::fingerprint(value, hasher));
    }

    fn schema(rules: &Self::Rules, generator: &mut SchemaGenerator) -> Schema {
        <Vec<Adapted<T, A>> as Field>::schema(rules, generator)
    }
}

/// Lifts an adapter of `T` to maps from strings to `T`: an object.
pub struct Values<A>(PhantomData<A>);

macro_rules! adapt_map {
    ($map:ident, $($param:ident: $bound:path),*) => {
        impl<T, A: Adapter<T>, $($param: $bound + Default + 'static),*> Adapter<$map<String, T, $($param),*>> for Values<A> {
            type Rules = MapRules<TextRules, A::Rules>;

            fn write<Y: Style>(value: &$map<String, T, $($param),*>, rules: &Self::Rules, writer: &mut Writer<'_, Y>) {
                writer.map(value.iter().map(|(key, value)| (key, Adapted::<T, A>::from_ref(value))), &rules.values);
            }

            fn parse(parser: &mut Parser<'_>, rules: &Self::Rules) -> Result<$map<String, T, $($param),*>, Stop> {
                let values = <BTreeMap<String, Adapted<T, A>> as ParseField<'_>>::parse(parser, rules)?;
                Ok(values.into_iter().map(|(key, value)| (key, value.into_inner())).collect())
            }

            fn check(value: &$map<String, T, $($param),*>, rules: &Self::Rules, report: &mut Report) {
                rules.check_entries(
                    value.iter().map(|(key, value)| (key, Adapted::<T, A>::from_ref(value))),
                    report,
                );
            }

            fn fingerprint(value: &$map<String, T, $($param),*>, hasher: &mut FingerprintHasher) {
                hasher.write_unordered(value.iter(), |(key, value), hasher| {
                    hasher.write_bytes(key.as_bytes());
                    A::fingerprint(value, hasher);
                });
            }

            fn schema(rules: &Self::Rules, generator: &mut SchemaGenerator) -> Schema {
                <BTreeMap<String, Adapted<T, A>> as Field>::schema(rules, generator)
            }
        }
    };
}

adapt_map!(BTreeMap,);
adapt_map!(HashMap, H: BuildHasher);

/// Carries a type through its serde implementations: `#[opt(serde)]`.
///
/// The value goes through a `serde_json::Value`, and a type's own refusal is a `value_error`.
pub struct Serde;

/// What [`Serde`] carries. One trait for both directions: a type that has neither is told once.
#[diagnostic::on_unimplemented(
    message = "`#[opt(serde)]` can not carry a `{Self}`",
    label = "this type has not both of serde's implementations, or borrows from its input",
    note = "of a type of yours derive them: `#[derive(serde::Serialize, serde::Deserialize)]`",
    note = "of a type of another library look for a feature `serde`, or write an adapter: `#[opt(with = MyAdapter)]`"
)]
pub trait ThroughSerde: Serialize + de::DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + de::DeserializeOwned> ThroughSerde for T {}

impl<T: ThroughSerde> Adapter<T> for Serde {
    type Rules = NoRules;

    fn write<S: Style>(value: &T, _: &NoRules, writer: &mut Writer<'_, S>) {
        match serde_json::to_value(value) {
            Ok(value) => writer.value(&value),
            Err(error) => writer.fail(error.to_string()),
        }
    }

    fn parse(parser: &mut Parser<'_>, _: &NoRules) -> Result<T, Stop> {
        let start = parser.start()?;
        let text = parser.skip()?;
        serde_json::from_slice(text)
            .map_err(|error| parser.reject(start, crate::error::ErrorKind::ValueError { message: error.to_string() }))
    }

    fn fingerprint(value: &T, hasher: &mut FingerprintHasher) {
        // Through a value: a map's order does not count there.
        if let Ok(value) = serde_json::to_value(value) {
            value.hash_content(hasher);
        }
    }

    fn schema(_: &NoRules, _: &mut SchemaGenerator) -> Schema {
        Schema::any()
    }
}
