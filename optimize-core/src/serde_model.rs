//! Models through serde: whatever format speaks serde reads them validated.

use crate::error::{ErrorKind, FailedKeys, LocItem, Report};
use crate::field::{ExtraMap, Field, FieldBits, ParseField};
use crate::json::Source;
use crate::mode::Mode;
use crate::model::{FieldVisitor, Literal, Model, Optimized, Partial};
use crate::options::DEFAULT_MAX_ERRORS;
use crate::ruled::{Ruled, Seed};
use crate::rules::Rules;
use crate::shape::{Extra, FieldDef, Key, Shape};
use crate::shapes::union::{Among, Content, deserialize_among};
use crate::shapes::{Kept, ParseUnion, Place};
use crate::validators::RawInput;
use serde_core::de::{DeserializeSeed as _, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{SerializeMap, SerializeStruct, Serializer};
use serde_json::Value;
use std::fmt;
use std::marker::PhantomData;

/// Serializes a model: as a map in formats for people, with computed fields and exclusions as in a
/// plain dump; as a struct with every field in binary formats, which tell fields by their place.
///
/// # Errors
/// Whatever the serializer returns.
pub fn serialize_model<M: Model, Z: Serializer>(model: &M, serializer: Z) -> Result<Z::Ok, Z::Error> {
    if serializer.is_human_readable() || M::SHAPE.needs_keys() {
        serialize_entries_of(model, serializer)
    } else {
        let state = serializer.serialize_struct(M::SHAPE.name, M::SHAPE.fields.len())?;
        let mut visitor = StructVisitor { state, error: None };
        model.visit_fields(&mut visitor);
        match visitor.error {
            Some(error) => Err(error),
            None => visitor.state.end(),
        }
    }
}

/// Serializes a model as a map, with computed fields and exclusions.
pub(crate) fn serialize_entries_of<M: Model, Z: Serializer>(model: &M, serializer: Z) -> Result<Z::Ok, Z::Error> {
    // Binary formats state the number of entries before the first one.
    let mut count = EntryCount(0);
    model.visit_fields(&mut count);
    let mut visitor = MapVisitor { map: serializer.serialize_map(Some(count.0))?, error: None };
    model.visit_fields(&mut visitor);
    match visitor.error {
        Some(error) => Err(error),
        None => visitor.map.end(),
    }
}

/// Counts what [`MapVisitor`] writes.
struct EntryCount(usize);

impl FieldVisitor for EntryCount {
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        self.0 += usize::from(!def.leaves_out(value, false, false));
    }

    fn extra<M: ExtraMap>(&mut self, entries: &M) {
        entries.for_each(|_, _| self.0 += 1);
    }

    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {
        self.0 += 1;
    }
}

struct MapVisitor<S: SerializeMap> {
    map: S,
    error: Option<S::Error>,
}

impl<S: SerializeMap> MapVisitor<S> {
    fn entry<T: Field>(&mut self, key: &str, value: &T, rules: &T::Rules) {
        if self.error.is_none() {
            self.error = self.map.serialize_entry(key, &Ruled::new(value, rules)).err();
        }
    }
}

impl<S: SerializeMap> FieldVisitor for MapVisitor<S> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        if !def.leaves_out(value, false, false) {
            self.entry(def.info.key.wire, value, &def.rules);
        }
    }

    fn extra<M: ExtraMap>(&mut self, entries: &M) {
        let rules = <<M::Value as Field>::Rules as Rules>::DEFAULT;
        entries.for_each(|key, value| self.entry(key, value, &rules));
    }

    fn computed<T: Field>(&mut self, key: &Key, value: impl FnOnce() -> T) {
        self.entry(key.wire, &value(), &<T::Rules as Rules>::DEFAULT);
    }
}

struct StructVisitor<S: SerializeStruct> {
    state: S,
    error: Option<S::Error>,
}

impl<S: SerializeStruct> FieldVisitor for StructVisitor<S> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        if self.error.is_none() {
            self.error = self.state.serialize_field(def.info.key.wire, &Ruled::new(value, &def.rules)).err();
        }
    }

    fn extra<M: ExtraMap>(&mut self, _: &M) {}

    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {}
}

