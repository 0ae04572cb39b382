//! Objects, whatever model they are of: the loop over the keys, compiled once for all models.

use crate::error::{ErrorKind, FailedKeys, LocItem, Mark};
use crate::field::FieldBits;
use crate::json::parse::{Fill, Parser, Stop};
use crate::shape::{Extra, Shape};
use crate::shapes::Place;
use std::borrow::Cow;
use std::ops::Range;

/// What comes next in an object.
pub(super) enum Entry<'de> {
    /// The value of this field.
    Field(usize),
    /// The value of a key that no field has, which the model wants to see.
    Unknown(Cow<'de, str>),
    /// Nothing: the object is at its end.
    End,
}

/// The fields of any model, so that what is left of an object is read by code that is compiled once for all.
pub(super) trait Slots<'de> {
    /// As [`Partial::read`].
    fn read(&mut self, index: usize, parser: &mut Parser<'de>) -> Result<(), Stop>;

    /// As [`Partial::read_extra`].
    fn read_extra(&mut self, key: &str, parser: &mut Parser<'de>) -> Result<(), Stop>;

    /// As [`Partial::complete`].
    fn complete(&mut self, place: Place, parser: &mut Parser<'de>) -> Result<(), Stop>;

    /// As [`Partial::fill`].
    fn fill(&mut self, fill: &mut Fill<'_>);
}

/// An object that was read to its end.
pub(super) struct ReadObject {
    pub(super) span: Range<usize>,
    pub(super) mark: Mark,
    /// Whether a field is known to be wrong.
    pub(super) failed: bool,
}

/// Reads what is left of an object behind the fields that were read in declaration order.
pub(super) fn read_rest<'de>(
    parser: &mut Parser<'de>,
    shape: &'static Shape,
    opened: Opened,
    slots: &mut dyn Slots<'de>,
    count: usize,
    read: Result<bool, Stop>,
) -> Result<ReadObject, Stop> {
    let mut object = ObjectState::of(opened);
    let mut failed = FailedKeys::default();
    let mut ended = object.read_in_order(parser, shape, count, read)?;
    while !ended {
        match object.step(parser, shape)? {
            Entry::Field(index) => {
                let read = slots.read(index, parser);
                object.end_field(parser, shape, index, read)?;
            }
            Entry::Unknown(key) => object.unknown(parser, shape, slots, &mut failed, key)?,
            Entry::End => ended = true,
        }
    }
    object.end(parser, shape, slots, shape.extra == Extra::Forbid)
}

/// An object that was begun.
#[derive(Clone, Copy)]
pub(super) struct Opened {
    start: usize,
    pub(super) mark: Mark,
    outer_mode: crate::mode::Mode,
}

impl Opened {
    #[inline]
    pub(super) fn open(parser: &mut Parser<'_>, shape: &'static Shape) -> Result<Self, Stop> {
        let start = parser.start()?;
        if parser.peek() != b'{' {
            return Err(parser.mismatch(start, ErrorKind::ModelType { class_name: shape.name }));
        }
        parser.open_level()?;
        Ok(Self::at(parser, start))
    }

    /// An object that begins here.
    #[inline(always)]
    fn at(parser: &Parser<'_>, start: usize) -> Self {
        Self { start, mark: parser.report.mark(), outer_mode: parser.mode }
    }

    /// Leaves the object and gives the mode back. Where it is in the input.
    #[inline(always)]
    pub(super) fn close(self, parser: &mut Parser<'_>) -> Range<usize> {
        parser.mode = self.outer_mode;
        self.start..parser.position
    }
}

/// Where a parser is inside an object. Nothing here depends on the model's type.
pub(super) struct ObjectState {
    pub(super) opened: Opened,
    /// The problems that already have their place: those of the fields that were read.
    pub(super) placed: Mark,
    pub(super) seen: FieldBits,
    /// The field that comes next if the keys are in declaration order.
    pub(super) expected: usize,
    /// Whether no key has been read: the position is then at the bracket.
    first: bool,
    /// The other name, if any, by which the last field was found: errors are told at what the input says.
    pub(super) other_name: &'static str,
}

impl ObjectState {
    pub(super) fn of(opened: Opened) -> Self {
        Self { opened, placed: opened.mark, seen: FieldBits::new(), expected: 0, first: true, other_name: "" }
    }

    /// In an object that begins here.
    pub(super) fn at(parser: &Parser<'_>, start: usize) -> Self {
        Self::of(Opened::at(parser, start))
    }

    /// Sees to what was not read, once the object is behind.
    pub(super) fn end<'de>(
        self,
        parser: &mut Parser<'de>,
        shape: &'static Shape,
        slots: &mut dyn Slots<'de>,
        forbid: bool,
    ) -> Result<ReadObject, Stop> {
        let span = self.opened.close(parser);
        if shape.chosen {
            slots.complete(Place { span: (span.start, span.end), base: 0, forbid }, parser)?;
        }
        parser.track(shape, &self.seen);
        let mark = self.opened.mark;
        let failed = parser.report.failed_since(mark);
        slots.fill(&mut Fill::new(&mut parser.report, &self.seen, span.clone()));
        Ok(ReadObject { span, mark, failed })
    }

    /// So many fields were read in declaration order, and then what came was this. Whether the object is behind them.
    pub(super) fn read_in_order(
        &mut self,
        parser: &mut Parser<'_>,
        shape: &'static Shape,
        count: usize,
        read: Result<bool, Stop>,
    ) -> Result<bool, Stop> {
        self.first = count == 0 && read.is_ok();
        self.expected = count;
        self.seen.insert_first(count);
        match read {
            Ok(_) => Ok(count > 0 && parser.object_ends()),
            Err(stop) => {
                self.expected = count + 1;
                self.seen.insert(count);
                self.field_failed(parser, shape, count, stop).map(|()| false)
            }
        }
    }

    /// Consumes the comma, the key and the colon of the field that is due, if that is what comes without white
    /// space: most inputs are compact and have their keys in declaration order.
    #[inline(always)]
    fn due(&mut self, parser: &mut Parser<'_>, shape: &'static Shape) -> Option<usize> {
        let info = shape.fields.get(self.expected)?;
        let key = &info.key;
        let length = key.due.found(key.fused.as_bytes(), parser.input.get(parser.position..)?, self.first)?;
        parser.position += length;
        self.expected += 1;
        self.first = false;
        self.other_name = "";
        Some(info.index)
    }

    /// Reads up to the next value that the model has to read.
    pub(super) fn step<'de>(&mut self, parser: &mut Parser<'de>, shape: &'static Shape) -> Result<Entry<'de>, Stop> {
        // Where most objects are: at the end, no space before it.
        if parser.object_ends() {
            return Ok(Entry::End);
        }
        loop {
            if let Some(index) = self.due(parser, shape) {
                self.begin_field(parser, shape, index);
                return Ok(Entry::Field(index));
            }
            match self.next(parser, shape)? {
                Entry::Field(index) => {
                    self.begin_field(parser, shape, index);
                    return Ok(Entry::Field(index));
                }
                Entry::Unknown(key) if shape.has_computed(&key) => parser.skip_value()?,
                Entry::Unknown(key) if !shape.takes_unknown(&key) => {
                    self.pass(parser, shape, key)?;
                }
                entry => return Ok(entry),
            }
        }
    }

    /// Reads what is between the entries, a key and its colon, in any form.
    #[inline(never)]
    fn next<'de>(&mut self, parser: &mut Parser<'de>, shape: &'static Shape) -> Result<Entry<'de>, Stop> {
        let more = if self.first { parser.object_first_inside()? } else { parser.object_step()? };
        self.first = false;
        self.other_name = "";
        if !more {
            return Ok(Entry::End);
        }
        // The position is at a quote.
        if let Some(info) = shape.fields.get(self.expected)
            && let Some(quoted) = info.key.fused.as_bytes().get(1..info.key.fused.len().saturating_sub(1))
            && parser.input[parser.position..].starts_with(quoted)
        {
            parser.position += quoted.len();
            parser.colon()?;
            self.expected += 1;
            return Ok(Entry::Field(info.index));
        }
        let key = parser.key()?;
        Ok(match shape.find(&key, self.expected) {
            Some(index) => {
                self.expected = index + 1;
                self.other_name = shape.other_name(index, &key);
                Entry::Field(index)
            }
            None => Entry::Unknown(key),
        })
    }

    /// Reads the value of a key that no field has, but a path or the map for such.
    #[inline(never)]
    pub(super) fn unknown<'de>(
        &mut self,
        parser: &mut Parser<'de>,
        shape: &'static Shape,
        slots: &mut dyn Slots<'de>,
        failed: &mut FailedKeys,
        key: Cow<'de, str>,
    ) -> Result<(), Stop> {
        if shape.begins_path(&key) {
            self.paths(parser, shape, slots, &key)?;
            self.placed = parser.report.mark();
            return Ok(());
        }
        parser.set_mode(crate::mode::Mode::PLAIN);
        failed.retract(&mut parser.report, self.opened.mark, &key);
        let before = parser.report.mark();
        match slots.read_extra(&key, parser) {
            Ok(()) => {}
            Err(Stop::Invalid) => {
                failed.record(&mut parser.report, before, &key);
                parser.report.rank(before, usize::MAX);
            }
            Err(Stop::Fatal) => return Err(Stop::Fatal),
        }
        self.placed = parser.report.mark();
        Ok(())
    }

    #[inline(always)]
    pub(super) fn begin_field(&mut self, parser: &mut Parser<'_>, shape: &'static Shape, index: usize) {
        if !self.seen.insert(index) {
            self.repeated(parser, index);
        }
        if parser.tracker.is_some() {
            parser.enter(shape.fields[index].own_step());
        }
    }

    /// A field comes a second time: the last one counts, and so do its problems.
    #[cold]
    fn repeated(&mut self, parser: &mut Parser<'_>, index: usize) {
        if parser.report.failed_since(self.opened.mark) {
            parser.report.forget(self.opened.mark, index);
            self.placed = parser.report.mark();
        }
    }

    #[inline(always)]
    pub(super) fn end_field(
        &mut self,
        parser: &mut Parser<'_>,
        shape: &'static Shape,
        index: usize,
        read: Result<(), Stop>,
    ) -> Result<(), Stop> {
        if let Err(stop) = read {
            self.field_failed(parser, shape, index, stop)?;
        }
        leave_field(parser);
        Ok(())
    }

    #[cold]
    fn field_failed(
        &mut self,
        parser: &mut Parser<'_>,
        shape: &'static Shape,
        index: usize,
        stop: Stop,
    ) -> Result<(), Stop> {
        if stop == Stop::Fatal {
            return Err(stop);
        }
        let step = match self.other_name {
            "" => shape.fields[index].step(),
            name => LocItem::from(name),
        };
        parser.report.prefix(self.placed, &step);
        parser.report.rank(self.placed, index);
        self.placed = parser.report.mark();
        Ok(())
    }

    /// Reads the fields whose path begins with this key, each from where its path ends.
    #[inline(never)]
    fn paths<'de>(
        &mut self,
        parser: &mut Parser<'de>,
        shape: &'static Shape,
        slots: &mut dyn Slots<'de>,
        key: &str,
    ) -> Result<(), Stop> {
        let (start, depth) = (parser.start()?, parser.depth);
        for (index, info) in shape.paths_from(key) {
            if parser.walk(&info.path[1..])? {
                self.other_name = "";
                self.begin_field(parser, shape, index);
                let before = parser.report.mark();
                match slots.read(index, parser) {
                    Ok(()) => {}
                    Err(Stop::Fatal) => return Err(Stop::Fatal),
                    Err(Stop::Invalid) => {
                        info.prefix_path(&mut parser.report, before);
                        parser.report.rank(before, index);
                    }
                }
                leave_field(parser);
            }
            (parser.position, parser.depth) = (start, depth);
        }
        parser.skip_value()
    }

    /// Passes over the value of a key that nothing wants to see.
    fn pass(&mut self, parser: &mut Parser<'_>, shape: &'static Shape, key: Cow<'_, str>) -> Result<(), Stop> {
        let start = parser.start()?;
        parser.skip_value()?;
        if shape.extra == Extra::Forbid {
            let before = parser.report.mark();
            parser.reject(start, ErrorKind::ExtraForbidden);
            parser.report.prefix(before, &LocItem::Key(key.into_owned().into()));
            self.placed = parser.report.mark();
        }
        Ok(())
    }
}

