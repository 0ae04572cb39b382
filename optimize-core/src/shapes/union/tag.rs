//! [`Tag`]: the field that tells an internally tagged variant.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::Rules;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::Error;
use serde_core::{Deserialize, Deserializer, Serializer};

/// The tag of a variant, whose name is in the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag;

/// The name of a variant.
#[derive(Clone, Copy, Debug)]
pub struct TagRules {
    name: &'static str,
    quoted: &'static str,
    aliases: &'static [&'static str],
}

impl Rules for TagRules {
    const DEFAULT: Self = Self { name: "", quoted: "\"\"", aliases: &[] };
}

impl TagRules {
    /// Names the variant: as it is, as JSON, and otherwise.
    #[must_use]
    pub const fn variant(self, name: &'static str, quoted: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, quoted, aliases }
    }

    fn holds(&self, tag: &str) -> bool {
        tag == self.name || self.aliases.contains(&tag)
    }

    #[cold]
    fn error(&self) -> ErrorKind {
        ErrorKind::LiteralError { expected: crate::error::repr_text(self.name) }
    }
}

impl Field for Tag {
    type Rules = TagRules;

    #[inline]
    fn write<S: Style>(&self, rules: &TagRules, writer: &mut Writer<'_, S>) {
        if !S::COMPACT && writer.options.ensure_ascii {
            writer.string(rules.name);
        } else {
            writer.plain(rules.quoted);
        }
    }

    fn check(&self, _: &TagRules, _: &mut Report) {}

    /// The variant's name is hashed beside the fields.
    fn hash_content(&self, _: &mut FingerprintHasher) {}

    fn schema(rules: &TagRules, _: &mut SchemaGenerator) -> Schema {
        let schema = Schema::of_type("string");
        if rules.aliases.is_empty() {
            return schema.with("const", rules.name.into());
        }
        schema.with("enum", std::iter::once(&rules.name).chain(rules.aliases).copied().collect())
    }

    fn serialize_with<Z: Serializer>(&self, rules: &TagRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.serialize_str(rules.name)
    }

    /// Where the variant is known otherwise, the tag may be missing.
    fn absent() -> Option<Self> {
        Some(Self)
    }
}

impl<'de> ParseField<'de> for Tag {
    #[inline]
    fn parse(parser: &mut Parser<'de>, rules: &TagRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        // The variant was chosen by this very text: most often it is compared as a constant.
        if parser.input[start..].starts_with(rules.quoted.as_bytes()) {
            parser.position += rules.quoted.len();
            return Ok(Self);
        }
        if parser.peek() == b'"' {
            let text = parser.string()?;
            return if rules.holds(&text) { Ok(Self) } else { Err(parser.reject(start, rules.error())) };
        }
        Err(parser.mismatch(start, rules.error()))
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &TagRules,
        _: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str> as Deserialize>::deserialize(deserializer)?;
        if !rules.holds(&text) {
            if text.is_empty() {
                return Err(D::Error::custom("the tag is empty"));
            }
            report.error(rules.error());
        }
        Ok(Self)
    }
}
