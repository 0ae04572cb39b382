//! [`Field`] and [`ParseField`]: what a type must know to be a field of a model.
//!
//! A field is written, parsed, checked, hashed and described. Every one of these takes the field's
//! *rules*: the constraints and settings that `#[opt(…)]` gave it, as constant data of the type
//! [`Field::Rules`]. One descriptor thus drives the parser, the validator and the JSON Schema.

mod array;
mod bits;
mod boolean;
pub mod bytes;
mod character;
mod coerced;
mod collection;
#[cfg(feature = "decimal")]
mod decimal;
mod extra_map;
mod given;
mod json_text;
mod lent_bytes;
mod map;
mod map_key;
mod net;
mod number;
mod option;
mod path;
mod pointer;
mod text;
mod time;
mod tuple;
mod unlent;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "uuid")]
mod uuid;
mod value;

pub use bits::FieldBits;
pub use character::CharRules;
#[cfg(feature = "decimal")]
pub use decimal::{DecimalRules, decimal_literal};
pub use extra_map::{ExtraMap, Keeper, KnownKeeper};
pub use given::{Given, Something};
pub use json_text::Json;
pub use lent_bytes::LentBytes;
pub(crate) use lent_bytes::LentVisitor;
pub use map_key::{MapKey, ParseKey};
pub use unlent::Via;
#[cfg(feature = "url")]
pub use url::UrlRules;
#[cfg(feature = "uuid")]
pub use uuid::UuidRules;

use crate::error::Report;
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::Rules;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserializer, Serializer};

/// A type that can be a field of a model: written, checked, hashed and described.
///
/// `#[derive(Optimized)]` implements it for models; this crate does for the standard library's
/// types and `serde_json::Value`. For a type of another crate name an [`Adapter`](crate::Adapter)
/// with `#[opt(with = …)]`, or use `#[opt(serde)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not be a field of a model",
    label = "this type has no `Optimized` implementation",
    note = "derive it: `#[derive(Optimized)]` on `{Self}`",
    note = "or, if it has serde implementations, put `#[opt(serde)]` on the field",
    note = "or name an adapter: `#[opt(tensor)]` or `#[opt(image)]` for arrays and pictures, `#[opt(with = MyAdapter)]` for others",
    note = "or leave it out of the JSON: `#[opt(skip, default)]`; in the place of a trait object, write an enum of the types that it can be"
)]
pub trait Field: Sized {
    /// The constraints and settings that a field of this type can have.
    type Rules: Rules;

    /// Whether the key may be absent without a default: true of `Option`.
    const MAY_BE_ABSENT: bool = false;

    /// Writes the value as JSON. A value that can't be written calls [`Writer::fail`].
    fn write<S: Style>(&self, rules: &Self::Rules, writer: &mut Writer<'_, S>);

    /// Writes the items of a compact array with a comma before each.
    #[doc(hidden)]
    #[inline(always)]
    fn write_items<'v, S: Style>(items: impl Iterator<Item = &'v Self>, rules: &Self::Rules, writer: &mut Writer<'_, S>)
    where
        Self: 'v,
    {
        for item in items {
            writer.comma();
            item.write(rules, writer);
        }
    }

    /// Reports every constraint that the value breaks.
    fn check(&self, rules: &Self::Rules, report: &mut Report);

    /// Feeds the value's content to the hasher.
    fn hash_content(&self, hasher: &mut FingerprintHasher);

    /// The JSON Schema of the values that these rules accept.
    fn schema(rules: &Self::Rules, generator: &mut SchemaGenerator) -> Schema;

    /// Serializes through serde.
    ///
    /// # Errors
    /// Whatever the serializer, or an adapter that refuses the value, returns.
    fn serialize_with<Z: Serializer>(&self, rules: &Self::Rules, serializer: Z) -> Result<Z::Ok, Z::Error>;

    /// Normalises the strings in a value that was made in Rust, as they are normalised when they are read:
    /// what setters, builders and conversions do with what they are given. Models keep what they hold.
    fn normalise(&mut self, _rules: &Self::Rules, _mode: Mode) {}

    /// Whether the value is absent: what `exclude_none` leaves out.
    fn is_none(&self) -> bool {
        false
    }

    /// The value of a field whose key is absent and that has no default: `None` for an `Option`.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether [`example`](Self::example) has something to show. What is compiled for a type that has not is
    /// smaller.
    const HAS_EXAMPLE: bool = false;

    /// A value to show, if `#[opt(example = …)]` on the type gives one.
    #[must_use]
    fn example() -> Option<Self> {
        None
    }

    /// Whether two values are equal: what `exclude_defaults` compares.
    fn same(&self, other: &Self) -> bool {
        crate::fingerprint::of(self) == crate::fingerprint::of(other)
    }
}

/// A [`Field`] that can be read from input that lives for `'de`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not be a field of a model",
    label = "this type has no `Optimized` implementation",
    note = "derive it: `#[derive(Optimized)]` on `{Self}`",
    note = "or, if it has serde implementations, put `#[opt(serde)]` on the field",
    note = "or name an adapter: `#[opt(tensor)]` or `#[opt(image)]` for arrays and pictures, `#[opt(with = MyAdapter)]` for others",
    note = "or leave it out of the JSON: `#[opt(skip, default)]`; in the place of a trait object, write an enum of the types that it can be"
)]
pub trait ParseField<'de>: Field {
    /// Parses and checks the value at the parser's position.
    ///
    /// # Errors
    /// [`Stop::Invalid`] when the value breaks a rule: the errors are in the parser's report and the
    /// position is behind the value. [`Stop::Fatal`] when the input is no JSON.
    fn parse(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Self, Stop> {
        let mut slot = None;
        Self::parse_slot(parser, rules, &mut slot)?;
        slot.ok_or(Stop::Invalid)
    }

    /// As [`parse`](Self::parse), into the place where the value is to be: a large value is not moved there.
    /// Each of the two methods can be implemented by the other, and one must be.
    ///
    /// # Errors
    /// As [`parse`](Self::parse). The place is then empty, or has what it had.
    #[inline(always)]
    fn parse_slot(parser: &mut Parser<'de>, rules: &Self::Rules, slot: &mut Option<Self>) -> Result<(), Stop> {
        *slot = Some(Self::parse(parser, rules)?);
        Ok(())
    }

    /// As [`parse`](Self::parse), over a value of before: its memory is used again where it can be.
    ///
    /// # Errors
    /// As [`parse`](Self::parse). The value is then neither the old nor a new one, and only good to be dropped.
    #[inline(always)]
    fn parse_over(&mut self, parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<(), Stop> {
        *self = Self::parse(parser, rules)?;
        Ok(())
    }

    /// Deserializes and checks through serde. Broken rules go to the report (the result is then of
    /// no use), a structural mismatch is the deserializer's own error.
    ///
    /// # Errors
    /// Whatever the deserializer returns.
    fn deserialize_with<D: Deserializer<'de>>(
        rules: &Self::Rules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error>;
}

/// A field that borrows nothing from its input.
pub trait ParseFieldOwned: for<'de> ParseField<'de> {}
impl<T: for<'de> ParseField<'de>> ParseFieldOwned for T {}
