//! Booleans and the unit.

use crate::error::{ErrorKind, Report};
use crate::field::coerced::{deserialize_coerced, is_converted};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::NoRules;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

impl Field for bool {
    type Rules = NoRules;

    #[inline]
    fn write<S: Style>(&self, _: &NoRules, writer: &mut Writer<'_, S>) {
        writer.plain(if *self { "true" } else { "false" });
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
    #[inline(always)]
    fn parse(parser: &mut Parser<'de>, _: &NoRules) -> Result<Self, Stop> {
        if let Some(window) = parser.window() {
            let (word, next) = (window.first_chunk(), window[4]);
            if word == Some(b"true") {
                parser.position += 4;
                return Ok(true);
            }
            if word == Some(b"fals") && next == b'e' {
                parser.position += 5;
                return Ok(false);
            }
        }
        parse_odd(parser)
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &NoRules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        if is_converted(mode, &deserializer) {
            return deserialize_coerced(rules, deserializer, report);
        }
        <bool as Deserialize>::deserialize(deserializer)
    }
}

/// Anything but a boolean that stands right here.
#[inline(never)]
fn parse_odd(parser: &mut Parser<'_>) -> Result<bool, Stop> {
    let start = parser.start()?;
    match parser.peek() {
        b't' => parser.ident("true").map(|()| true),
        b'f' => parser.ident("false").map(|()| false),
        _ if parser.mode.coerces() => coerced(parser, start),
        _ => Err(parser.mismatch(start, ErrorKind::BoolType)),
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

#[cfg(test)]
mod tests {
    /// Whatever stands around it, and however near the end of the input it is.
    #[test]
    fn booleans_are_those_of_serde_json() {
        let words = ["true", "false", "tru", "fals", "truE", "falsE", "true1", "falsee", "t", "f", "null", "1", ""];
        for word in words {
            for before in ["", " ", "\n\n"] {
                for behind in 0..48 {
                    for wrong in ["", ",", "x"] {
                        let text = format!("{before}{word}{wrong}{:behind$}", "");
                        let expected = serde_json::from_str::<bool>(&text).ok();
                        assert_eq!(crate::from_json::<bool>(&text).ok(), expected, "{text:?}");
                        let listed = format!("[{text},{text}]");
                        let expected = serde_json::from_str::<Vec<bool>>(&listed).ok();
                        assert_eq!(crate::from_json::<Vec<bool>>(&listed).ok(), expected, "{listed:?}");
                    }
                }
            }
        }
    }
}
