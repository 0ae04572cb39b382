//! Integers.

use super::beyond::beyond;
use super::refused;
use crate::error::{Bound, ErrorKind, Report};
use crate::field::coerced::{deserialize_coerced, is_converted};
use crate::field::{Field, MapKey, ParseField, ParseKey};
use crate::fingerprint::FingerprintHasher;
use crate::json::{MAX_INTEGER_DIGITS, Parser, Stop, Style, Writer, refuse_range};
use crate::mode::Mode;
use crate::rules::{Number, NumberRules};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::str::FromStr;

/// What was read where an integer should be.
enum Integer {
    /// Fits into nineteen digits.
    Small(i128),
    /// More digits: their text.
    Large { text: String, negative: bool },
}

/// Reads an integer, by pydantic's lax rules where the mode says so.
#[inline(never)]
fn parse_integer(parser: &mut Parser<'_>, start: usize) -> Result<Integer, Stop> {
    if let b'-' | b'0'..=b'9' = parser.peek()
        && parser.input.get(parser.position + 1) != Some(&b'I')
    {
        let scanned = parser.scan_number()?;
        if !scanned.is_float {
            if let Some(value) = Parser::small_integer(scanned) {
                return Ok(Integer::Small(value));
            }
            let negative = scanned.is_negative();
            return Ok(Integer::Large { text: parser.number_text(scanned).to_owned(), negative });
        }
        let value = parser.to_f64(scanned);
        return integer_from_float(parser, start, value);
    }
    odd_integer(parser, start)
}

/// Anything but a number where an integer should be.
#[cold]
fn odd_integer(parser: &mut Parser<'_>, start: usize) -> Result<Integer, Stop> {
    if let Some(value) = parser.non_finite()? {
        return integer_from_float(parser, start, value.to_f64());
    }
    if !parser.mode.coerces() {
        return Err(parser.mismatch(start, ErrorKind::IntType));
    }
    match parser.peek() {
        b't' => parser.ident("true").map(|()| Integer::Small(1)),
        b'f' => parser.ident("false").map(|()| Integer::Small(0)),
        b'"' => {
            let text = parser.string()?;
            integer_from_text(&text).map_err(|kind| parser.reject(start, kind))
        }
        _ => Err(parser.mismatch(start, ErrorKind::IntType)),
    }
}

/// Pydantic converts floats within 64 bits, the least of which is left out.
const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

#[cold]
fn integer_from_float(parser: &mut Parser<'_>, start: usize, value: f64) -> Result<Integer, Stop> {
    let kind = if !parser.mode.coerces() {
        ErrorKind::IntType
    } else if !value.is_finite() {
        ErrorKind::FiniteNumber
    } else if value.fract() != 0.0 {
        ErrorKind::IntFromFloat
    } else if value.abs() < TWO_TO_63 {
        #[allow(clippy::cast_possible_truncation)] // within 64 bits
        return Ok(Integer::Small(i128::from(value as i64)));
    } else {
        ErrorKind::IntParsingSize
    };
    Err(parser.reject(start, kind))
}

/// Digits without the zeros before them, and without underscores between those, however many. One digit is left.
fn without_zeros(digits: &str) -> &str {
    let rest = if digits.starts_with('0') { digits.trim_start_matches(['0', '_']) } else { digits };
    if rest.is_empty() && digits.ends_with('0') { "0" } else { rest }
}

/// An integer in a string: white space around it, a sign, single underscores between digits, and `.0` behind it are fine.
fn integer_from_text(text: &str) -> Result<Integer, ErrorKind> {
    let text = text.trim();
    let (negative, digits) = match text.as_bytes() {
        [b'-', ..] => (true, &text[1..]),
        [b'+', ..] => (false, &text[1..]),
        _ => (false, text),
    };
    let digits = match digits.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => return Err(ErrorKind::IntParsing),
        None => digits,
    };
    let digits = without_zeros(digits);
    let well_formed =
        digits.split('_').all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    if !well_formed {
        return Err(ErrorKind::IntParsing);
    }
    if digits.len() > MAX_INTEGER_DIGITS {
        return Err(ErrorKind::IntParsingSize);
    }
    let mut text: String = digits.chars().filter(char::is_ascii_digit).collect();
    if negative {
        text.insert(0, '-');
    }
    Ok(text.parse().map_or(Integer::Large { text, negative }, Integer::Small))
}

/// Reads an integer that is not plain: long, converted or wrong.
#[inline(never)]
pub(super) fn parse_odd<T: Number + TryFrom<i128> + FromStr>(
    parser: &mut Parser<'_>,
    rules: &NumberRules<T>,
    min: Bound,
    max: Bound,
) -> Result<T, Stop> {
    let start = parser.start()?;
    let mark = parser.report.mark();
    let integer = match parse_integer(parser, start) {
        Ok(_) if rules.is_listed() && parser.input[start] == b'"' => Err(Stop::Invalid),
        read => read,
    };
    let beyond = |text: &str| beyond(rules, text, min, max);
    match integer {
        Ok(Integer::Small(value)) => {
            T::try_from(value).map_err(|_| parser.reject(start, beyond(itoa::Buffer::new().format(value))))
        }
        Ok(Integer::Large { text, .. }) => text.parse().map_err(|_| parser.reject(start, beyond(&text))),
        // What is one of some values is none of them, whatever else it is.
        Err(Stop::Invalid) if rules.is_listed() => {
            parser.report.truncate(mark);
            Err(parser.reject(start, rules.not_listed()))
        }
        Err(stop) => Err(stop),
    }
}

