//! `uuid::Uuid`.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, MapKey, ParseField, ParseKey};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::{Rules, check_version, parse_uuid, uuid_name};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::Error as _;
use serde_core::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use uuid::Uuid;

/// What is demanded of a UUID.
#[derive(Clone, Copy, Debug)]
pub struct UuidRules {
    /// 0 is any.
    version: u8,
}

impl Rules for UuidRules {
    const DEFAULT: Self = Self { version: 0 };
}

impl UuidRules {
    /// A UUID of this version; with 0, any.
    #[must_use]
    pub const fn uuid(mut self, version: u8) -> Self {
        self.version = version;
        self
    }
}

impl Field for Uuid {
    type Rules = UuidRules;

    fn write<S: Style>(&self, _: &UuidRules, writer: &mut Writer<'_, S>) {
        writer.string(self.hyphenated().encode_lower(&mut Self::encode_buffer()));
    }

    fn check(&self, rules: &UuidRules, report: &mut Report) {
        if let Some(kind) = check_version(self, rules.version) {
            report.refuse(self, rules, kind);
        }
    }

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_bytes_of(self.as_bytes());
    }

    fn schema(rules: &UuidRules, _: &mut SchemaGenerator) -> Schema {
        Schema::of_type("string").with("format", uuid_name(rules.version).into())
    }

    fn serialize_with<Z: Serializer>(&self, _: &UuidRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(self.hyphenated().encode_lower(&mut Self::encode_buffer()))
        } else {
            serializer.serialize_bytes(self.as_bytes())
        }
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<'de> ParseField<'de> for Uuid {
    fn parse(parser: &mut Parser<'de>, rules: &UuidRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        if !parser.begins(b'"')? {
            return Err(parser.mismatch(start, ErrorKind::UuidType));
        }
        parse_uuid(&parser.text()?, rules.version).map_err(|kind| parser.reject(start, kind))
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &UuidRules,
        _: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        let uuid = if deserializer.is_human_readable() {
            let text = <Cow<'de, str> as Deserialize>::deserialize(deserializer)?;
            parse_uuid(&text, 0).map_err(|kind| D::Error::custom(kind.message()))?
        } else {
            Self::from_bytes(
                <[u8; 16]>::try_from(deserializer.deserialize_byte_buf(crate::adapter::BytesVisitor)?)
                    .map_err(|bytes| D::Error::invalid_length(bytes.len(), &"the 16 bytes of a UUID"))?,
            )
        };
        uuid.check(rules, report);
        Ok(uuid)
    }
}

impl MapKey for Uuid {
    fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
        write(self.hyphenated().encode_lower(&mut Self::encode_buffer()))
    }
}

impl ParseKey<'_> for Uuid {
    fn from_key(key: Cow<'_, str>, _: Mode) -> Result<Self, ErrorKind> {
        parse_uuid(&key, 0)
    }
}
