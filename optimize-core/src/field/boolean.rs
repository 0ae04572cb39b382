//! Booleans and the unit.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::NoRules;
use crate::schema::{Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

impl Field for bool {
    type Rules = NoRules;

    #[inline]
    fn write<S: Style>(&self, _: &NoRules, writer: &mut Writer<'_, S>) {
        writer.raw(if *self { "true" } else { "false" });
    }

    fn check(&self, _: &NoRules, _: &mut Report) {}

    #[inline]
    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_u8((*self).into());
    }

    fn schema(_: &NoRules, _: &mut SchemaGenerator) -> Schema {
        Schema::of_type("boolean")
    }

    fn serialize_with<Z: Serializer>(&self, _: &NoRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        Serialize::serialize(self, serializer)
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<'de> ParseField<'de> for bool {
    #[inline]
    fn parse(parser: &mut Parser<'de>, _: &NoRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        match parser.peek() {
            b't' => parser.ident("true").map(|()| true),
            b'f' => parser.ident("false").map(|()| false),
            _ if parser.mode.coerces() => coerced(parser, start),
            _ => Err(parser.mismatch(start, ErrorKind::BoolType)),
        }
    }

    fn deserialize_with<D: Deserializer<'de>>(
        _: &NoRules,
        _: Mode,
        deserializer: D,
        _: &mut Report,
    ) -> Result<Self, D::Error> {
        <bool as Deserialize>::deserialize(deserializer)
    }
}

/// The words for yes and no, in any case.
pub(super) fn bool_of_text(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "t" | "y" | "yes" | "on" | "true" => Some(true),
        "0" | "f" | "n" | "no" | "off" | "false" => Some(false),
        _ => None,
    }
}

/// Zero and one, as numbers or text, and the words for yes and no.
#[cold]
fn coerced(parser: &mut Parser<'_>, start: usize) -> Result<bool, Stop> {
    let found = match parser.peek() {
        b'"' => bool_of_text(&parser.string()?),
        b'-' | b'0'..=b'9' => {
            let scanned = parser.scan_number()?;
            let value = parser.to_f64(scanned);
            if value == 1.0 {
                Some(true)
            } else if value == 0.0 {
                Some(false)
            } else if value.fract() == 0.0 && value.abs() <= 2_f64.powi(63) {
                None
            } else {
                // What is no integer of 64 bits is no boolean at all.
                return Err(parser.reject(start, ErrorKind::BoolType));
            }
        }
        _ => return Err(parser.mismatch(start, ErrorKind::BoolType)),
    };
    found.ok_or_else(|| parser.reject(start, ErrorKind::BoolParsing))
}

impl Field for () {
    type Rules = NoRules;

    fn write<S: Style>(&self, _: &NoRules, writer: &mut Writer<'_, S>) {
        writer.null();
    }

    fn check(&self, _: &NoRules, _: &mut Report) {}

    #[inline]
    fn hash_content(&self, _: &mut FingerprintHasher) {}

    fn schema(_: &NoRules, _: &mut SchemaGenerator) -> Schema {
        Schema::of_type("null")
    }

    fn serialize_with<Z: Serializer>(&self, _: &NoRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.serialize_unit()
    }

    fn is_none(&self) -> bool {
        true
    }
}

impl<'de> ParseField<'de> for () {
    fn parse(parser: &mut Parser<'de>, _: &NoRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        if parser.null()? { Ok(()) } else { Err(parser.mismatch(start, ErrorKind::NoneRequired)) }
    }

    fn deserialize_with<D: Deserializer<'de>>(
        _: &NoRules,
        _: Mode,
        deserializer: D,
        _: &mut Report,
    ) -> Result<Self, D::Error> {
        <() as Deserialize>::deserialize(deserializer)
    }
}
