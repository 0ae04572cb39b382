//! JSON Schema 2020-12, made from the same rules that the parser checks.

use crate::error::Bound;
use crate::field::{ExtraMap, Field};
use crate::model::{FieldDescriber, Literal, Model};
use crate::redacted::{REDACTED, redacted_value};
use crate::rules::{BytesRules, LengthUnit, Number, NumberRules, Rules, TextRules};
use crate::shape::{Extra, FieldDef, Key, Notes, Shape};
use crate::shapes::union::{Union, describe_choice};
use serde_json::{Map, Value, json};

/// Which side of a model a schema describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SchemaMode {
    /// The input that it accepts.
    #[default]
    Validation,
    /// What it writes with the default options: computed fields too, and no field that is never dumped.
    Serialization,
}

/// A schema that is being put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema(Map<String, Value>);

/// Gathers the definitions of the models that a schema names.
#[derive(Debug, Default)]
pub struct SchemaGenerator {
    definitions: Map<String, Value>,
    /// The models that have a definition, or one in the making, by the full name of their type: two
    /// types can have one short name, and a recursive one meets its own here.
    names: Vec<(&'static str, String)>,
    /// The keys of every field that is marked `secret`.
    secrets: Vec<&'static str>,
    mode: SchemaMode,
}

impl SchemaGenerator {
    /// The name of a type's definition, and whether it was given before.
    fn name_of(&mut self, full: &'static str, short: &str) -> (String, bool) {
        if let Some((_, name)) = self.names.iter().find(|(known, _)| *known == full) {
            return (name.clone(), true);
        }
        let taken = |name: &str| self.names.iter().any(|(_, known)| known == name);
        let mut name = short.to_owned();
        let mut number = 2;
        while taken(&name) {
            name = format!("{short}_{number}");
            number += 1;
        }
        self.names.push((full, name.clone()));
        (name, false)
    }

    /// Which side of the models is described.
    pub(crate) fn mode(&self) -> SchemaMode {
        self.mode
    }

    /// A type's definition, made if it is not there yet, and a reference to it.
    pub(crate) fn define(&mut self, full: &'static str, short: &str, make: impl FnOnce(&mut Self) -> Schema) -> Schema {
        let (name, known) = self.name_of(full, short);
        if !known {
            let schema = make(self);
            self.definitions.insert(name.clone(), schema.into_value());
        }
        Schema::reference(&name)
    }
}

impl Schema {
    /// Accepts any JSON.
    #[must_use]
    pub fn any() -> Self {
        Self::default()
    }

    /// Accepts values of a JSON type.
    #[must_use]
    pub fn of_type(name: &str) -> Self {
        Self::any().with("type", name.into())
    }

    /// With a further keyword.
    #[must_use]
    pub fn with(mut self, keyword: &str, value: Value) -> Self {
        self.0.insert(keyword.to_owned(), value);
        self
    }

    pub(crate) fn without(mut self, keyword: &str) -> Self {
        self.0.remove(keyword);
        self
    }

    pub(crate) fn with_some(self, keyword: &str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.with(keyword, value),
            None => self,
        }
    }

    /// Accepts `null` too.
    #[must_use]
    pub fn nullable(self) -> Self {
        if self.0.is_empty() {
            return self;
        }
        Self::any().with("anyOf", json!([self.0, { "type": "null" }]))
    }

    /// A schema of these keywords.
    pub(crate) fn from_value(value: Value) -> Self {
        match value {
            Value::Object(keywords) => Self(keywords),
            _ => Self::any(),
        }
    }

    /// The keywords.
    #[must_use]
    pub fn into_value(self) -> Value {
        Value::Object(self.0)
    }

    /// Refers to a definition.
    fn reference(name: &str) -> Self {
        Self::any().with("$ref", format!("#/$defs/{name}").into())
    }

