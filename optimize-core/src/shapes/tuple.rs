//! Tuple structs: arrays with a type and rules for each place.

use crate::error::{ErrorKind, LocItem, Report};
use crate::field::{ExtraMap, Field, FieldBits, ParseField};
use crate::json::{Parser, Source, Stop, Style, Writer};
use crate::model::{FieldDescriber, FieldVisitor, Model, Partial};
use crate::ruled::{Ruled, Seed};
use crate::schema::{Schema, SchemaGenerator};
use crate::shape::{FieldDef, Key};
use crate::validators::RawInput;
use serde_core::de::{Error as _, IgnoredAny, SeqAccess, Visitor};
use serde_core::ser::SerializeTupleStruct;
use serde_core::{Deserializer, Serializer};
use std::fmt;
use std::marker::PhantomData;

pub use crate::check::check_model as check_tuple;

/// Writes a tuple struct: an array.
#[inline]
pub fn write_tuple<M: Model, S: Style>(model: &M, writer: &mut Writer<'_, S>) {
    if !writer.descend() {
        return;
    }
    let start = writer.out.len();
    if writer.is_compact() {
        model.visit_fields(&mut ItemWriter { writer, empty: true });
        writer.close(start, b'[', b']');
    } else {
        let view = writer.view;
        writer.out.push(b'[');
        let mut items = ItemWriter { writer, empty: true };
        model.visit_fields(&mut items);
        let empty = items.empty;
        writer.view = view;
        writer.end(empty, b']');
    }
    writer.depth += 1;
}

struct ItemWriter<'w, 'o, S> {
    writer: &'w mut Writer<'o, S>,
    empty: bool,
}

impl<S: Style> FieldVisitor for ItemWriter<'_, '_, S> {
    #[inline(always)]
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        if self.writer.is_compact() {
            self.writer.out.push(b',');
            value.write(&def.rules, self.writer);
            return;
        }
        let view = self.writer.view;
        let Some(inner) = view.step(|| def.info.own_step()) else { return };
        self.writer.separate(self.empty);
        self.empty = false;
        self.writer.inside(inner, || def.info.own_step(), |writer| value.write(&def.rules, writer));
        self.writer.view = view;
    }

    fn extra<M: ExtraMap>(&mut self, _: &M) {}

    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {}
}

/// Reads a tuple struct.
///
/// # Errors
/// [`Stop::Invalid`] with every problem of the array recorded.
pub fn parse_tuple<'de, P: Partial<'de>>(parser: &mut Parser<'de>) -> Result<P::Model, Stop> {
    let length = P::SHAPE.fields.len();
    let start = parser.start()?;
    if parser.peek() != b'[' {
        return Err(parser.mismatch(start, ErrorKind::TupleType));
    }
    let mark = parser.report.mark();
    let mode = parser.mode;
    let mut partial = P::empty();
    let mut seen = FieldBits::new();
    let mut count = 0;
    let mut more = parser.array_first()?;
    while more {
        let before = parser.report.mark();
        let read = if count < length {
            seen.insert(count);
            parser.step(|| LocItem::Index(count), |parser| partial.read(count, parser))
        } else {
            parser.skip_value()
        };
        match read {
            Ok(()) => {}
            Err(Stop::Invalid) => {
                parser.report.prefix(before, &LocItem::Index(count));
                parser.report.rank(before, count);
            }
            Err(Stop::Fatal) => return Err(Stop::Fatal),
        }
        count += 1;
        more = parser.array_step()?;
    }
    parser.mode = mode;
    if count > length {
        parser.report.truncate(mark);
        let kind = ErrorKind::TooLong { field_type: "Tuple", max_length: length, actual_length: Some(count) };
        return Err(parser.reject(start, kind));
    }
    let span = start..parser.position;
    let model = partial.end(&mut parser.report, &seen, span);
    match model {
        Some(model) if !parser.report.failed_since(mark) => match model.check_model() {
            Ok(()) => Ok(model),
            Err(problem) => Err(parser.reject(start, problem.into_kind())),
        },
        _ => {
            parser.report.sort(mark);
            Err(Stop::Invalid)
        }
    }
}

/// Describes a tuple struct: a definition of its own, and a reference to it.
pub fn describe_tuple<M: Model>(generator: &mut SchemaGenerator) -> Schema {
    let shape = M::SHAPE;
    generator.define(std::any::type_name::<M>(), shape.name, |generator| {
        let mut items = ItemDescriber::new(generator);
        M::describe_fields(&mut items);
        let schema = items.finish().with("title", shape.name.into());
        if shape.description.is_empty() { schema } else { schema.with("description", shape.description.into()) }
    })
}

/// Describes the fields of a tuple.
pub(crate) struct ItemDescriber<'g> {
    generator: &'g mut SchemaGenerator,
    items: Vec<Schema>,
    /// How many must be there.
    required: usize,
}

impl<'g> ItemDescriber<'g> {
    pub(crate) fn new(generator: &'g mut SchemaGenerator) -> Self {
        Self { generator, items: Vec::new(), required: 0 }
    }

    pub(crate) fn finish(self) -> Schema {
        let required = self.required;
        Schema::of_tuple(self.items).with("minItems", required.into())
    }
}

