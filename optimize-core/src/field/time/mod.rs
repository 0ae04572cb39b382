//! Durations, and with the feature `jiff` dates, times and instants, in pydantic's forms.
//!
//! Each type reads text in both modes, and numbers where conversions are asked for. What was read
//! keeps its nanoseconds; pydantic's types end at microseconds.

mod bound;
mod duration;
#[cfg(feature = "jiff")]
mod epoch;
#[cfg(feature = "jiff")]
mod jiff_types;
mod key;
#[cfg(feature = "jiff")]
mod moment;
mod scan;
mod text;

use crate::error::{ErrorKind, Report};
use crate::field::coerced::{deserialize_coerced, is_converted};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::{TimeBound, TimeRules};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::Error as _;
use serde_core::ser::Error as _;
use serde_core::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use text::Text;

/// A number in the place of a time.
#[derive(Clone, Copy, Debug)]
enum Number {
    /// An integer of up to 64 bits.
    Int(i64),
    /// An integer of more bits.
    Huge,
    /// Any other number, NaN and the infinities included.
    Float(f64),
}

/// What is read as a time.
#[cfg_attr(not(feature = "jiff"), allow(dead_code))] // durations have no zone to look at
#[derive(Clone, Copy)]
enum Given<'t> {
    /// A text, and whether conversions are asked for.
    Text(&'t str, bool),
    Number(Number),
}

/// What the types here differ in.
trait Timely: Sized {
    /// The `format` of the JSON Schema.
    const FORMAT: &'static str;

    /// The error of a value that is neither text nor number.
    const WRONG_TYPE: ErrorKind;

    /// Reads a text.
    fn from_text(text: &str, coerce: bool) -> Result<Self, ErrorKind>;

    /// Reads a number. Asked in lax mode only.
    fn from_number(number: Number) -> Result<Self, ErrorKind>;

    /// What an input with a zone too many, or without one, is held against the bounds as: pydantic looks at those
    /// first, and then does not mind zones.
    fn without_zone(_: Given<'_>) -> Option<Self::Bound> {
        None
    }

    /// The text, or why there is none.
    fn to_text(&self) -> Result<Text, &'static str>;

    /// What its bounds are given as.
    type Bound: TimeBound;

    /// The value as a bound.
    fn to_bound(&self) -> Self::Bound;

    /// Feeds what the text says to the hasher.
    fn hash(&self, hasher: &mut FingerprintHasher);
}

/// Reads text or a number.
fn parse_timely<'de, T: Timely>(parser: &mut Parser<'de>, rules: &TimeRules<T::Bound>) -> Result<T, Stop> {
    let start = parser.start()?;
    let read = if parser.peek() == b'"' {
        let text = parser.string()?;
        let coerce = parser.mode.coerces();
        T::from_text(&text, coerce).map_err(|kind| first_broken::<T>(rules, kind, Given::Text(&text, coerce)))
    } else {
        match number(parser)? {
            Some(number) if parser.mode.coerces() => {
                T::from_number(number).map_err(|kind| first_broken::<T>(rules, kind, Given::Number(number)))
            }
            Some(_) => Err(T::WRONG_TYPE),
            None => return Err(parser.mismatch(start, T::WRONG_TYPE)),
        }
    };
    let broken = match read {
        Ok(value) => match rules.broken_by(value.to_bound()) {
            None => return Ok(value),
            Some(kind) => kind,
        },
        Err(kind) => kind,
    };
    Err(parser.reject(start, broken))
}

/// What is said of an input that can't be read: a bound of the field, where it is the input's zone or sign that is wrong.
#[cold]
fn first_broken<T: Timely>(rules: &TimeRules<T::Bound>, kind: ErrorKind, given: Given<'_>) -> ErrorKind {
    let broken = match kind {
        ErrorKind::TimezoneNaive | ErrorKind::TimezoneAware => {
            T::without_zone(given).and_then(|value| rules.broken_by(value))
        }
        // A span below zero, where there is none.
        ErrorKind::GreaterThanEqual { .. } => rules.lower_bound(),
        _ => None,
    };
    broken.unwrap_or(kind)
}

/// The number at the position; `None` when something else is there.
fn number(parser: &mut Parser<'_>) -> Result<Option<Number>, Stop> {
    if let Some(value) = parser.non_finite()? {
        return Ok(Some(Number::Float(value.to_f64())));
    }
    if !matches!(parser.peek(), b'-' | b'0'..=b'9') {
        return Ok(None);
    }
    let scanned = parser.scan_number()?;
    Ok(Some(if scanned.is_float {
        Number::Float(parser.to_f64(scanned))
    } else {
        let small = Parser::small_integer(scanned).and_then(|value| i64::try_from(value).ok());
        small.map_or(Number::Huge, Number::Int)
    }))
}

/// Writes the text of a value, which needs no escapes.
fn write_timely<T: Timely, S: Style>(value: &T, writer: &mut Writer<'_, S>) {
    match value.to_text() {
        Ok(text) => writer.string(text.as_str()),
        Err(reason) => writer.fail(reason),
    }
}

/// [`Field`] and [`ParseField`] for every [`Timely`] type: a blanket impl would claim all types.
macro_rules! timely_field {
    ($($type:ty: $bound:ty),*) => {$(
        impl Field for $type {
            type Rules = TimeRules<$bound>;

            fn write<S: Style>(&self, _: &Self::Rules, writer: &mut Writer<'_, S>) {
                write_timely(self, writer);
            }

            fn check(&self, rules: &Self::Rules, report: &mut Report) {
                if let Some(kind) = rules.broken_by(self.to_bound()) {
                    report.refuse(self, rules, kind);
                }
            }

            fn hash_content(&self, hasher: &mut FingerprintHasher) {
                self.hash(hasher);
            }

            fn schema(_: &Self::Rules, _: &mut SchemaGenerator) -> Schema {
                Schema::of_type("string").with("format", <$type as Timely>::FORMAT.into())
            }

            fn serialize_with<Z: Serializer>(&self, _: &Self::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
                serializer.serialize_str(self.to_text().map_err(Z::Error::custom)?.as_str())
            }
        }

        impl<'de> ParseField<'de> for $type {
            fn parse(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Self, Stop> {
                parse_timely(parser, rules)
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
                let text = <Cow<'de, str> as Deserialize>::deserialize(deserializer)?;
                let value = Self::from_text(&text, mode.coerces());
                let value = value.map_err(|kind| D::Error::custom(kind.message()))?;
                value.check(rules, report);
                Ok(value)
            }
        }
    )*};
}

timely_field!(std::time::Duration: std::time::Duration);
#[cfg(feature = "jiff")]
timely_field!(
    jiff::SignedDuration: jiff::SignedDuration,
    jiff::Timestamp: jiff::Timestamp,
    jiff::Zoned: jiff::Timestamp,
    jiff::civil::DateTime: jiff::civil::DateTime,
    jiff::civil::Date: jiff::civil::Date,
    jiff::civil::Time: jiff::civil::Time
);