    pub(crate) fn of_text(rules: &TextRules) -> Self {
        let chars = rules.unit == LengthUnit::Chars;
        Self::of_type("string")
            .with_some("minLength", (chars && rules.min_length > 0).then(|| rules.min_length.into()))
            .with_some("maxLength", (chars && rules.max_length < usize::MAX).then(|| rules.max_length.into()))
            .with_some("pattern", rules.pattern.map(|pattern| pattern.source.into()))
            .with_some("format", rules.format.map(|format| format.name().into()))
            .one_of(rules.one_of.iter().map(|member| (*member).into()))
    }

    /// Accepts these values only.
    pub(crate) fn one_of(self, members: impl Iterator<Item = Value>) -> Self {
        self.one_of_values(members.collect())
    }

    fn one_of_values(self, mut members: Vec<Value>) -> Self {
        match members.len() {
            0 => self,
            1 => self.with("const", members.swap_remove(0)),
            _ => self.with("enum", members.into()),
        }
    }

    /// Accepts arrays without equal items only, if that is asked for.
    pub(crate) fn unique(self, unique: bool) -> Self {
        self.with_some("uniqueItems", unique.then_some(Value::Bool(true)))
    }

    /// Whether it accepts strings only, as it says itself or the definition that it refers to does.
    pub(crate) fn is_text(&self, generator: &SchemaGenerator) -> bool {
        let target = self.0.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix("#/$defs/"));
        let schema = target.map_or(Some(&self.0), |name| generator.definitions.get(name)?.as_object());
        schema.and_then(|schema| schema.get("type")).is_some_and(|name| name == "string")
    }

    /// Accepts objects whose keys these are.
    pub(crate) fn with_keys(self, mut keys: Self) -> Self {
        keys.0.remove("type");
        if keys.0.is_empty() { self } else { self.with("propertyNames", keys.into_value()) }
    }

    pub(crate) fn of_number<T: Number>(rules: &NumberRules<T>) -> Self {
        Self::of_type("number").with_bounds(rules)
    }

    /// An integer within its rules, and within its Rust type where that is narrower than 64 bits.
    pub(crate) fn of_integer<T: Number>(rules: &NumberRules<T>, min: Bound, max: Bound) -> Self {
        let (lower, upper) = (rules.gt.is_none() && rules.ge.is_none(), rules.lt.is_none() && rules.le.is_none());
        Self::of_type("integer").within(lower.then_some(min), upper.then_some(max)).with_bounds(rules)
    }

    fn within(self, min: Option<Bound>, max: Option<Bound>) -> Self {
        let small = |bound: Option<Bound>| match bound? {
            Bound::Int(value) => i64::try_from(value).ok().filter(|value| value.unsigned_abs() <= u32::MAX.into()),
            Bound::UInt(value) => i64::try_from(value).ok().filter(|value| value.unsigned_abs() <= u32::MAX.into()),
            _ => None,
        };
        self.with_some("minimum", small(min).map(Value::from)).with_some("maximum", small(max).map(Value::from))
    }

    fn with_bounds<T: Number>(self, rules: &NumberRules<T>) -> Self {
        let of = |bound: Option<T>| bound.map(Number::bound);
        let limits = [of(rules.gt), of(rules.ge), of(rules.lt), of(rules.le), of(rules.multiple_of)];
        self.with_limits(limits, rules.members())
    }

    /// Once for all types of numbers.
    fn with_limits(self, limits: [Option<Bound>; 5], members: Vec<Bound>) -> Self {
        const KEYWORDS: [&str; 5] = ["exclusiveMinimum", "minimum", "exclusiveMaximum", "maximum", "multipleOf"];
        let bounded = KEYWORDS
            .into_iter()
            .zip(limits)
            .fold(self, |schema, (keyword, limit)| schema.with_some(keyword, limit.map(|limit| number(&limit))));
        bounded.one_of(members.iter().map(number))
    }

    pub(crate) fn of_items(min: usize, max: usize, items: Self) -> Self {
        Self::of_type("array")
            .with("items", items.into_value())
            .with_some("minItems", (min > 0).then(|| min.into()))
            .with_some("maxItems", (max < usize::MAX).then(|| max.into()))
    }

    /// Bytes in a string, so many characters for the fewest bytes and for the most.
    pub(crate) fn of_bytes(format: &str, rules: BytesRules, characters: fn(usize) -> (usize, usize)) -> Self {
        let (least, most) = (characters(rules.min_length).0, characters(rules.max_length).1);
        Self::of_type("string")
            .with("format", format.into())
            .with_some("minLength", (rules.min_length > 0).then(|| least.into()))
            .with_some("maxLength", (rules.max_length < usize::MAX).then(|| most.into()))
    }

    pub(crate) fn of_tuple(items: Vec<Self>) -> Self {
        let count = items.len();
        Self::of_type("array")
            // JSON Schema has no empty list of schemas.
            .with_some("prefixItems", (count > 0).then(|| items.into_iter().map(Self::into_value).collect()))
            .with("minItems", count.into())
            .with("maxItems", count.into())
    }

    pub(crate) fn of_map(min: usize, max: usize, values: Self) -> Self {
        let values = if values.0.is_empty() { Value::Bool(true) } else { values.into_value() };
        Self::of_type("object")
            .with("additionalProperties", values)
            .with_some("minProperties", (min > 0).then(|| min.into()))
            .with_some("maxProperties", (max < usize::MAX).then(|| max.into()))
    }
}

