//! Pydantic's lax conversions, of what serde hands over.

use crate::error::{ErrorItem, Report};
use crate::field::ParseFieldOwned;
use crate::json::Parser;
use crate::mode::Mode;
use crate::options::ParseOptions;
use crate::rules::Rules;
use serde_core::Deserializer;
use serde_core::de::{Error, Visitor};
use std::fmt;

/// Whether a value is to be converted. What a binary format holds was written by its type.
pub(super) fn is_converted<'de, D: Deserializer<'de>>(mode: Mode, deserializer: &D) -> bool {
    mode.coerces() && deserializer.is_human_readable()
}

/// Deserializes a number, a boolean or a time as the parser reads it from JSON. A value that breaks rules is one all the
/// same: the report has what is wrong with it.
pub(super) fn deserialize_coerced<'de, T: ParseFieldOwned, D: Deserializer<'de>>(
    rules: &T::Rules,
    deserializer: D,
    report: &mut Report,
) -> Result<T, D::Error> {
    let text = deserializer.deserialize_any(ScalarText)?;
    let mut parser = parser_of(&text);
    if let Ok(value) = T::parse(&mut parser, rules)
        && parser.report.is_empty()
    {
        return Ok(value);
    }
    let mut without = parser_of(&text);
    match T::parse(&mut without, &<T::Rules as Rules>::DEFAULT) {
        Ok(value) if without.report.is_empty() => {
            report.absorb(parser, text.as_bytes());
            Ok(value)
        }
        _ => {
            let error = without.report.into_error("", None);
            Err(D::Error::custom(error.errors().first().map(ErrorItem::message).unwrap_or_default()))
        }
    }
}

fn parser_of(text: &str) -> Parser<'_> {
    Parser::new(text.as_bytes(), &ParseOptions::new().coerce())
}

/// The JSON text of what has no parts.
struct ScalarText;

impl Visitor<'_> for ScalarText {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number, a boolean or a string")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<String, E> {
        Ok(serde_json::Value::from(value).to_string())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(serde_json::Value::from(value).to_string())
    }
}
