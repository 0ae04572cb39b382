//! Numbers: integers, their `NonZero` forms, and floats.

/// Deserializes a number by its own implementation, then checks it. One of 128 bits is not converted: formats hand large
/// ones over as floats where they are not asked for an integer.
macro_rules! deserialize_number {
    () => {
        fn deserialize_with<D: Deserializer<'de>>(
            rules: &Self::Rules,
            mode: Mode,
            deserializer: D,
            report: &mut Report,
        ) -> Result<Self, D::Error> {
            if const { size_of::<Self>() <= 8 } && is_converted(mode, &deserializer) {
                return deserialize_coerced(rules, deserializer, report);
            }
            let value = <Self as Deserialize>::deserialize(deserializer)?;
            value.check(rules, report);
            Ok(value)
        }
    };
}

mod beyond;
mod float;
mod integer;
mod non_zero;
mod single;

use crate::json::{Parser, Stop};
use crate::rules::{Number, NumberRules};

/// Records what is wrong with a number that was read from this position on.
#[cold]
#[inline(never)]
fn refused<T: Number>(parser: &mut Parser<'_>, start: usize, rules: &NumberRules<T>, value: T) -> Stop {
    parser.reject(parser.behind_space(start), rules.first_broken(value))
}
