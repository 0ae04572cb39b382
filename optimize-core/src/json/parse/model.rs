//! Models: the loop over an object's keys, shared by all models.

use crate::error::{ErrorKind, FailedKeys, LocItem, Mark, Report};
use crate::field::{ExtraMap, Field, FieldBits, ParseField};
use crate::json::parse::{Parser, Stop};
use crate::model::{Model, Partial};
use crate::shape::{Extra, FieldDef, Shape};
use std::borrow::Cow;
use std::ops::Range;

/// What a model's fields are read from: JSON text, or a serde deserializer.
pub trait Source<'de> {
    /// Why reading stopped.
    type Stop;

    /// Reads a field into its slot and checks it.
    ///
    /// # Errors
    /// When the field can't be read.
    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) -> Result<(), Self::Stop>;

    /// Reads the value of an unknown key into the map that keeps such.
    ///
    /// # Errors
    /// When the value can't be read.
    fn extra<M: ExtraMap>(&mut self, key: &str, entries: &mut M) -> Result<(), Self::Stop>
    where
        M::Value: ParseField<'de>;

    /// Skips the value of an unknown key.
    ///
    /// # Errors
    /// When there is no value.
    fn skip(&mut self, key: &str) -> Result<(), Self::Stop>;
}

impl<'de> Source<'de> for Parser<'de> {
    type Stop = Stop;

    #[inline]
    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) -> Result<(), Stop> {
        self.set_mode(def.info.mode);
        *slot = Some(if def.special { self.special_field(def)? } else { T::parse(self, &def.rules)? });
        Ok(())
    }

    fn extra<M: ExtraMap>(&mut self, key: &str, entries: &mut M) -> Result<(), Stop>
    where
        M::Value: ParseField<'de>,
    {
        let value = self.value()?;
        entries.insert(key, value);
        Ok(())
    }

    fn skip(&mut self, _key: &str) -> Result<(), Stop> {
        self.skip_value()
    }
}

/// What stands at a key.
enum Entry<'de> {
    Field(usize),
    Computed,
    Unknown(Cow<'de, str>),
}

/// Reads a model.
///
/// # Errors
/// [`Stop::Invalid`] with every problem of the object recorded, in the order of the fields.
pub fn parse_model<'de, P: Partial<'de>>(parser: &mut Parser<'de>) -> Result<P::Model, Stop> {
    let shape = P::SHAPE;
    let mut object = ObjectState::open(parser, shape)?;
    let mut partial = P::empty();
    let mut failed = FailedKeys::default();
    while object.more {
        match object.entry(parser, shape)? {
            Entry::Field(index) => {
                object.begin_field(parser, shape, index);
                let before = parser.report.mark();
                if let Err(stop) = partial.read(index, parser) {
                    object.field_failed(parser, shape, index, before, stop)?;
                }
                object.end_field(parser);
            }
            Entry::Computed => parser.skip_value()?,
            Entry::Unknown(key) if shape.begins_path(&key) => object.paths(parser, shape, &mut partial, &key)?,
            Entry::Unknown(key) if shape.extra == Extra::Allow => {
                parser.set_mode(crate::mode::Mode::PLAIN);
                failed.retract(&mut parser.report, object.mark, &key);
                let before = parser.report.mark();
                match partial.read_extra(&key, parser) {
                    Ok(()) => {}
                    Err(Stop::Invalid) => {
                        failed.record(&mut parser.report, before, &key);
                        parser.report.rank(before, usize::MAX);
                    }
                    Err(Stop::Fatal) => return Err(Stop::Fatal),
                }
            }
            Entry::Unknown(key) => object.unknown(parser, shape, key)?,
        }
        object.more = parser.object_step()?;
    }
    let span = object.close(parser, shape);
    let mut finish = Finish::new(&mut parser.report, &object.seen, span.clone());
    let model = partial.finish(&mut finish);
    match model {
        Some(model) if !parser.report.failed_since(object.mark) => {
            if let Err(problem) = model.check_model() {
                parser.report.error_at(problem.into_kind(), span);
                return Err(Stop::Invalid);
            }
            Ok(model)
        }
        _ => {
            parser.report.sort(object.mark);
            Err(Stop::Invalid)
        }
    }
}

