//! Newtypes: a struct with one field, which outside is the field's value.

use crate::error::{ErrorKind, Report};
use crate::field::{ExtraMap, Field, FieldBits, ParseField, ParseKey};
use crate::json::{Parser, Source, Stop, Style, Writer};
use crate::model::{FieldDescriber, FieldVisitor, Model, Partial};
use crate::ruled::{Ruled, Seed};
use crate::schema::{Schema, SchemaGenerator};
use crate::shape::{FieldDef, Key};
use crate::validators::RawInput;
use serde_core::de::{DeserializeSeed as _, Error as _, SeqAccess, Visitor};
use serde_core::{Deserializer, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// Writes a newtype: the value of its field.
#[inline]
pub fn write_newtype<M: Model, S: Style>(model: &M, writer: &mut Writer<'_, S>) {
    model.visit_fields(&mut ValueWriter(writer));
}

struct ValueWriter<'w, 'o, S>(&'w mut Writer<'o, S>);

impl<S: Style> FieldVisitor for ValueWriter<'_, '_, S> {
    #[inline(always)]
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        value.write(&def.rules, self.0);
    }

    fn extra<M: ExtraMap>(&mut self, _: &M) {}

    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {}
}

/// Reports every constraint that a newtype breaks; its paths have no step of their own.
pub fn check_newtype<M: Model>(model: &M, report: &mut Report) {
    let mark = report.mark();
    model.visit_fields(&mut ValueChecker(report));
    if !report.failed_since(mark)
        && let Err(problem) = model.check_model()
    {
        report.error(problem.into_kind());
    }
}

pub(crate) struct ValueChecker<'r>(pub(crate) &'r mut Report);

impl FieldVisitor for ValueChecker<'_> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        def.check_value(value, self.0);
    }

    fn extra<M: ExtraMap>(&mut self, _: &M) {}

    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {}
}

/// Reads a newtype.
///
/// # Errors
/// As the field's type.
#[inline]
pub fn parse_newtype<'de, P: Partial<'de>>(parser: &mut Parser<'de>) -> Result<P::Model, Stop> {
    let start = parser.start()?;
    let outer = parser.wrap(start)?;
    let mode = parser.mode;
    let mut partial = P::empty();
    let read = partial.read(0, parser);
    parser.mode = mode;
    parser.wraps = outer;
    read?;
    let span = start..parser.position;
    let seen = FieldBits::new();
    let model = partial.end(&mut parser.report, &seen, span).ok_or(Stop::Invalid)?;
    match model.check_model() {
        Ok(()) => Ok(model),
        Err(problem) => Err(parser.reject(start, problem.into_kind())),
    }
}

/// Describes a newtype: a definition of its own, and a reference to it.
pub fn describe_newtype<M: Model>(generator: &mut SchemaGenerator) -> Schema {
    let shape = M::SHAPE;
    generator.define(std::any::type_name::<M>(), shape.name, |generator| {
        let mut describer = ValueDescriber { generator, schema: Schema::any() };
        M::describe_fields(&mut describer);
        let schema = describer.schema.with("title", shape.name.into());
        if shape.description.is_empty() { schema } else { schema.with("description", shape.description.into()) }
    })
}

/// Describes the only field.
pub(crate) struct ValueDescriber<'g> {
    pub(crate) generator: &'g mut SchemaGenerator,
    pub(crate) schema: Schema,
}

impl FieldDescriber for ValueDescriber<'_> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>) {
        self.schema = T::schema(&def.rules, self.generator);
    }
}

/// Serializes a newtype struct.
///
/// # Errors
/// Whatever the serializer returns.
pub fn serialize_newtype<M: Model, Z: Serializer>(model: &M, serializer: Z) -> Result<Z::Ok, Z::Error> {
    let mut visitor = ValueSerializer { serializer: Some(serializer), outcome: None, name: Some(M::SHAPE.name) };
    model.visit_fields(&mut visitor);
    visitor.finish()
}

/// Serializes a transparent struct: its field alone.
///
/// # Errors
/// Whatever the serializer returns.
pub fn serialize_transparent<M: Model, Z: Serializer>(model: &M, serializer: Z) -> Result<Z::Ok, Z::Error> {
    let mut visitor = ValueSerializer { serializer: Some(serializer), outcome: None, name: None };
    model.visit_fields(&mut visitor);
    visitor.finish()
}