/// Deserializes a model and checks it. Its broken rules go to the report; the result is `None` then.
///
/// # Errors
/// Whatever the deserializer returns.
pub fn deserialize_model<'de, P: Partial<'de>, D: Deserializer<'de>>(
    deserializer: D,
    report: &mut Report,
) -> Result<P::Model, D::Error> {
    let shape = P::SHAPE;
    let human = deserializer.is_human_readable();
    let visitor = ModelVisitor::<P>::behind(0, report).among(human, false);
    if human || shape.needs_keys() {
        deserializer.deserialize_map(visitor)
    } else {
        deserializer.deserialize_struct(shape.name, shape.wire_names, visitor)
    }
}

/// Deserializes the root of a document: problems become the deserializer's error.
///
/// # Errors
/// Whatever the deserializer returns, and every broken rule at once as its custom error.
pub fn deserialize_root<'de, T: Optimized + ParseField<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut report = Report::new(T::LIMITS.errors.unwrap_or(DEFAULT_MAX_ERRORS));
    let value =
        <T as ParseField>::deserialize_with(&<T::Rules as Rules>::DEFAULT, Mode::PLAIN, deserializer, &mut report)?;
    report.into_result(value, T::NAME, None).map_err(D::Error::custom)
}

pub(crate) struct ModelVisitor<'r, P> {
    shape: &'static Shape,
    /// How many fields in front are not in a sequence.
    skip: usize,
    /// Whether the format is one for people.
    human: bool,
    /// Whether the model around this one refuses unknown keys.
    forbid: bool,
    report: &'r mut Report,
    partial: PhantomData<P>,
}

impl<'r, 'de, P: Partial<'de>> ModelVisitor<'r, P> {
    /// Reads the fields from this position on.
    pub(crate) fn behind(skip: usize, report: &'r mut Report) -> Self {
        Self { shape: P::SHAPE, skip, human: true, forbid: false, report, partial: PhantomData }
    }

    /// Says what kind of format this is, and whether the model around this one refuses unknown keys.
    pub(crate) fn among(self, human: bool, forbid: bool) -> Self {
        Self { human, forbid, ..self }
    }

    fn finish<E: serde_core::de::Error>(self, partial: P, seen: &FieldBits, failed: bool) -> Result<P::Model, E> {
        let model = partial.end(self.report, seen, 0..0);
        match model {
            Some(model) => {
                if !failed && let Err(problem) = model.check_model() {
                    self.report.error(problem.into_kind());
                }
                Ok(model)
            }
            // Without a value serde can not go on: the problems so far are the error.
            None => Err(E::custom(self.report.take().into_error(self.shape.name, None))),
        }
    }
}

