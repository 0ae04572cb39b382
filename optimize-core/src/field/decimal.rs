//! `rust_decimal::Decimal`: exact decimal numbers, of 28 to 29 digits.
//!
//! As in pydantic a number of JSON is first a double where it has a point or an exponent, and the double's shortest text
//! is the decimal; a string is taken digit by digit. What a `Decimal` can't hold exactly is refused, never rounded.

mod far;
mod rules;
mod text;

pub use rules::{DecimalRules, decimal_literal};

use crate::error::{ErrorKind, Report};
use crate::field::{Field, MapKey, ParseField, ParseKey};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::schema::{Schema, SchemaGenerator, SchemaMode};
use rust_decimal::Decimal;
use serde_core::de::Visitor;
use serde_core::{Deserializer, Serializer};
use std::fmt;
use text::Unread;

impl Field for Decimal {
    type Rules = DecimalRules;

    fn write<S: Style>(&self, _: &DecimalRules, writer: &mut Writer<'_, S>) {
        writer.string(&text::of(*self));
    }

    fn check(&self, rules: &DecimalRules, report: &mut Report) {
        if let Some(kind) = rules.broken_by(*self) {
            report.refuse(self, rules, kind);
        }
    }

    /// As it is written: `1.0` and `1.00` are two.
    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_bytes_of(&self.serialize());
    }

    fn schema(rules: &DecimalRules, generator: &mut SchemaGenerator) -> Schema {
        match generator.mode() {
            SchemaMode::Serialization => Schema::of_type("string"),
            SchemaMode::Validation => rules.schema(),
        }
    }

    fn serialize_with<Z: Serializer>(&self, _: &DecimalRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.serialize_str(&text::of(*self))
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<'de> ParseField<'de> for Decimal {
    fn parse(parser: &mut Parser<'de>, rules: &DecimalRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        let read = match parser.peek() {
            b'"' => text::read(&parser.string()?),
            b'-' | b'0'..=b'9' if parser.input.get(parser.position + 1) != Some(&b'I') => {
                let scanned = parser.scan_number()?;
                if scanned.is_float {
                    from_double(parser.to_f64(scanned))
                } else {
                    // Python's zero of an integer has no sign.
                    text::read(parser.number_text(scanned))
                        .map(|value| if value.is_zero() { Self::ZERO } else { value })
                }
            }
            _ => match parser.non_finite()? {
                Some(_) => Err(ErrorKind::FiniteNumber.into()),
                None => return Err(parser.mismatch(start, ErrorKind::DecimalType)),
            },
        };
        let checked = match read {
            Ok(value) => rules.broken_by(value).map_or(Ok(value), Err),
            Err(Unread { kind, far }) => Err(far.and_then(|far| rules.broken_by_far(&far)).unwrap_or(kind)),
        };
        checked.map_err(|kind| parser.reject(start, kind))
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &DecimalRules,
        _: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        let value = if deserializer.is_human_readable() {
            deserializer.deserialize_any(DecimalVisitor)?
        } else {
            deserializer.deserialize_str(DecimalVisitor)?
        };
        value.check(rules, report);
        Ok(value)
    }
}

/// The decimal of a double's shortest text.
fn from_double(value: f64) -> Result<Decimal, Unread> {
    if value.is_finite() { text::read(&value.to_string()) } else { Err(ErrorKind::FiniteNumber.into()) }
}

/// Takes a number or a string.
struct DecimalVisitor;

impl Visitor<'_> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a decimal number")
    }

    fn visit_str<E: serde_core::de::Error>(self, text: &str) -> Result<Decimal, E> {
        text::read(text).map_err(|unread| E::custom(unread.kind.message()))
    }

    fn visit_i64<E: serde_core::de::Error>(self, value: i64) -> Result<Decimal, E> {
        Ok(value.into())
    }

    fn visit_u64<E: serde_core::de::Error>(self, value: u64) -> Result<Decimal, E> {
        Ok(value.into())
    }

    fn visit_f64<E: serde_core::de::Error>(self, value: f64) -> Result<Decimal, E> {
        from_double(value).map_err(|unread| E::custom(unread.kind.message()))
    }
}

impl MapKey for Decimal {
    fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
        write(&text::of(*self))
    }
}

impl ParseKey<'_> for Decimal {
    fn from_key(key: std::borrow::Cow<'_, str>, _: Mode) -> Result<Self, ErrorKind> {
        text::read(&key).map_err(|unread| unread.kind)
    }
}