fn number(bound: &Bound) -> Value {
    match bound {
        Bound::Int(value) => i64::try_from(*value).map_or_else(|_| json!(*value as f64), Value::from),
        Bound::UInt(value) => u64::try_from(*value).map_or_else(|_| json!(*value as f64), Value::from),
        Bound::Float(value) => json!(value),
        Bound::Text(text) => json!(text),
    }
}

/// Describes a type: of the functions here all that has to be compiled for each type.
pub(crate) type Describe = fn(&mut SchemaGenerator) -> Schema;

/// A type's own description.
pub(crate) fn describe<T: Field>(generator: &mut SchemaGenerator) -> Schema {
    T::schema(&<T::Rules as Rules>::DEFAULT, generator)
}

/// The schema of a root type, with the definitions that it needs.
pub(crate) fn of<T: Field>(mode: SchemaMode) -> Value {
    document(mode, describe::<T>)
}

fn document(mode: SchemaMode, root: Describe) -> Value {
    let mut generator = SchemaGenerator { mode, ..SchemaGenerator::default() };
    let root = root(&mut generator);
    root.with("$schema", "https://json-schema.org/draft/2020-12/schema".into())
        .with_some("$defs", (!generator.definitions.is_empty()).then_some(Value::Object(generator.definitions)))
        .into_value()
}

/// The keys of the fields that are marked `secret`, however deep.
pub(crate) fn secret_names_of(root: Describe) -> Vec<&'static str> {
    let mut generator = SchemaGenerator::default();
    root(&mut generator);
    generator.secrets
}

/// Describes a model: a definition of its own, and a reference to it.
pub fn describe_model<M: Model>(generator: &mut SchemaGenerator) -> Schema {
    let example: fn() -> Option<Value> = if const { M::HAS_EXAMPLE } { example_of::<M> } else { || None };
    describe_shape(generator, M::SHAPE, std::any::type_name::<M>(), |describer| M::describe_fields(describer), example)
}

/// The type's own example.
fn example_of<M: Model>() -> Option<Value> {
    M::example().and_then(|example| redacted_value(&example))
}