impl FieldDescriber for ItemDescriber<'_> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>) {
        let schema = T::schema(&def.rules, self.generator);
        let described = !def.info.description.is_empty();
        self.items.push(if described { schema.with("description", def.info.description.into()) } else { schema });
        if def.info.required || (!def.info.has_default && !T::MAY_BE_ABSENT) {
            self.required = self.items.len();
        }
    }
}

/// Serializes a tuple struct.
///
/// # Errors
/// Whatever the serializer returns.
pub fn serialize_tuple<M: Model, Z: Serializer>(model: &M, serializer: Z) -> Result<Z::Ok, Z::Error> {
    serialize_items(model, M::SHAPE.fields.len(), serializer)
}

/// Serializes fields as a tuple of this length.
pub(crate) fn serialize_items<M: Model, Z: Serializer>(
    model: &M,
    length: usize,
    serializer: Z,
) -> Result<Z::Ok, Z::Error> {
    let state = serializer.serialize_tuple_struct(M::SHAPE.name, length)?;
    let mut visitor = ItemSerializer { state, error: None };
    model.visit_fields(&mut visitor);
    match visitor.error {
        Some(error) => Err(error),
        None => visitor.state.end(),
    }
}

struct ItemSerializer<S: SerializeTupleStruct> {
    state: S,
    error: Option<S::Error>,
}

impl<S: SerializeTupleStruct> FieldVisitor for ItemSerializer<S> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        if self.error.is_none() {
            self.error = self.state.serialize_field(&Ruled::new(value, &def.rules)).err();
        }
    }

    fn extra<M: ExtraMap>(&mut self, _: &M) {}

    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {}
}

/// Deserializes a tuple struct and checks it.
///
/// # Errors
/// Whatever the deserializer returns.
pub fn deserialize_tuple<'de, P: Partial<'de>, D: Deserializer<'de>>(
    deserializer: D,
    report: &mut Report,
) -> Result<P::Model, D::Error> {
    let visitor = TupleVisitor::<P> { human: deserializer.is_human_readable(), report, partial: PhantomData };
    deserializer.deserialize_tuple_struct(P::SHAPE.name, P::SHAPE.fields.len(), visitor)
}

pub(crate) struct TupleVisitor<'r, P> {
    /// Whether the format is one for people.
    pub(crate) human: bool,
    pub(crate) report: &'r mut Report,
    pub(crate) partial: PhantomData<P>,
}

impl<'de, P: Partial<'de>> Visitor<'de> for TupleVisitor<'_, P> {
    type Value = P::Model;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a `{}`: an array of {}", P::SHAPE.name, P::SHAPE.fields.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<P::Model, A::Error> {
        visit_items::<P, A>(seq, self.human, self.report)
    }
}

/// Reads the items of a serde sequence into the places of a struct.
pub(crate) fn visit_items<'de, P: Partial<'de>, A: SeqAccess<'de>>(
    seq: A,
    human: bool,
    report: &mut Report,
) -> Result<P::Model, A::Error> {
    let length = P::SHAPE.fields.len();
    let mark = report.mark();
    let mut partial = P::empty();
    let mut seen = FieldBits::new();
    let mut source = ItemSource { seq, human, report, ended: false };
    for index in 0..length {
        let before = source.report.mark();
        partial.read(index, &mut source)?;
        if source.ended {
            break;
        }
        seen.insert(index);
        if source.report.failed_since(before) {
            source.report.prefix(before, &LocItem::Index(index));
        }
    }
    if !source.ended && source.seq.next_element::<IgnoredAny>()?.is_some() {
        return Err(A::Error::invalid_length(length + 1, &format!("an array of {length}").as_str()));
    }
    let report = source.report;
    let Some(model) = partial.end(report, &seen, 0..0) else {
        let problems = report.take();
        return Err(A::Error::custom(problems.into_error(P::SHAPE.name, None)));
    };
    if !report.failed_since(mark)
        && let Err(problem) = model.check_model()
    {
        report.error(problem.into_kind());
    }
    Ok(model)
}

struct ItemSource<'r, A> {
    seq: A,
    human: bool,
    report: &'r mut Report,
    ended: bool,
}

impl<'de, A: SeqAccess<'de>> Source<'de> for ItemSource<'_, A> {
    type Stop = A::Error;

    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) -> Result<(), A::Error> {
        let before = self.report.mark();
        // What a binary format holds was written by its type: `before` and `parse` have nothing to see there.
        let value = match def.raw.filter(|_| self.human) {
            None => {
                let value = self.seq.next_element_seed(Seed::<T>::new(&def.rules, def.info.mode, self.report));
                self.ended = matches!(value, Ok(None));
                value
            }
            Some(raw) => {
                let value = self.seq.next_element::<serde_json::Value>();
                self.ended = matches!(value, Ok(None));
                value.map(|value| raw(value?, RawInput::new(&*def.rules, def.info.mode, self.report)))
            }
        };
        *slot = def.finish_serde(value, before, self.report)?;
        Ok(())
    }

    fn extra<M: ExtraMap>(&mut self, _: &str, _: &mut M) -> Result<(), A::Error>
    where
        M::Value: ParseField<'de>,
    {
        Ok(())
    }

    fn skip(&mut self, _: &str) -> Result<(), A::Error> {
        self.seq.next_element::<IgnoredAny>().map(drop)
    }
}