/// What all integers' implementations share.
macro_rules! integer_field {
    ($($type:ty),*) => {$(
        impl Field for $type {
            type Rules = NumberRules<$type>;

            #[inline]
            fn write<S: Style>(&self, _: &Self::Rules, writer: &mut Writer<'_, S>) {
                // Wider ones than 64 bits are rare.
                match (u64::try_from(*self), i64::try_from(*self)) {
                    (Ok(value), _) => writer.integer(value, false),
                    (_, Ok(value)) => writer.integer(value.unsigned_abs(), true),
                    _ => writer.plain(itoa::Buffer::new().format(*self)),
                }
            }

            fn check(&self, rules: &Self::Rules, report: &mut Report) {
                rules.check(*self, self, rules, report);
            }

            #[inline]
            fn hash_content(&self, hasher: &mut FingerprintHasher) {
                hasher.write_integer(*self);
            }

            fn schema(rules: &Self::Rules, _: &mut SchemaGenerator) -> Schema {
                Schema::of_integer(rules, <$type>::MIN.bound(), <$type>::MAX.bound())
            }

            fn serialize_with<Z: Serializer>(&self, _: &Self::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
                Serialize::serialize(self, serializer)
            }

            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }

        impl<'de> ParseField<'de> for $type {
            #[inline(always)]
            fn parse(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Self, Stop> {
                let start = parser.position;
                #[allow(irrefutable_let_patterns)] // for the wide types
                let value = if let Some(plain) = parser.plain_integer()
                    && let Ok(value) = <$type>::try_from(plain)
                {
                    value
                } else {
                    parser.position = start;
                    parse_odd(parser, rules, <$type>::MIN.bound(), <$type>::MAX.bound())?
                };
                if rules.holds(value) { Ok(value) } else { Err(refused(parser, start, rules, value)) }
            }

            deserialize_number!();
        }

        impl MapKey for $type {
            fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
                write(itoa::Buffer::new().format(*self))
            }
        }

        impl ParseKey<'_> for $type {
            fn from_key(key: Cow<'_, str>, _: Mode) -> Result<Self, ErrorKind> {
                let (value, negative) = match integer_from_text(&key)? {
                    Integer::Small(value) => (<$type>::try_from(value).ok(), value < 0),
                    Integer::Large { text, negative } => (text.parse().ok(), negative),
                };
                value.ok_or_else(|| refuse_range(negative, <$type>::MIN.bound(), <$type>::MAX.bound()))
            }
        }
    )*};
}

integer_field!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

#[cfg(test)]
mod tests {
    use crate::options::ParseOptions;
    use crate::{from_json, from_json_with};

    #[test]
    fn integers_keep_every_digit() {
        assert_eq!(from_json::<u128>(&u128::MAX.to_string()).unwrap(), u128::MAX);
        assert_eq!(from_json::<i128>(&i128::MIN.to_string()).unwrap(), i128::MIN);
        assert_eq!(from_json::<i64>("-9223372036854775808").unwrap(), i64::MIN);
        assert_eq!(from_json::<u64>("18446744073709551615").unwrap(), u64::MAX);
        for (text, kind) in [("256", "less_than_equal"), ("-1", "greater_than_equal"), ("1.0", "int_type")] {
            assert_eq!(from_json::<u8>(text).unwrap_err().errors()[0].type_name(), kind, "{text}");
        }
    }

    #[test]
    fn very_long_integers_are_refused() {
        let text = "9".repeat(5000);
        assert_eq!(from_json::<u64>(&text).unwrap_err().errors()[0].type_name(), "json_invalid");
        let text = "9".repeat(4000);
        assert_eq!(from_json::<u64>(&text).unwrap_err().errors()[0].type_name(), "less_than_equal");
    }

    #[test]
    fn text_is_converted_on_request() {
        let lax = ParseOptions::new().coerce();
        for (text, value) in
            [("\" 12 \"", 12), ("\"+5\"", 5), ("\"1_000\"", 1000), ("\"12.0\"", 12), ("1e3", 1000), ("true", 1)]
        {
            assert_eq!(from_json_with::<i64>(text, &lax).unwrap(), value, "{text}");
            assert!(from_json::<i64>(text).is_err());
        }
        for text in ["\"1e3\"", "\"12.5\"", "12.5", "\"1__0\"", "\"0x10\"", "\"\"", "\"_1\""] {
            assert!(from_json_with::<i64>(text, &lax).is_err(), "{text}");
        }
    }
}