impl<'de, P: Partial<'de>> Visitor<'de> for ModelVisitor<'_, P> {
    type Value = P::Model;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a `{}` object", self.shape.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<P::Model, A::Error> {
        let mut partial = P::empty();
        let mut seen = FieldBits::new();
        let mark = self.report.mark();
        let forbid = self.forbid || self.shape.extra == Extra::Forbid;
        let mut source = MapSource { map, human: self.human, kept: Vec::new(), report: &mut *self.report };
        let mut expected = 0;
        let mut failed = FailedKeys::default();
        while let Some(key) = source.map.next_key::<KeyText>()? {
            match self.shape.find(&key.0, expected) {
                Some(index) => {
                    expected = index + 1;
                    if !seen.insert(index) {
                        source.report.forget(mark, index);
                    }
                    let before = source.report.mark();
                    partial.read(index, &mut source)?;
                    if source.report.failed_since(before) {
                        source.report.prefix(before, &self.shape.fields[index].step());
                        source.report.rank(before, index);
                    }
                }
                None if self.shape.has_computed(&key.0) => source.skip(&key.0)?,
                None if self.shape.begins_path(&key.0) => {
                    let value: Value = source.map.next_value()?;
                    for (index, info) in self.shape.paths_from(&key.0) {
                        let found = info.path[1..].iter().try_fold(&value, |value, step| step.of(value));
                        let Some(found) = found else { continue };
                        if !seen.insert(index) {
                            source.report.forget(mark, index);
                        }
                        let before = source.report.mark();
                        let mut inside = ValueSource { value: Some(found.clone()), report: &mut *source.report };
                        partial.read(index, &mut inside).map_err(A::Error::custom)?;
                        if source.report.failed_since(before) {
                            info.prefix_path(source.report, before);
                            source.report.rank(before, index);
                        }
                    }
                }
                None if const { P::SHAPE.chosen } && self.shape.chooses(&key.0) => {
                    partial.read_extra(&key.0, &mut source)?;
                }
                None => match self.shape.extra {
                    Extra::Ignore if !forbid => source.skip(&key.0)?,
                    Extra::Allow => {
                        failed.retract(source.report, mark, &key.0);
                        let before = source.report.mark();
                        partial.read_extra(&key.0, &mut source)?;
                        if source.report.failed_since(before) {
                            failed.record(source.report, before, &key.0);
                            source.report.rank(before, usize::MAX);
                        }
                    }
                    Extra::Forbid | Extra::Ignore => {
                        source.skip(&key.0)?;
                        let before = source.report.mark();
                        source.report.error(ErrorKind::ExtraForbidden);
                        source.report.prefix(before, &LocItem::Key(key.0.into()));
                    }
                },
            }
        }
        if const { P::SHAPE.chosen } {
            partial.complete(Place { span: (0, 0), base: 0, forbid }, &mut source)?;
        }
        let failed = self.report.failed_since(mark);
        if failed {
            self.report.sort(mark);
        }
        self.finish(partial, &seen, failed)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<P::Model, A::Error> {
        let mut partial = P::empty();
        let mut seen = FieldBits::new();
        let mark = self.report.mark();
        let mut source = SeqSource { seq, report: &mut *self.report, ended: false };
        for (index, field) in self.shape.fields.iter().enumerate().skip(self.skip) {
            let before = source.report.mark();
            partial.read(index, &mut source)?;
            if source.ended {
                break;
            }
            seen.insert(index);
            if source.report.failed_since(before) {
                source.report.prefix(before, &field.step());
            }
        }
        let failed = self.report.failed_since(mark);
        self.finish(partial, &seen, failed)
    }
}

/// A key, however the format hands it over.
struct KeyText(String);

impl<'de> serde_core::Deserialize<'de> for KeyText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <String as serde_core::Deserialize>::deserialize(deserializer).map(Self)
    }
}

struct MapSource<'r, 'de, A> {
    map: A,
    human: bool,
    /// Values for flattened enums, until it is known which variant they are of.
    kept: Vec<Content<'de>>,
    report: &'r mut Report,
}

impl<'de, A: MapAccess<'de>> Source<'de> for MapSource<'_, 'de, A> {
    type Stop = A::Error;

    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) -> Result<(), A::Error> {
        let before = self.report.mark();
        let value = match def.raw {
            None => self.map.next_value_seed(Seed::<T>::new(&def.rules, def.info.mode, self.report)).map(Some),
            Some(raw) => self.map.next_value::<serde_json::Value>().map(|value| {
                let input = RawInput::new(&*def.rules, def.info.mode, self.report);
                raw(value, input)
            }),
        };
        *slot = def.finish_serde(value, before, self.report)?;
        Ok(())
    }

    fn extra<M: ExtraMap>(&mut self, key: &str, entries: &mut M) -> Result<(), A::Error>
    where
        M::Value: ParseField<'de>,
    {
        let rules = <<M::Value as Field>::Rules as Rules>::DEFAULT;
        let value = self.map.next_value_seed(Seed::<M::Value>::new(&rules, Mode::PLAIN, self.report))?;
        entries.insert(key, value);
        Ok(())
    }

    fn skip(&mut self, _key: &str) -> Result<(), A::Error> {
        self.map.next_value::<IgnoredAny>().map(drop)
    }

    fn keep(&mut self) -> Result<usize, A::Error> {
        self.kept.push(self.map.next_value()?);
        Ok(self.kept.len() - 1)
    }

    fn choose<U: ParseUnion<'de>>(&mut self, entries: &[Kept], place: Place) -> Result<Option<U>, A::Error> {
        let before = self.report.mark();
        let mut value = |entry: &Kept| self.kept.get_mut(entry.at).map(|value| std::mem::replace(value, Content::Unit));
        let entries = entries.iter().filter_map(|entry| Some((entry.key.clone(), value(entry)?))).collect();
        let among = Among { entries, human: self.human, forbid: place.forbid, report: &mut *self.report };
        let value = deserialize_among::<U, _>(among)?;
        if self.report.failed_since(before) {
            self.report.rank(before, place.base);
        }
        Ok(Some(value))
    }
}

