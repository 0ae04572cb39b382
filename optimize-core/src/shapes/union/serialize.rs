//! Serializing enums with data.
//!
//! Formats for people get what the tagging says. Binary formats, which need not tell types apart, always get
//! serde's own form, variant and content.

use super::shape::{Body, Tagging, Union, VariantShape};
use crate::field::{ExtraMap, Field};
use crate::model::FieldVisitor;
use crate::ruled::Ruled;
use crate::serde_model::serialize_entries_of;
use crate::shape::{FieldDef, Key};
use crate::shapes::serialize_transparent;
use crate::shapes::tuple::serialize_items;
use serde_core::ser::{Error as _, SerializeMap, SerializeStructVariant, SerializeTupleVariant};
use serde_core::{Serialize, Serializer};

/// Serializes an enum with data.
///
/// # Errors
/// Whatever the serializer returns, and for a variant that is skipped.
pub fn serialize_union<U: Union, Z: Serializer>(value: &U, serializer: Z) -> Result<Z::Ok, Z::Error> {
    let Some(variant) = value.variant() else {
        let name = U::SHAPE.name;
        return Err(Z::Error::custom(format_args!("this variant of `{name}` is skipped and can not be serialized")));
    };
    if !serializer.is_human_readable() {
        return serialize_binary(value, variant, serializer);
    }
    match U::UNION.tagging {
        Tagging::External if variant.body == Body::Unit => {
            serializer.serialize_unit_variant(U::SHAPE.name, position(value), variant.key.wire)
        }
        Tagging::External => serializer.serialize_newtype_variant(
            U::SHAPE.name,
            position(value),
            variant.key.wire,
            &Content { value, variant },
        ),
        Tagging::Internal(_) => serialize_entries_of(value, serializer),
        Tagging::Adjacent(tag, content) => {
            let unit = variant.body == Body::Unit;
            let mut map = serializer.serialize_map(Some(if unit { 1 } else { 2 }))?;
            map.serialize_entry(tag.wire, variant.key.wire)?;
            if !unit {
                map.serialize_entry(content.wire, &Content { value, variant })?;
            }
            map.end()
        }
        Tagging::Untagged => Content { value, variant }.serialize(serializer),
    }
}

fn position<U: Union>(value: &U) -> u32 {
    u32::try_from(value.index()).unwrap_or(u32::MAX)
}

/// What a variant holds.
pub(super) struct Content<'v, U> {
    pub(super) value: &'v U,
    pub(super) variant: &'static VariantShape,
}

impl<U: Union> Serialize for Content<'_, U> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match self.variant.body {
            Body::Unit => serializer.serialize_unit(),
            Body::Newtype => serialize_transparent(self.value, serializer),
            Body::Tuple => serialize_items(self.value, self.variant.shape.fields.len(), serializer),
            Body::Named => serialize_entries_of(self.value, serializer),
        }
    }
}

fn serialize_binary<U: Union, Z: Serializer>(
    value: &U,
    variant: &'static VariantShape,
    serializer: Z,
) -> Result<Z::Ok, Z::Error> {
    let (name, index, wire) = (U::SHAPE.name, position(value), variant.key.wire);
    // The variant is told already: an internal tag is left out.
    let skip = usize::from(matches!(U::UNION.tagging, Tagging::Internal(_)));
    let length = variant.shape.fields.len().saturating_sub(skip);
    match variant.body {
        Body::Unit => serializer.serialize_unit_variant(name, index, wire),
        // Which fields there are depends on the value: they are told by their keys.
        Body::Named if variant.shape.needs_keys() => {
            serializer.serialize_newtype_variant(name, index, wire, &Content { value, variant })
        }
        Body::Named if length == 0 && skip > 0 => serializer.serialize_unit_variant(name, index, wire),
        Body::Newtype => serializer.serialize_newtype_variant(name, index, wire, &Content { value, variant }),
        Body::Tuple => {
            let state = serializer.serialize_tuple_variant(name, index, wire, length)?;
            let mut visitor = Fields { state, skip, error: None };
            value.visit_fields(&mut visitor);
            visitor.error.map_or(Ok(()), Err)?;
            visitor.state.end()
        }
        Body::Named => {
            let state = serializer.serialize_struct_variant(name, index, wire, length)?;
            let mut visitor = NamedFields { state, skip, error: None };
            value.visit_fields(&mut visitor);
            visitor.error.map_or(Ok(()), Err)?;
            visitor.state.end()
        }
    }
}

struct Fields<S: SerializeTupleVariant> {
    state: S,
    skip: usize,
    error: Option<S::Error>,
}

impl<S: SerializeTupleVariant> FieldVisitor for Fields<S> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.error.is_none() {
            self.error = self.state.serialize_field(&Ruled::new(value, &def.rules)).err();
        }
    }

    fn extra<M: ExtraMap>(&mut self, _: &M) {}

    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {}
}

struct NamedFields<S: SerializeStructVariant> {
    state: S,
    skip: usize,
    error: Option<S::Error>,
}

impl<S: SerializeStructVariant> FieldVisitor for NamedFields<S> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.error.is_none() {
            self.error = self.state.serialize_field(def.info.key.wire, &Ruled::new(value, &def.rules)).err();
        }
    }

    fn extra<M: ExtraMap>(&mut self, _: &M) {}

    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {}
}
