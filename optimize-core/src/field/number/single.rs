//! Numbers of single precision, held against their rules as they were written: `0.4999999999` rounds to 0.5, and is less.

use crate::error::ErrorKind;
use crate::rules::{NumberRules, Rules, decimal_of};
use serde_core::Deserializer;
use serde_core::de::{Error, Visitor};
use std::fmt;

/// Whether a number keeps its rules, both as it was written and as it was rounded.
#[inline(always)]
pub(super) fn holds(rules: &NumberRules<f32>, rounded: f32, written: f64) -> bool {
    // Rounding keeps the order: only what comes to lie on a bound can have been beyond it.
    let near = rules.le == Some(rounded)
        || rules.ge == Some(rounded)
        || rules.multiple_of.is_some()
        || !rules.one_of.is_empty();
    rules.holds(rounded) && (!near || broken_by_written(rules, written).is_none())
}

/// The first rule that a number breaks, as it was rounded or as it was written.
#[cold]
pub(super) fn first_broken(rules: &NumberRules<f32>, rounded: f32, written: f64) -> ErrorKind {
    match rules.broken_by(rounded).or_else(|| broken_by_written(rules, written)) {
        Some(kind) => kind,
        None => rules.not_listed(),
    }
}

/// The rules' numbers as they were written in decimal are what the JSON Schema says.
#[cold]
fn broken_by_written(rules: &NumberRules<f32>, written: f64) -> Option<ErrorKind> {
    let decimal = |number: Option<f32>| number.map(decimal_of);
    let wide = NumberRules {
        gt: decimal(rules.gt),
        ge: decimal(rules.ge),
        lt: decimal(rules.lt),
        le: decimal(rules.le),
        multiple_of: decimal(rules.multiple_of),
        ..NumberRules::DEFAULT
    };
    let listed = rules.one_of.is_empty() || rules.one_of.iter().any(|member| decimal_of(*member) == written);
    wide.broken_by(written).or_else(|| (!listed).then(|| rules.not_listed()))
}

/// Reads a number of serde's: as it is rounded, and as it was written.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(f32, f64), D::Error> {
    // Text is asked for a double, which it reads without rounding twice; in other formats a width of its own stands for each.
    if deserializer.is_human_readable() {
        deserializer.deserialize_f64(Written)
    } else {
        deserializer.deserialize_f32(Written)
    }
}

struct Written;

impl Visitor<'_> for Written {
    type Value = (f32, f64);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("f32")
    }

    fn visit_f32<E: Error>(self, value: f32) -> Result<Self::Value, E> {
        Ok((value, decimal_of(value)))
    }

    #[allow(clippy::cast_possible_truncation)] // f32 fields round, as they do everywhere
    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok((value as f32, value))
    }

    #[allow(clippy::cast_precision_loss)] // the nearest double, as of a literal
    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        self.visit_f64(value as f64)
    }

    #[allow(clippy::cast_precision_loss)] // the nearest double, as of a literal
    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        self.visit_f64(value as f64)
    }
}

#[cfg(test)]
mod tests {
    use crate::field::ParseField;
    use crate::json::Parser;
    use crate::options::ParseOptions;
    use crate::rules::{NumberRules, Rules};

    const ANY: NumberRules<f32> = NumberRules::DEFAULT;

    /// Every way in says the same.
    #[track_caller]
    fn check(rules: NumberRules<f32>, text: &str, broken: Option<&str>) {
        let options = ParseOptions::new().coerce();
        for text in [text.to_owned(), format!("\"{text}\"")] {
            let mut parser = Parser::new(text.as_bytes(), &options);
            let read = f32::parse(&mut parser, &rules);
            assert_eq!(read.is_err(), broken.is_some(), "{text}");
            let kinds = parser.report.take().into_error("f32", None);
            assert_eq!(kinds.errors().first().map(|error| error.type_name()), broken, "{text}");
        }
        let mut report = crate::error::Report::new(10);
        let mut deserializer = serde_json::Deserializer::from_str(text);
        f32::deserialize_with(&rules, crate::mode::Mode::PLAIN, &mut deserializer, &mut report).unwrap();
        assert_eq!(report.is_empty(), broken.is_none(), "{text} by serde");
    }

    #[test]
    fn what_is_written_counts() {
        check(ANY.ge(0.5), "0.4999999999", Some("greater_than_equal"));
        check(ANY.ge(0.5), "0.5", None);
        check(ANY.le(0.1), "0.1", None);
        check(ANY.le(0.1), "0.1000000001", Some("less_than_equal"));
        check(ANY.le(16_777_216.0), "16777217", Some("less_than_equal"));
        check(ANY.gt(0.5), "0.5000000001", Some("greater_than"));
        check(ANY.lt(0.5), "0.4999999999", Some("less_than"));
        check(ANY.multiple_of(0.1), "0.3", None);
        check(ANY.multiple_of(0.1), "0.30000001", Some("multiple_of"));
        check(ANY.multiple_of(2.0), "16777217", Some("multiple_of"));
        check(ANY.one_of(&[0.1, 0.2]), "0.2", None);
        check(ANY.one_of(&[0.1, 0.2]), "0.2000000001", Some("literal_error"));
    }

    #[test]
    fn formats_of_single_precision_keep_their_values() {
        use serde_core::de::IntoDeserializer;
        use serde_core::de::value::{Error, F32Deserializer};
        let mut report = crate::error::Report::new(10);
        let number: F32Deserializer<Error> = 0.1_f32.into_deserializer();
        let rules = ANY.le(0.1).multiple_of(0.1);
        assert_eq!(f32::deserialize_with(&rules, crate::mode::Mode::PLAIN, number, &mut report), Ok(0.1));
        assert!(report.is_empty());
    }
}
