//! The `NonZero` forms of integers.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::{Number, NumberRules};
use crate::schema::{Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::num::NonZero;

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
                let start = parser.start()?;
                let mut rules = *rules;
                // Zero is the lower bound of what has no sign; otherwise it is none.
                if <$type>::MIN == 0 && rules.gt.is_none() && rules.ge.is_none() {
                    rules.gt = Some(0);
                }
                let value = <$type>::parse(parser, &rules)?;
                Self::new(value).ok_or_else(|| {
                    // The nearest statement in pydantic's terms.
                    let kind = if <$type>::MIN == 0 {
                        ErrorKind::GreaterThan { gt: value.bound() }
                    } else {
                        ErrorKind::ValueError { message: "must not be zero".to_owned() }
                    };
                    parser.reject(start, kind)
                })
            }

            fn deserialize_with<D: Deserializer<'de>>(
                rules: &Self::Rules,
                _: Mode,
                deserializer: D,
                report: &mut Report,
            ) -> Result<Self, D::Error> {
                let value = <Self as Deserialize>::deserialize(deserializer)?;
                value.check(rules, report);
                Ok(value)
            }
        }
    )*};
}

non_zero_field!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);