/// Tells the tracker that the value of a field is behind.
#[inline]
fn leave_field(parser: &mut Parser<'_>) {
    if parser.tracker.is_some() {
        parser.leave();
    }
}

impl Parser<'_> {
    /// Tells the tracker which fields of an object there were.
    #[inline(always)]
    pub(super) fn track(&mut self, shape: &'static Shape, seen: &FieldBits) {
        if self.tracker.is_some() {
            self.track_fields(shape, seen);
        }
    }

    #[cold]
    fn track_fields(&mut self, shape: &'static Shape, seen: &FieldBits) {
        if let Some(tracker) = &mut self.tracker {
            tracker.root.walk(&tracker.steps).set(seen.clone(), shape.fields);
        }
    }
}

impl Shape {
    /// Whether the model has something to do with keys that no field has.
    pub(super) const fn looks_at_unknown(&self) -> bool {
        self.has_paths || self.keeps_unknown() || self.chosen
    }

    /// Whether the model has something to do with this one.
    pub(super) fn takes_unknown(&self, key: &str) -> bool {
        self.keeps_unknown() || self.begins_path(key) || self.chooses(key)
    }

    /// A name of a field as the shape has it; nothing where it is the one on the wire.
    pub(super) fn other_name(&self, index: usize, name: &str) -> &'static str {
        let info = &self.fields[index];
        let mut others = info.aliases.iter().copied().chain([info.key.name]);
        if name == info.key.wire { "" } else { others.find(|other| *other == name).unwrap_or("") }
    }

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
