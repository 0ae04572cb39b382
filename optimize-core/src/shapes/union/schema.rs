//! Describing enums with data.

use super::shape::{Body, Tagging, Union, VariantShape};
use crate::field::{ExtraMap, Field};
use crate::model::{FieldDescriber, Model};
use crate::schema::{Describer, Schema, SchemaGenerator};
use crate::shape::{Extra, FieldDef};
use crate::shapes::newtype::ValueDescriber;
use crate::shapes::tuple::ItemDescriber;
use serde_json::{Value, json};

/// Describes an enum with data: a definition of its own, and a reference to it.
pub fn describe_union<U: Union>(generator: &mut SchemaGenerator) -> Schema {
    let shape = U::SHAPE;
    generator.define(std::any::type_name::<U>(), shape.name, |generator| {
        let variants = U::UNION.variants.iter().enumerate();
        let members: Vec<Value> = variants
            .map(|(index, variant)| {
                let schema = describe_variant::<U>(index, variant, generator);
                let described = !variant.description.is_empty();
                let schema = if described { schema.with("description", variant.description.into()) } else { schema };
                schema.into_value()
            })
            .collect();
        let keyword = if matches!(U::UNION.tagging, Tagging::Untagged) { "anyOf" } else { "oneOf" };
        let schema = Schema::any().with("title", shape.name.into()).with(keyword, members.into());
        let schema = match U::UNION.tagging {
            Tagging::Internal(tag) | Tagging::Adjacent(tag, _) => {
                schema.with("discriminator", json!({ "propertyName": tag.wire }))
            }
            Tagging::External | Tagging::Untagged => schema,
        };
        if shape.description.is_empty() { schema } else { schema.with("description", shape.description.into()) }
    })
}

/// Describes what an enum adds to the model into which it is flattened. `optional`: or none of its keys is there.
pub(crate) fn describe_choice<U: Union>(generator: &mut SchemaGenerator, optional: bool) -> Value {
    let members: Vec<Value> = (U::UNION.variants.iter().enumerate())
        .map(|(index, variant)| {
            let schema = describe_flat::<U>(index, variant, generator);
            let described = !variant.description.is_empty();
            let schema = if described { schema.with("description", variant.description.into()) } else { schema };
            schema.into_value()
        })
        .collect();
    let keys = optional.then(|| {
        let properties = members.iter().filter_map(|member| member.get("properties")?.as_object());
        let absent: serde_json::Map<_, _> =
            properties.flat_map(|properties| properties.keys()).map(|key| (key.clone(), false.into())).collect();
        json!({ "properties": absent })
    });
    let keyword = if matches!(U::UNION.tagging, Tagging::Untagged) { "anyOf" } else { "oneOf" };
    let choice = json!({ keyword: members });
    match keys {
        Some(none) => json!({ "anyOf": [choice, none] }),
        None => choice,
    }
}

/// A variant among the fields of a model, which says what it refuses itself.
fn describe_flat<U: Union>(index: usize, variant: &VariantShape, generator: &mut SchemaGenerator) -> Schema {
    match U::UNION.tagging {
        Tagging::External => {
            let content = describe_content::<U>(index, variant, generator).into_value();
            let names = std::iter::once(&variant.key.wire).chain(variant.aliases);
            let objects: Vec<Value> = names
                .map(|name| json!({ "type": "object", "properties": { *name: content }, "required": [name] }))
                .collect();
            match <[Value; 1]>::try_from(objects) {
                Ok([only]) => Schema::from_value(only),
                Err(objects) => Schema::any().with("oneOf", objects.into()),
            }
        }
        Tagging::Adjacent(..) => describe_variant::<U>(index, variant, generator).without("additionalProperties"),
        Tagging::Internal(_) | Tagging::Untagged => {
            describe_content::<U>(index, variant, generator).without(variant.shape.closed())
        }
    }
}

fn describe_variant<U: Union>(index: usize, variant: &VariantShape, generator: &mut SchemaGenerator) -> Schema {
    let names: Value = std::iter::once(&variant.key.wire).chain(variant.aliases).copied().collect();
    match U::UNION.tagging {
        Tagging::External => {
            let bare = (variant.body == Body::Unit).then(|| Schema::of_type("string").with("enum", names.clone()));
            let content = describe_content::<U>(index, variant, generator).into_value();
            let objects: Vec<Value> = std::iter::once(&variant.key.wire)
                .chain(variant.aliases)
                .map(|name| {
                    json!({
                        "type": "object", "properties": { *name: content }, "required": [name],
                        "additionalProperties": false
                    })
                })
                .collect();
            let mut members: Vec<Value> = bare.map(Schema::into_value).into_iter().collect();
            members.extend(objects);
            match members.len() {
                1 => Schema::from_value(members.swap_remove(0)),
                _ => Schema::any().with("oneOf", members.into()),
            }
        }
        Tagging::Internal(_) | Tagging::Untagged => describe_content::<U>(index, variant, generator),
        Tagging::Adjacent(tag, content) => {
            let tag_schema = Schema::of_type("string").with("enum", names).into_value();
            let inner = describe_content::<U>(index, variant, generator).into_value();
            let mut required = vec![tag.wire];
            if variant.body != Body::Unit {
                required.push(content.wire);
            }
            let schema = Schema::of_type("object")
                .with("properties", json!({ tag.wire: tag_schema, content.wire: inner }))
                .with("required", required.into());
            if U::UNION.forbid { schema.with("additionalProperties", false.into()) } else { schema }
        }
    }
}

/// What a variant holds.
fn describe_content<U: Union>(index: usize, variant: &VariantShape, generator: &mut SchemaGenerator) -> Schema {
    match variant.body {
        Body::Unit => Schema::of_type("null"),
        Body::Newtype => {
            let mut describer = ValueDescriber { generator, schema: Schema::any() };
            U::describe_variant(index, &mut describer);
            describer.schema
        }
        Body::Tuple => {
            let mut describer = ItemDescriber::new(generator);
            U::describe_variant(index, &mut describer);
            describer.finish()
        }
        Body::Named => {
            let (fields, own) = (Describer::new(generator), U::UNION.forbid);
            let mut describer = Variant { fields, own, forbid: own };
            U::describe_variant(index, &mut describer);
            let schema = describer.fields.finish(&[]).with("title", variant.key.name.into());
            if describer.forbid { schema.with(variant.shape.closed(), false.into()) } else { schema }
        }
    }
}

/// Describes a variant's fields, and sees whether a model among them allows others.
struct Variant<'g> {
    fields: Describer<'g>,
    /// Whether the enum itself refuses others: that goes first.
    own: bool,
    forbid: bool,
}

impl FieldDescriber for Variant<'_> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>) {
        self.fields.field(def);
    }

    fn flatten<M: Model>(&mut self) {
        match M::SHAPE.extra {
            Extra::Forbid => self.forbid = true,
            Extra::Allow => self.forbid = self.own,
            Extra::Ignore => {}
        }
        M::describe_fields(self);
    }

    fn optional<M: Model>(&mut self) {
        self.fields.optional::<M>();
    }

    fn extra<M: ExtraMap>(&mut self) {
        self.forbid = self.own;
        self.fields.extra::<M>();
    }

    fn choice<U: Union>(&mut self) {
        self.fields.choice::<U>();
    }
}