fn describe_shape(
    generator: &mut SchemaGenerator,
    shape: &'static Shape,
    full_name: &'static str,
    describe_fields: fn(&mut Describer<'_>),
    example: fn() -> Option<Value>,
) -> Schema {
    let (name, known) = generator.name_of(full_name, shape.name);
    if !known {
        let mut describer = Describer::new(generator);
        describe_fields(&mut describer);
        let schema = describer
            .finish(shape.computed)
            .with("title", if shape.title.is_empty() { shape.name } else { shape.title }.into())
            .with_some("description", (!shape.description.is_empty()).then(|| shape.description.into()))
            .with_some(shape.closed(), (shape.extra == Extra::Forbid).then_some(Value::Bool(false)))
            .with_some("examples", example().map(|example| json!([example])));
        generator.definitions.insert(name.clone(), schema.into_value());
    }
    Schema::reference(&name)
}

impl Shape {
    /// The keyword that refuses unknown keys. Those of a flattened enum are not among the model's own properties.
    pub(crate) const fn closed(&self) -> &'static str {
        if self.chosen { "unevaluatedProperties" } else { "additionalProperties" }
    }
}

/// Describes the fields of an object.
pub(crate) struct Describer<'g> {
    generator: &'g mut SchemaGenerator,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
    /// The names of each field that must be there and has several.
    either: Vec<Vec<&'static str>>,
    /// What the enums among the fields add, and models that may be absent.
    choices: Vec<Value>,
    /// Whether an enum is among the fields.
    chosen: bool,
    /// What the values are of keys that no field has, where they are kept.
    unknown: Option<Value>,
    /// Whether the fields are those of a model that may be absent as a whole.
    optional: bool,
    /// Whether fields are read by their own names too.
    by_name: bool,
}

impl<'g> Describer<'g> {
    pub(crate) fn new(generator: &'g mut SchemaGenerator) -> Self {
        Self {
            generator,
            properties: Map::new(),
            required: Vec::new(),
            either: Vec::new(),
            choices: Vec::new(),
            chosen: false,
            unknown: None,
            optional: false,
            by_name: false,
        }
    }

    /// The object. Computed fields are ignored in input, whatever they are.
    pub(crate) fn finish(self, computed: &[Key]) -> Schema {
        let mut properties = self.properties;
        if self.generator.mode == SchemaMode::Validation {
            for computed in computed {
                properties.entry(computed.wire).or_insert(Value::Bool(true));
            }
        }
        let required = self.required;
        // The keys of a flattened enum are not among the model's own properties.
        let closed = if self.chosen { "unevaluatedProperties" } else { "additionalProperties" };
        let either: Vec<Value> = self.either.into_iter().map(one_of_names).chain(self.choices).collect();
        Schema::of_type("object")
            .with("properties", Value::Object(properties))
            .with_some("required", (!required.is_empty()).then(|| required.into()))
            .with_some("allOf", (!either.is_empty()).then(|| either.into()))
            .with_some(closed, self.unknown)
    }
}

/// Asks for one of several names.
fn one_of_names(names: Vec<&str>) -> Value {
    let each: Vec<Value> = names.into_iter().map(|name| json!({ "required": [name] })).collect();
    json!({ "anyOf": each })
}