/// A value that stands inside another one.
struct ValueSource<'r> {
    value: Option<Value>,
    report: &'r mut Report,
}

impl<'de> Source<'de> for ValueSource<'_> {
    type Stop = serde_json::Error;

    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) -> Result<(), Self::Stop> {
        let Some(value) = self.value.take() else { return Ok(()) };
        let before = self.report.mark();
        let value = match def.raw {
            None => Seed::<T>::new(&def.rules, def.info.mode, self.report).deserialize(value).map(Some),
            Some(raw) => Ok(raw(value, RawInput::new(&*def.rules, def.info.mode, self.report))),
        };
        *slot = def.finish_serde(value, before, self.report)?;
        Ok(())
    }

    fn extra<M: ExtraMap>(&mut self, _key: &str, _entries: &mut M) -> Result<(), Self::Stop>
    where
        M::Value: ParseField<'de>,
    {
        Ok(())
    }

    fn skip(&mut self, _key: &str) -> Result<(), Self::Stop> {
        Ok(())
    }
}

struct SeqSource<'r, A> {
    seq: A,
    report: &'r mut Report,
    ended: bool,
}

impl<'de, A: SeqAccess<'de>> Source<'de> for SeqSource<'_, A> {
    type Stop = A::Error;

    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) -> Result<(), A::Error> {
        let before = self.report.mark();
        // Formats that tell fields by their place have been written from the typed value: `before` and `parse`
        // have nothing to see there.
        let value = self.seq.next_element_seed(Seed::<T>::new(&def.rules, def.info.mode, self.report));
        if matches!(value, Ok(None)) {
            self.ended = true;
        }
        *slot = def.finish_serde(value, before, self.report)?;
        Ok(())
    }

    fn extra<M: ExtraMap>(&mut self, _key: &str, _entries: &mut M) -> Result<(), A::Error>
    where
        M::Value: ParseField<'de>,
    {
        Ok(())
    }

    fn skip(&mut self, _key: &str) -> Result<(), A::Error> {
        self.seq.next_element::<IgnoredAny>().map(drop)
    }
}

/// Serializes a unit enum as its wire name.
///
/// # Errors
/// Whatever the serializer returns.
pub fn serialize_literal<T: Literal, Z: Serializer>(value: &T, serializer: Z) -> Result<Z::Ok, Z::Error> {
    serializer.serialize_str(T::SHAPE.names[value.index()])
}

/// Deserializes a unit enum from its wire name.
///
/// # Errors
/// Whatever the deserializer returns, and a text that is none of the names.
pub fn deserialize_literal<'de, T: Literal, D: Deserializer<'de>>(mode: Mode, deserializer: D) -> Result<T, D::Error> {
    let text = <std::borrow::Cow<'_, str> as serde_core::Deserialize>::deserialize(deserializer)?;
    literal_from_key(&text, mode).map_err(|kind| D::Error::custom(kind.message()))
}

/// A unit enum as the key of a map.
#[must_use]
pub fn literal_to_key<T: Literal>(value: &T) -> &'static str {
    T::SHAPE.names[value.index()]
}

/// A unit enum from the key of a map.
///
/// # Errors
/// A text that is none of the names.
pub fn literal_from_key<T: Literal>(key: &str, _: Mode) -> Result<T, ErrorKind> {
    let text = if T::SHAPE.mode.trims() { key.trim() } else { key };
    T::SHAPE.find(text).and_then(T::from_index).ok_or_else(|| T::SHAPE.error())
}
