//! A model for the tests of the runtime, written by hand: it can be told to panic and to refuse.

use crate::error::Report;
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::model::Optimized;
use crate::rules::NoRules;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::{self, Deserializer};
use serde_core::ser::{SerializeMap, Serializer};

/// A clip with this id panics when it is written and when it is read.
pub(crate) const PANICS: u32 = 1_000_013;

/// A clip with this id refuses to be written.
pub(crate) const REFUSES: u32 = 1_000_014;

/// Written as `{"id":…,"title":…}`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Clip {
    pub(crate) id: u32,
    pub(crate) title: String,
}

impl Clip {
    pub(crate) fn new(id: u32, title: &str) -> Self {
        Self { id, title: title.to_owned() }
    }
}

impl Optimized for Clip {
    const NAME: &'static str = "Clip";
}

impl Field for Clip {
    type Rules = NoRules;

    fn write<S: Style>(&self, _: &NoRules, writer: &mut Writer<'_, S>) {
        let mut object = writer.object();
        object.entry("id", &self.id);
        assert!(self.id != PANICS, "a clip that panics");
        object.entry("title", &self.title);
        object.end();
        if self.id == REFUSES {
            writer.fail("this clip is not to be written");
        }
    }

    fn check(&self, _: &NoRules, _: &mut Report) {}

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_u64(self.id.into());
        hasher.write_bytes(self.title.as_bytes());
    }

    fn schema(_: &NoRules, _: &mut SchemaGenerator) -> Schema {
        Schema::of_type("object")
    }

    fn serialize_with<Z: Serializer>(&self, _: &NoRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("title", &self.title)?;
        map.end()
    }
}

impl<'de> ParseField<'de> for Clip {
    fn parse(parser: &mut Parser<'de>, _: &NoRules) -> Result<Self, Stop> {
        let mut clip = Self::new(0, "");
        parser.entries(|parser, key| {
            match key {
                "id" => clip.id = parser.value()?,
                "title" => clip.title = parser.value()?,
                _ => drop(parser.skip()?),
            }
            Ok(())
        })?;
        assert!(clip.id != PANICS, "a clip that panics");
        Ok(clip)
    }

    fn deserialize_with<D: Deserializer<'de>>(_: &NoRules, _: Mode, _: D, _: &mut Report) -> Result<Self, D::Error> {
        Err(de::Error::custom("clips are read as JSON"))
    }
}

/// A clip whose destructor panics, if it has the id [`BURSTS`].
#[derive(Debug, PartialEq)]
pub(crate) struct Fragile(pub(crate) Clip);

pub(crate) const BURSTS: u32 = 1_000_015;

impl Drop for Fragile {
    fn drop(&mut self) {
        // A second panic at once would abort.
        assert!(self.0.id != BURSTS || std::thread::panicking(), "a clip that bursts");
    }
}

impl Optimized for Fragile {
    const NAME: &'static str = "Fragile";
}

impl Field for Fragile {
    type Rules = NoRules;

    fn write<S: Style>(&self, rules: &NoRules, writer: &mut Writer<'_, S>) {
        self.0.write(rules, writer);
    }

    fn check(&self, _: &NoRules, _: &mut Report) {}

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        self.0.hash_content(hasher);
    }

    fn schema(rules: &NoRules, generator: &mut SchemaGenerator) -> Schema {
        Clip::schema(rules, generator)
    }

    fn serialize_with<Z: Serializer>(&self, rules: &NoRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        self.0.serialize_with(rules, serializer)
    }
}

impl<'de> ParseField<'de> for Fragile {
    fn parse(parser: &mut Parser<'de>, rules: &NoRules) -> Result<Self, Stop> {
        Clip::parse(parser, rules).map(Self)
    }

    fn deserialize_with<D: Deserializer<'de>>(_: &NoRules, _: Mode, _: D, _: &mut Report) -> Result<Self, D::Error> {
        Err(de::Error::custom("clips are read as JSON"))
    }
}