impl FieldDescriber for Describer<'_> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>) {
        let Notes { title, deprecated, secret, .. } = def.info.notes;
        if secret {
            self.generator.secrets.extend([def.info.key.wire, def.info.key.name]);
            self.generator.secrets.extend(def.info.aliases);
        }
        let written = self.generator.mode == SchemaMode::Serialization;
        let exclude = def.info.exclude;
        if written && exclude.always {
            return;
        }
        let value = |value: &T| if secret { Some(REDACTED.into()) } else { crate::json::to_value(value).ok() };
        let may_be_absent = T::MAY_BE_ABSENT && !def.info.required && !def.info.has_default;
        let default = match def.default {
            Some(default) => value(&default()),
            None => may_be_absent.then_some(Value::Null),
        };
        let examples = def.examples.filter(|_| !secret).map(|examples| examples().iter().filter_map(value).collect());
        let mut schema = T::schema(&def.rules, self.generator)
            .with_some("description", (!def.info.description.is_empty()).then(|| def.info.description.into()));
        let own_name = (self.by_name && def.info.key.name != def.info.key.wire).then_some(def.info.key.name);
        let others = || def.info.aliases.iter().copied().chain(own_name).filter(|_| !written);
        let sometimes = written && (exclude.none || exclude.default || def.exclude_if.is_some());
        if let Some(crate::shape::PathStep::Key(first)) = def.info.path.first().filter(|_| !written) {
            // It can be read from there: which of both there is, no keyword says.
            self.properties.entry(*first).or_insert(Value::Bool(true));
        } else if !sometimes && (def.info.required || (!def.info.has_default && !T::MAY_BE_ABSENT)) {
            if others().next().is_none() {
                self.required.push(def.info.key.wire);
            } else {
                self.either.push(std::iter::once(def.info.key.wire).chain(others()).collect());
            }
        }
        schema = schema
            .with_some("default", default)
            .with_some("title", (!title.is_empty()).then(|| title.into()))
            .with_some("deprecated", deprecated.then_some(Value::Bool(true)))
            .with_some("examples", examples)
            .with_some("writeOnly", secret.then_some(Value::Bool(true)))
            .with_some("format", secret.then(|| "password".into()));
        let schema = schema.into_value();
        for other in others() {
            self.properties.entry(other).or_insert_with(|| schema.clone());
        }
        self.properties.insert(def.info.key.wire.to_owned(), schema);
    }

    fn optional<M: Model>(&mut self) {
        let (known, required, either) = (self.properties.len(), self.required.len(), self.either.len());
        let outer = std::mem::replace(&mut self.optional, true);
        M::describe_fields(self);
        self.optional = outer;
        let (required, either) = (self.required.split_off(required), self.either.split_off(either));
        if required.is_empty() && either.is_empty() {
            return;
        }
        // None of its keys, or all that it must have.
        let absent: Map<_, _> = self.properties.keys().skip(known).map(|key| (key.clone(), false.into())).collect();
        let present = Schema::any()
            .with_some("required", (!required.is_empty()).then(|| required.into()))
            .with_some("allOf", (!either.is_empty()).then(|| either.into_iter().map(one_of_names).collect()));
        self.choices.push(json!({ "anyOf": [{ "properties": absent }, present.into_value()] }));
    }

    fn flatten<M: Model>(&mut self) {
        M::describe_fields(self);
        if self.generator.mode == SchemaMode::Validation {
            for computed in M::SHAPE.computed {
                self.properties.entry(computed.wire).or_insert(Value::Bool(true));
            }
        }
    }

    fn extra<M: ExtraMap>(&mut self) {
        let schema = describe::<M::Value>(self.generator);
        self.unknown = Some(schema.into_value()).filter(|schema| *schema != json!({}));
    }

    fn choice<U: Union>(&mut self) {
        let choice = describe_choice::<U>(self.generator, self.optional);
        self.choices.push(choice);
        self.chosen = true;
    }

    fn computed<'m, M: 'm, T: Field + 'm>(&mut self, key: &Key, _: impl FnOnce(&'m M) -> T) {
        if self.generator.mode == SchemaMode::Serialization {
            let schema = T::schema(&<T::Rules as Rules>::DEFAULT, self.generator).with("readOnly", true.into());
            self.properties.insert(key.wire.to_owned(), schema.into_value());
            self.required.push(key.wire);
        }
    }
}

/// Describes a unit enum.
#[must_use]
pub fn describe_literal<T: Literal>(generator: &mut SchemaGenerator) -> Schema {
    let read = generator.mode == SchemaMode::Validation;
    let aliases = T::SHAPE.aliases.iter().filter(|_| read).map(|(alias, _)| *alias);
    Schema::of_type("string")
        .with("enum", T::SHAPE.names.iter().copied().chain(aliases).map(Value::from).collect())
        .with_some("description", (!T::SHAPE.description.is_empty()).then(|| T::SHAPE.description.into()))
}
