//! Enums with data among the fields of a model.
//!
//! Which fields there are depends on the variant, and what tells the variant can come last. So the model around
//! an enum keeps where the values of the enum's keys are, and when the object is at its end the variant is read
//! from there.

use super::serialize::Content;
use super::shape::{Body, ParseUnion, Tagging, Union};
use super::tag::{Tag, TagRules};
use crate::error::Report;
use crate::field::Field;
use crate::fingerprint::FingerprintHasher;
use crate::json::{Finish, Source, Style, Writer};
use crate::model::{FieldVisitor, Partial};
use crate::rules::{NoRules, Rules as _};
use crate::schema::{Schema, SchemaGenerator};
use crate::shape::{FieldDef, Key};
use serde_core::{Serialize as _, Serializer};

/// A key of a flattened enum.
#[derive(Clone, Debug)]
pub struct Kept {
    pub(crate) key: String,
    /// Where the source finds the value again.
    pub(crate) at: usize,
}

/// Where a model stands among whose fields an enum is.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// From where to where the object is, in JSON.
    pub(crate) span: (usize, usize),
    /// How many fields are before the enum's.
    pub(crate) base: usize,
    /// Whether the model refuses unknown keys.
    pub(crate) forbid: bool,
}

impl Place {
    /// The place so many fields further.
    #[must_use]
    pub const fn behind(mut self, fields: usize) -> Self {
        self.base += fields;
        self
    }
}

/// The keys of a flattened enum that were there, and then what was made of them.
#[derive(Debug)]
pub struct FlatUnion<U> {
    kept: Vec<Kept>,
    /// `Some(None)`: it was invalid, which is recorded.
    value: Option<Option<U>>,
}

impl<'de, U: ParseUnion<'de>> Partial<'de> for FlatUnion<U> {
    type Model = U;

    fn empty() -> Self {
        Self { kept: Vec::new(), value: None }
    }

    /// An enum has no fields of its own.
    fn read<S: Source<'de>>(&mut self, _: usize, _: &mut S) -> Result<(), S::Stop> {
        Ok(())
    }

    fn read_extra<S: Source<'de>>(&mut self, key: &str, source: &mut S) -> Result<(), S::Stop> {
        let at = source.keep()?;
        self.kept.push(Kept { key: key.to_owned(), at });
        Ok(())
    }

    fn complete<S: Source<'de>>(&mut self, place: Place, source: &mut S) -> Result<(), S::Stop> {
        self.value = Some(source.choose(&self.kept, place)?);
        Ok(())
    }

    fn finish(self, finish: &mut Finish<'_>) -> Option<U> {
        self.value.unwrap_or_else(|| {
            // A format that has no keys.
            finish.report.error_at(U::UNION.tag_not_found(), finish.span.clone());
            None
        })
    }
}

/// Shows the entries that an enum has among the fields of a model.
pub fn visit_union<U: Union, V: FieldVisitor>(value: &U, visitor: &mut V) {
    let Some(variant) = value.variant() else { return };
    let held = Held(value);
    let named = |key: Key| FieldDef::keyed(Key { name: key.wire, ..key });
    match U::UNION.tagging {
        Tagging::Internal(_) | Tagging::Untagged => value.visit_fields(visitor),
        Tagging::External => visitor.field(&named(variant.key), &held),
        Tagging::Adjacent(tag, content) => {
            let rules = TagRules::DEFAULT.variant(variant.key.wire, variant.quoted(), &[]);
            visitor.field(&FieldDef::keyed(Key { name: tag.wire, ..tag }).rules(rules), &Tag);
            if variant.body != Body::Unit {
                visitor.field(&named(content), &held);
            }
        }
    }
}

/// What a variant holds, as the value of a field.
struct Held<'v, U>(&'v U);

impl<U: Union> Field for Held<'_, U> {
    type Rules = NoRules;

    fn write<S: Style>(&self, _: &NoRules, writer: &mut Writer<'_, S>) {
        if let Some(variant) = self.0.variant() {
            super::write::content(self.0, variant, writer);
        }
    }

    fn check(&self, _: &NoRules, report: &mut Report) {
        super::check_union(self.0, report);
    }

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        super::hash_union(self.0, hasher);
    }

    fn schema(_: &NoRules, _: &mut SchemaGenerator) -> Schema {
        Schema::any()
    }

    fn serialize_with<Z: Serializer>(&self, _: &NoRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match self.0.variant() {
            Some(variant) => Content { value: self.0, variant }.serialize(serializer),
            None => serializer.serialize_unit(),
        }
    }
}