/// Where a parser is inside an object. Nothing here depends on the model's type.
struct ObjectState {
    start: usize,
    mark: Mark,
    outer_mode: crate::mode::Mode,
    seen: FieldBits,
    /// The field that comes next if the keys are in declaration order.
    expected: usize,
    more: bool,
}

impl ObjectState {
    #[inline]
    fn open(parser: &mut Parser<'_>, shape: &'static Shape) -> Result<Self, Stop> {
        let start = parser.start()?;
        if parser.peek() != b'{' {
            return Err(parser.mismatch(start, ErrorKind::ModelType { class_name: shape.name }));
        }
        let more = parser.object_first()?;
        Ok(Self {
            start,
            mark: parser.report.mark(),
            outer_mode: parser.mode,
            seen: FieldBits::new(),
            expected: 0,
            more,
        })
    }

    /// Reads a key and its colon.
    #[inline]
    fn entry<'de>(&mut self, parser: &mut Parser<'de>, shape: &'static Shape) -> Result<Entry<'de>, Stop> {
        // Most inputs have the keys in declaration order: compare with the one that is due.
        if let Some(info) = shape.fields.get(self.expected) {
            let quoted = &info.key.fused.as_bytes()[1..];
            if begins_with(&parser.input[parser.position..], quoted) {
                parser.position += quoted.len();
                self.expected += 1;
                return Ok(Entry::Field(info.index));
            }
        }
        self.search(parser, shape)
    }

    #[inline(never)]
    fn search<'de>(&mut self, parser: &mut Parser<'de>, shape: &'static Shape) -> Result<Entry<'de>, Stop> {
        let key = parser.key()?;
        Ok(match shape.find(&key, self.expected) {
            Some(index) => {
                self.expected = index + 1;
                Entry::Field(index)
            }
            None if shape.has_computed(&key) => Entry::Computed,
            None => Entry::Unknown(key),
        })
    }

    #[inline]
    fn begin_field(&mut self, parser: &mut Parser<'_>, shape: &'static Shape, index: usize) {
        if !self.seen.insert(index) && parser.report.failed_since(self.mark) {
            parser.report.forget(self.mark, index);
        }
        if let Some(tracker) = &mut parser.tracker {
            tracker.steps.push(shape.fields[index].own_step());
        }
    }

    #[inline]
    fn end_field(&mut self, parser: &mut Parser<'_>) {
        if let Some(tracker) = &mut parser.tracker {
            tracker.steps.pop();
        }
    }

    #[cold]
    fn field_failed(
        &mut self,
        parser: &mut Parser<'_>,
        shape: &'static Shape,
        index: usize,
        before: Mark,
        stop: Stop,
    ) -> Result<(), Stop> {
        if stop == Stop::Fatal {
            return Err(stop);
        }
        parser.report.prefix(before, &shape.fields[index].step());
        parser.report.rank(before, index);
        Ok(())
    }

    /// Reads the fields whose path begins with this key, each from where its path ends.
    #[inline(never)]
    fn paths<'de, P: Partial<'de>>(
        &mut self,
        parser: &mut Parser<'de>,
        shape: &'static Shape,
        partial: &mut P,
        key: &str,
    ) -> Result<(), Stop> {
        let (start, depth) = (parser.start()?, parser.depth);
        for (index, info) in shape.paths_from(key) {
            if parser.walk(&info.path[1..])? {
                self.begin_field(parser, shape, index);
                let before = parser.report.mark();
                match partial.read(index, parser) {
                    Ok(()) => {}
                    Err(Stop::Fatal) => return Err(Stop::Fatal),
                    Err(Stop::Invalid) => {
                        info.prefix_path(&mut parser.report, before);
                        parser.report.rank(before, index);
                    }
                }
                self.end_field(parser);
            }
            (parser.position, parser.depth) = (start, depth);
        }
        parser.skip_value()
    }

    #[inline(never)]
    fn unknown(&mut self, parser: &mut Parser<'_>, shape: &'static Shape, key: Cow<'_, str>) -> Result<(), Stop> {
        let start = parser.start()?;
        parser.skip_value()?;
        if shape.extra == Extra::Forbid {
            let before = parser.report.mark();
            parser.reject(start, ErrorKind::ExtraForbidden);
            parser.report.prefix(before, &LocItem::Key(key.into_owned().into()));
        }
        Ok(())
    }

