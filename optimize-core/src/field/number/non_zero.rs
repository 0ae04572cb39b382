//! The `NonZero` forms of integers.

use super::integer::parse_odd;
use super::refused;
use crate::error::{ErrorKind, Report};
use crate::field::coerced::{deserialize_coerced, is_converted};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::{Number, NumberRules};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use std::num::NonZero;
use std::str::FromStr;

/// Reads what is not plain, or breaks a rule. Zero is the lower bound of what has no sign; otherwise it is none.
#[cold]
#[inline(never)]
fn parse_odd_number<T: Number + TryFrom<i128> + FromStr>(
    parser: &mut Parser<'_>,
    rules: &NumberRules<T>,
    zero: T,
    (min, max): (T, T),
) -> Result<T, Stop> {
    let start = parser.position;
    let mut rules = *rules;
    if min == zero && rules.gt.is_none() && rules.ge.is_none() {
        rules.gt = Some(zero);
    }
    let number = parse_odd(parser, &rules, min.bound(), max.bound())?;
    if rules.holds(number) { Ok(number) } else { Err(refused(parser, start, &rules, number)) }
}

/// What is wrong with zero, where no rule says so: the nearest statement in pydantic's terms.
fn refuse_zero<T: Number>(zero: T, min: T) -> ErrorKind {
    if min == zero {
        ErrorKind::GreaterThan { gt: zero.bound() }
    } else {
        ErrorKind::ValueError { message: "must not be zero".to_owned() }
    }
}

/// The `NonZero` form of an integer: its rules are the integer's, and zero breaks a bound.
macro_rules! non_zero_field {
    ($($type:ty),*) => {$(
        impl Field for NonZero<$type> {
            type Rules = NumberRules<$type>;

            fn write<S: Style>(&self, rules: &Self::Rules, writer: &mut Writer<'_, S>) {
                self.get().write(rules, writer);
            }

            fn check(&self, rules: &Self::Rules, report: &mut Report) {
                self.get().check(rules, report);
            }

            #[inline]
            fn hash_content(&self, hasher: &mut FingerprintHasher) {
                self.get().hash_content(hasher);
            }

            fn schema(rules: &Self::Rules, generator: &mut SchemaGenerator) -> Schema {
                <$type>::schema(rules, generator).with("not", serde_json::json!({ "const": 0 }))
            }

            fn serialize_with<Z: Serializer>(&self, _: &Self::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
                Serialize::serialize(self, serializer)
            }

            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }

        impl<'de> ParseField<'de> for NonZero<$type> {
            fn parse(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Self, Stop> {
                let start = parser.position;
                #[allow(irrefutable_let_patterns)] // for the wide types
                if let Some(plain) = parser.plain_integer()
                    && let Ok(number) = <$type>::try_from(plain)
                    && rules.holds(number)
                    && let Some(value) = Self::new(number)
                {
                    return Ok(value);
                }
                parser.position = start;
                let start = parser.start()?;
                let number = parse_odd_number(parser, rules, 0, (<$type>::MIN, <$type>::MAX))?;
                Self::new(number).ok_or_else(|| parser.reject(start, refuse_zero(0, <$type>::MIN)))
            }

            deserialize_number!();
        }
    )*};
}

non_zero_field!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);
