//! [`LentBytes`]: bytes that are borrowed from the input. In JSON they are a string, as pydantic's `bytes` are; in
//! binary formats they are bytes.

use crate::adapter::Adapter;
use crate::error::{ErrorKind, Report};
use crate::field::bytes::{Encoding, Utf8};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::lent::BorrowAdapter;
use crate::mode::Mode;
use crate::rules::BytesRules;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::{Error as _, Visitor};
use serde_core::ser::Error as _;
use serde_core::{Deserializer, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Carries `&[u8]` and `Cow<[u8]>`. The derive names it by itself.
pub struct LentBytes;

fn parse_bytes<'de>(parser: &mut Parser<'de>, rules: BytesRules) -> Result<Cow<'de, [u8]>, Stop> {
    let start = parser.start()?;
    if !parser.begins(b'"')? {
        return Err(parser.mismatch(start, ErrorKind::BytesType));
    }
    let bytes = match parser.text()? {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    };
    match rules.broken_by(bytes.len()) {
        None => Ok(bytes),
        Some(kind) => Err(parser.reject(start, kind)),
    }
}

fn can_not_lend() -> ErrorKind {
    let message = "the string has escapes and can not be borrowed: make the field a `Cow<[u8]>`";
    ErrorKind::ValueError { message: message.to_owned() }
}

macro_rules! bytes {
    ($type:ty, $lifetime:lifetime, |$bytes:ident| $lent:expr) => {
        impl<$lifetime> Adapter<$type> for LentBytes {
            type Rules = BytesRules;

            fn write<S: Style>(value: &$type, _: &BytesRules, writer: &mut Writer<'_, S>) {
                match std::str::from_utf8(value) {
                    Ok(text) => writer.string(text),
                    Err(error) => writer.fail(format!("the bytes are no text: {error}")),
                }
            }

            fn parse(parser: &mut Parser<'_>, _: &BytesRules) -> Result<$type, Stop> {
                // What is read here lives for longer than its input.
                let start = parser.start()?;
                Err(parser.mismatch(start, can_not_lend()))
            }

            fn check(value: &$type, rules: &BytesRules, report: &mut Report) {
                if let Some(kind) = rules.broken_by(value.len()) {
                    report.error(kind);
                }
            }

            fn fingerprint(value: &$type, hasher: &mut FingerprintHasher) {
                hasher.write_bytes(value);
            }

            fn schema(rules: &BytesRules, _: &mut SchemaGenerator) -> Schema {
                Schema::of_bytes(<Utf8 as Encoding>::FORMAT, *rules, <Utf8 as Encoding>::characters)
            }

            fn serialize<Z: Serializer>(value: &$type, _: &BytesRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
                if serializer.is_human_readable() {
                    serializer.serialize_str(std::str::from_utf8(value).map_err(Z::Error::custom)?)
                } else {
                    serializer.serialize_bytes(value)
                }
            }
        }

        impl<$lifetime> BorrowAdapter<$lifetime, $type> for LentBytes {
            fn parse_borrowed<'de: $lifetime>(parser: &mut Parser<'de>, rules: &BytesRules) -> Result<$type, Stop> {
                let start = parser.start()?;
                let $bytes = parse_bytes(parser, *rules)?;
                let lent: Result<$type, ErrorKind> = $lent;
                lent.map_err(|kind| parser.reject(start, kind))
            }

            fn deserialize_borrowed<'de: $lifetime, D: Deserializer<'de>>(
                rules: &BytesRules,
                _: Mode,
                deserializer: D,
                report: &mut Report,
            ) -> Result<$type, D::Error> {
                let $bytes = if deserializer.is_human_readable() {
                    deserializer.deserialize_str(LentVisitor)?
                } else {
                    deserializer.deserialize_bytes(LentVisitor)?
                };
                let lent: Result<$type, ErrorKind> = $lent;
                let value = lent.map_err(|kind| D::Error::custom(kind.message()))?;
                <Self as Adapter<$type>>::check(&value, rules, report);
                Ok(value)
            }
        }
    };
}

bytes!(&'a [u8], 'a, |bytes| match bytes {
    Cow::Borrowed(bytes) => Ok(bytes),
    Cow::Owned(_) => Err(can_not_lend()),
});
bytes!(Cow<'a, [u8]>, 'a, |bytes| Ok(bytes));

/// Takes bytes or text, borrowed where the format can lend.
pub(crate) struct LentVisitor;

impl<'de> Visitor<'de> for LentVisitor {
    type Value = Cow<'de, [u8]>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("bytes")
    }

    fn visit_borrowed_str<E: serde_core::de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text.as_bytes()))
    }

    fn visit_borrowed_bytes<E: serde_core::de::Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(bytes))
    }

    fn visit_str<E: serde_core::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.as_bytes().to_vec()))
    }

    fn visit_bytes<E: serde_core::de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(bytes.to_vec()))
    }
}
