//! Floats.

use super::{refused, single};
use crate::error::{ErrorKind, Report};
use crate::field::coerced::{deserialize_coerced, is_converted};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::NumberRules;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

/// Reads a number as a double.
#[inline(always)]
fn parse_float(parser: &mut Parser<'_>) -> Result<f64, Stop> {
    match parser.plain_double() {
        Some(value) => Ok(value),
        None => odd_float(parser),
    }
}

/// Anything but the most usual forms of a double.
#[inline(never)]
fn odd_float(parser: &mut Parser<'_>) -> Result<f64, Stop> {
    let start = parser.start()?;
    if let b'-' | b'0'..=b'9' = parser.peek()
        && parser.input.get(parser.position + 1) != Some(&b'I')
    {
        let scanned = parser.scan_number()?;
        return Ok(parser.to_f64(scanned));
    }
    if let Some(value) = parser.non_finite()? {
        return Ok(value.to_f64());
    }
    if !parser.mode.coerces() {
        return Err(parser.mismatch(start, ErrorKind::FloatType));
    }
    match parser.peek() {
        b't' => parser.ident("true").map(|()| 1.0),
        b'f' => parser.ident("false").map(|()| 0.0),
        b'"' => {
            let text = parser.string()?;
            float_from_text(&text).ok_or_else(|| parser.reject(start, ErrorKind::FloatParsing))
        }
        _ => Err(parser.mismatch(start, ErrorKind::FloatType)),
    }
}

/// A float in a string, as Python reads one. Rust's syntax is the same but for underscores, which pydantic passes over
/// where they are single and inside.
fn float_from_text(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.contains('_') {
        let inside = !text.starts_with('_') && !text.ends_with('_') && !text.contains("__");
        return if inside { text.replace('_', "").parse().ok() } else { None };
    }
    text.parse().ok()
}

macro_rules! float_field {
    ($($type:ty: $write:ident $(, $write_items:ident)? { $($read:tt)+ })*) => {$(
        impl Field for $type {
            type Rules = NumberRules<$type>;

            #[inline]
            fn write<S: Style>(&self, _: &Self::Rules, writer: &mut Writer<'_, S>) {
                writer.$write(*self);
            }

            $(fn write_items<'v, S: Style>(
                items: impl Iterator<Item = &'v Self>,
                _: &Self::Rules,
                writer: &mut Writer<'_, S>,
            ) {
                writer.$write_items(items);
            })?

            fn check(&self, rules: &Self::Rules, report: &mut Report) {
                rules.check(*self, self, rules, report);
            }

            /// One NaN, one zero: values that are equal or print alike hash alike.
            #[inline]
            fn hash_content(&self, hasher: &mut FingerprintHasher) {
                let value = if self.is_nan() { <$type>::NAN } else { *self + 0.0 };
                hasher.write_array(value.to_bits().to_le_bytes());
            }

            fn schema(rules: &Self::Rules, _: &mut SchemaGenerator) -> Schema {
                Schema::of_number(rules)
            }

            fn serialize_with<Z: Serializer>(&self, _: &Self::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
                Serialize::serialize(self, serializer)
            }

            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }

        impl<'de> ParseField<'de> for $type {
            $($read)+
        }
    )*};
}

float_field! {
    f32: single {
        #[inline(always)]
        #[allow(clippy::cast_possible_truncation)] // f32 fields round, as they do everywhere
        fn parse(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Self, Stop> {
            let start = parser.position;
            let written = parse_float(parser)?;
            let value = written as f32;
            if single::holds(rules, value, written) {
                return Ok(value);
            }
            Err(parser.reject(parser.behind_space(start), single::first_broken(rules, value, written)))
        }

        fn deserialize_with<D: Deserializer<'de>>(
            rules: &Self::Rules,
            mode: Mode,
            deserializer: D,
            report: &mut Report,
        ) -> Result<Self, D::Error> {
            if is_converted(mode, &deserializer) {
                return deserialize_coerced(rules, deserializer, report);
            }
            let (value, written) = single::deserialize(deserializer)?;
            if !single::holds(rules, value, written) {
                report.refuse(&value, rules, single::first_broken(rules, value, written));
            }
            Ok(value)
        }
    }
    f64: double, doubles {
        #[inline(always)]
        fn parse(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Self, Stop> {
            let start = parser.position;
            let value = parse_float(parser)?;
            if rules.holds(value) { Ok(value) } else { Err(refused(parser, start, rules, value)) }
        }

        deserialize_number!();
    }
}

#[cfg(test)]
mod tests {
    use crate::from_json;

    #[test]
    fn floats_are_the_nearest() {
        for text in [
            "0.1",
            "1e-7",
            "123456789.125",
            "1e22",
            "1e23",
            "9007199254740993",
            "5e-324",
            "1.7976931348623157e308",
            "-0.0",
        ] {
            assert_eq!(from_json::<f64>(text).unwrap().to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
        }
        assert!(from_json::<f64>("1e999").unwrap().is_infinite());
        assert!(from_json::<f64>("NaN").unwrap().is_nan());
    }
}
