//! Characters: strings of one Unicode scalar value.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, MapKey, ParseField, ParseKey};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::{Rules, literal_error};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// What is demanded of a character.
#[derive(Clone, Copy, Debug)]
pub struct CharRules {
    /// Empty where every character is fine.
    one_of: &'static [char],
}

impl Rules for CharRules {
    const DEFAULT: Self = Self { one_of: &[] };
}

impl CharRules {
    /// One of these.
    #[must_use]
    pub const fn one_of(mut self, members: &'static [char]) -> Self {
        self.one_of = members;
        self
    }

    fn broken_by(&self, character: char) -> Option<ErrorKind> {
        let listed = self.one_of.is_empty() || self.one_of.contains(&character);
        let text = |member: &char| crate::error::repr_text(member.encode_utf8(&mut [0; 4]));
        (!listed).then(|| literal_error(self.one_of.iter().map(text)))
    }
}

impl Field for char {
    type Rules = CharRules;

    fn write<S: Style>(&self, _: &CharRules, writer: &mut Writer<'_, S>) {
        writer.string(self.encode_utf8(&mut [0; 4]));
    }

    fn check(&self, rules: &CharRules, report: &mut Report) {
        if let Some(kind) = rules.broken_by(*self) {
            report.refuse(self, rules, kind);
        }
    }

    #[inline]
    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_bytes_of(&u32::from(*self).to_le_bytes());
    }

    fn schema(rules: &CharRules, _: &mut SchemaGenerator) -> Schema {
        let schema = Schema::of_type("string").with("minLength", 1.into()).with("maxLength", 1.into());
        schema.one_of(rules.one_of.iter().map(|member| member.to_string().into()))
    }

    fn serialize_with<Z: Serializer>(&self, _: &CharRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        Serialize::serialize(self, serializer)
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<'de> ParseField<'de> for char {
    fn parse(parser: &mut Parser<'de>, rules: &CharRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        let text = parser.text()?;
        let character = Self::from_key(text, Mode::PLAIN).map_err(|kind| parser.reject(start, kind))?;
        match rules.broken_by(character) {
            None => Ok(character),
            Some(kind) => Err(parser.reject(start, kind)),
        }
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &CharRules,
        _: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        let character = <char as Deserialize>::deserialize(deserializer)?;
        character.check(rules, report);
        Ok(character)
    }
}

impl MapKey for char {
    fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
        write(self.encode_utf8(&mut [0; 4]))
    }
}

impl ParseKey<'_> for char {
    fn from_key(key: Cow<'_, str>, _: Mode) -> Result<Self, ErrorKind> {
        let mut characters = key.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(character),
            (None, _) => Err(ErrorKind::StringTooShort { min_length: 1 }),
            (Some(_), Some(_)) => Err(ErrorKind::StringTooLong { max_length: 1 }),
        }
    }
}
