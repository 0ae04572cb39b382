//! Paths: strings of the platform's, written as text.

use crate::error::Report;
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::TextRules;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserializer, Serialize, Serializer};
use std::path::PathBuf;

impl Field for PathBuf {
    type Rules = TextRules;

    fn write<S: Style>(&self, _: &TextRules, writer: &mut Writer<'_, S>) {
        match self.to_str() {
            Some(text) => writer.string(text),
            None => writer.fail("the path is no valid Unicode"),
        }
    }

    fn check(&self, rules: &TextRules, report: &mut Report) {
        rules.check(&self.to_string_lossy(), report);
    }

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_bytes(self.as_os_str().as_encoded_bytes());
    }

    fn schema(rules: &TextRules, _: &mut SchemaGenerator) -> Schema {
        Schema::of_text(rules).with("format", "path".into())
    }

    fn serialize_with<Z: Serializer>(&self, _: &TextRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        Serialize::serialize(self, serializer)
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<'de> ParseField<'de> for PathBuf {
    fn parse(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Self, Stop> {
        String::parse(parser, rules).map(Self::from)
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &TextRules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        <String as ParseField>::deserialize_with(rules, mode, deserializer, report).map(Self::from)
    }
}