    /// Leaves the object: gives the mode back, and tells the tracker which fields there were.
    #[inline]
    fn close(&mut self, parser: &mut Parser<'_>, shape: &'static Shape) -> Range<usize> {
        parser.mode = self.outer_mode;
        if let Some(tracker) = &mut parser.tracker {
            tracker.root.walk(&tracker.steps).set(self.seen.clone(), shape.fields);
        }
        self.start..parser.position
    }
}

/// Whether a text begins with a key. Keys of eight to sixteen bytes, quotes and colon included, are
/// compared as two words that may overlap, without a call.
#[inline(always)]
fn begins_with(text: &[u8], key: &[u8]) -> bool {
    let Some(head) = text.get(..key.len()) else { return false };
    if key.len() > 16 {
        return head == key;
    }
    match (head.first_chunk::<8>(), key.first_chunk::<8>(), head.last_chunk::<8>(), key.last_chunk::<8>()) {
        (Some(first), Some(key_first), Some(last), Some(key_last)) => first == key_first && last == key_last,
        _ => head == key,
    }
}

impl Shape {
    /// The field of a key, searched from the one that is due.
    pub(crate) fn find(&self, key: &str, expected: usize) -> Option<usize> {
        let count = self.fields.len();
        let from = expected.min(count);
        (from..count)
            .chain(0..from)
            .find(|&index| self.fields[index].key.wire == key)
            .or_else(|| self.fields.iter().position(|field| field.aliases.contains(&key)))
            .or_else(|| if self.by_name { self.fields.iter().position(|field| field.key.name == key) } else { None })
    }
}

/// Puts a model together: takes fields out of their slots, defaults for what was absent.
pub struct Finish<'r> {
    pub(crate) report: &'r mut Report,
    pub(crate) seen: &'r FieldBits,
    /// The object in the input.
    pub(crate) span: Range<usize>,
    /// Where the fields begin among those of the model around them.
    base: usize,
}

impl<'r> Finish<'r> {
    pub(crate) fn new(report: &'r mut Report, seen: &'r FieldBits, span: Range<usize>) -> Self {
        Self { report, seen, span, base: 0 }
    }

    /// A field's value: what was read, else its default, else nothing for an `Option`; a missing one
    /// is recorded.
    #[inline]
    pub fn field<T: Field>(&mut self, def: &FieldDef<T>, slot: Option<T>) -> Option<T> {
        match slot {
            Some(value) => Some(value),
            None => self.absent(def),
        }
    }

    /// A model whose fields stand among those of this one, from this index on.
    pub fn flatten<'de, P: Partial<'de>>(&mut self, base: usize, partial: P) -> Option<P::Model> {
        self.base += base;
        let model = partial.finish(self);
        self.base -= base;
        let model = model?;
        match model.check_model() {
            Ok(()) => Some(model),
            Err(problem) => {
                self.report.error_at(problem.into_kind(), self.span.clone());
                None
            }
        }
    }

    fn absent<T: Field>(&mut self, def: &FieldDef<T>) -> Option<T> {
        let index = self.base + def.info.index;
        if self.seen.contains(index) {
            return None; // there, but invalid: recorded already
        }
        if let Some(default) = def.default {
            return Some(default());
        }
        let absent = if def.info.required { None } else { T::absent() };
        if absent.is_none() {
            let before = self.report.mark();
            self.report.error_at(ErrorKind::Missing, self.span.clone());
            def.info.prefix_path(self.report, before);
            self.report.rank(before, index);
        }
        absent
    }
}

#[cfg(test)]
mod tests {
    use super::begins_with;

    #[test]
    fn every_byte_of_a_key_counts() {
        for length in 0..40 {
            let key: Vec<u8> = (b'a'..).take(length).collect();
            let mut text = key.clone();
            text.push(b'!');
            assert!(begins_with(&text, &key) && begins_with(&key, &key));
            for position in 0..length {
                text[position] ^= 1;
                assert!(!begins_with(&text, &key), "{length} {position}");
                assert!(!begins_with(&text[..position], &key), "{length} {position}");
                text[position] ^= 1;
            }
        }
    }
}