struct ValueSerializer<Z: Serializer> {
    serializer: Option<Z>,
    outcome: Option<Result<Z::Ok, Z::Error>>,
    /// The name of the struct around the value, where one is to be seen.
    name: Option<&'static str>,
}

impl<Z: Serializer> ValueSerializer<Z> {
    fn finish(self) -> Result<Z::Ok, Z::Error> {
        self.outcome.unwrap_or_else(|| Err(serde_core::ser::Error::custom("a newtype has one field")))
    }
}

impl<Z: Serializer> FieldVisitor for ValueSerializer<Z> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        if let Some(serializer) = self.serializer.take() {
            self.outcome = Some(match self.name {
                Some(name) => serializer.serialize_newtype_struct(name, &Ruled::new(value, &def.rules)),
                None => value.serialize_with(&def.rules, serializer),
            });
        }
    }

    fn extra<M: ExtraMap>(&mut self, _: &M) {}

    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {}
}

/// Deserializes a newtype struct and checks it.
///
/// # Errors
/// Whatever the deserializer returns.
pub fn deserialize_newtype<'de, P: Partial<'de>, D: Deserializer<'de>>(
    deserializer: D,
    report: &mut Report,
) -> Result<P::Model, D::Error> {
    let visitor = NewtypeVisitor::<P> { human: deserializer.is_human_readable(), report, partial: PhantomData };
    deserializer.deserialize_newtype_struct(P::SHAPE.name, visitor)
}

/// Deserializes a transparent struct: its field alone.
///
/// # Errors
/// Whatever the deserializer returns.
pub fn deserialize_transparent<'de, P: Partial<'de>, D: Deserializer<'de>>(
    deserializer: D,
    report: &mut Report,
) -> Result<P::Model, D::Error> {
    let mark = report.mark();
    let mut partial = P::empty();
    let mut source = ValueSource { deserializer: Some(deserializer), report };
    partial.read(0, &mut source)?;
    let report = source.report;
    let seen = FieldBits::new();
    let Some(model) = partial.end(report, &seen, 0..0) else {
        return Err(D::Error::custom(format_args!("a {} has one field", P::SHAPE.name)));
    };
    if !report.failed_since(mark)
        && let Err(problem) = model.check_model()
    {
        report.error(problem.into_kind());
    }
    Ok(model)
}

struct NewtypeVisitor<'r, P> {
    /// Whether the format is one for people.
    human: bool,
    report: &'r mut Report,
    partial: PhantomData<P>,
}

impl<'de, P: Partial<'de>> Visitor<'de> for NewtypeVisitor<'_, P> {
    type Value = P::Model;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a `{}`", P::SHAPE.name)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<P::Model, D::Error> {
        deserialize_transparent::<P, D>(deserializer, self.report)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<P::Model, A::Error> {
        super::tuple::visit_items::<P, A>(seq, self.human, self.report)
    }
}

/// A source of one value.
struct ValueSource<'r, D> {
    deserializer: Option<D>,
    report: &'r mut Report,
}

impl<'de, D: Deserializer<'de>> Source<'de> for ValueSource<'_, D> {
    type Stop = D::Error;

    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) -> Result<(), D::Error> {
        let Some(deserializer) = self.deserializer.take() else { return Ok(()) };
        let before = self.report.mark();
        let value = match def.raw.filter(|_| deserializer.is_human_readable()) {
            None => Seed::<T>::new(&def.rules, def.info.mode, self.report).deserialize(deserializer).map(Some),
            Some(raw) => <serde_json::Value as serde_core::Deserialize>::deserialize(deserializer)
                .map(|value| raw(value, RawInput::new(&*def.rules, def.info.mode, self.report))),
        };
        *slot = def.finish_serde(value, before, self.report)?;
        Ok(())
    }

    fn extra<M: ExtraMap>(&mut self, _: &str, _: &mut M) -> Result<(), D::Error>
    where
        M::Value: ParseField<'de>,
    {
        Ok(())
    }

    fn skip(&mut self, _: &str) -> Result<(), D::Error> {
        Ok(())
    }
}

/// A newtype from the text of a map's key.
///
/// # Errors
/// What is wrong with the text.
pub fn newtype_from_key<'de, K: ParseKey<'de>, M: Model>(
    def: &FieldDef<K>,
    key: Cow<'de, str>,
    make: impl FnOnce(K) -> M,
) -> Result<M, ErrorKind> {
    K::from_key(key, def.info.mode).map(make)
}
