//! [`Writer`]: appends JSON to a buffer, in one of two [`Style`]s.

use crate::error::LocItem;
use crate::field::{Field, MapKey};
use crate::json::attach::AttachmentSink;
use crate::json::write::append::append;
use crate::json::write::escape::{append_ascii, append_string};
use crate::json::write::number::{LongDoubles, append_double, append_doubles, append_integer, append_shortest};
use crate::json::write::raw::RawObject;
use crate::options::{DumpOptions, InfNan, Mask, MaskView};
use crate::rules::Rules;
use crate::tracked::FieldTree;
use std::marker::PhantomData;

mod sealed {
    pub trait Sealed {}
}

/// How JSON is written. The code of a model is compiled once for each style, so that compact text of whole
/// values pays nothing for layouts, other names and masks.
pub trait Style: sealed::Sealed {
    /// Whether no option touches layout, names or what a mask picks. What is left out for its value is.
    const COMPACT: bool;
}

/// Without spaces, under the names of the wire; at most leaving out what is absent, default or computed.
#[derive(Debug)]
pub enum Compact {}

/// As the options say.
#[derive(Debug)]
pub enum Custom {}

impl sealed::Sealed for Compact {}
impl sealed::Sealed for Custom {}

impl Style for Compact {
    const COMPACT: bool = true;
}

impl Style for Custom {
    const COMPACT: bool = false;
}

/// Appends JSON to a buffer.
///
/// Nothing here returns a result: the first failure is kept, and the dump as a whole then fails.
pub struct Writer<'o, S> {
    pub(crate) out: Vec<u8>,
    pub(crate) options: &'o DumpOptions,
    /// Levels that may still be opened.
    pub(crate) depth: usize,
    pub(crate) failure: Option<Box<Failure>>,
    pub(crate) view: View<'o>,
    long_doubles: LongDoubles,
    /// The way to the value that is being written, kept when looking for the cause of a failure.
    pub(crate) trace: Option<Vec<LocItem>>,
    /// Bytes of the output that stand for data which is compressed already.
    pub(crate) packed: usize,
    /// Whether text was taken as it came, in which there may be line breaks.
    pub(crate) foreign: bool,
    /// Where large data goes, in a container.
    pub(crate) sink: Option<&'o mut dyn AttachmentSink>,
    style: PhantomData<S>,
}

#[derive(Debug)]
pub(crate) enum Failure {
    Refused { reason: String, path: String },
    TooDeep,
}

/// What of the value inside is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct View<'o> {
    pub(crate) include: Option<MaskView<'o>>,
    pub(crate) exclude: Option<MaskView<'o>>,
    pub(crate) set: Option<&'o FieldTree>,
}

impl<'o, S: Style> Writer<'o, S> {
    pub(crate) fn new(out: Vec<u8>, options: &'o DumpOptions, set: Option<&'o FieldTree>) -> Self {
        let view = View {
            include: options.include.as_ref().map(Mask::view),
            exclude: options.exclude.as_ref().map(Mask::view),
            set: set.filter(|_| options.exclude_unset),
        };
        Self {
            out,
            options,
            depth: options.max_depth,
            failure: None,
            view,
            long_doubles: LongDoubles::default(),
            trace: None,
            packed: 0,
            foreign: false,
            sink: None,
            style: PhantomData,
        }
    }

    /// Keeps the way to the value that is being written, for the cause of a failure.
    pub(crate) fn traced(mut self) -> Self {
        self.trace = Some(Vec::new());
        self
    }

    /// Whether entries bring a comma each, and nothing else is between them.
    #[allow(clippy::unused_self)] // reads better than the constant
    #[inline(always)]
    pub(crate) fn is_compact(&self) -> bool {
        S::COMPACT
    }

    /// Whether what is written is to be read back.
    pub(crate) fn round_trips(&self) -> bool {
        self.options.round_trip
    }

    /// Writes a value without settings.
    pub fn value<T: Field>(&mut self, value: &T) {
        value.write(&<T::Rules as Rules>::DEFAULT, self);
    }

    /// Writes a value as its rules say.
    pub fn value_with<T: Field>(&mut self, value: &T, rules: &T::Rules) {
        value.write(rules, self);
    }

    /// Writes a string, quoted and escaped.
    #[inline]
    pub fn string(&mut self, text: &str) {
        if !S::COMPACT && self.options.ensure_ascii {
            append_ascii(&mut self.out, text);
        } else {
            append_string(&mut self.out, text);
        }
    }

    /// Writes JSON text as it is.
    #[inline(always)]
    pub fn raw(&mut self, json: &str) {
        self.foreign = true;
        self.plain(json);
    }

    /// Writes JSON text that has no line breaks.
    #[inline(always)]
    pub(crate) fn plain(&mut self, json: &str) {
        append(&mut self.out, json.as_bytes());
    }

    /// Writes `null`.
    #[inline]
    pub fn null(&mut self) {
        self.plain("null");
    }

    /// The output so far. An encoder of large data appends its JSON text here, without a copy.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        self.foreign = true;
        &mut self.out
    }

    /// Says that so many bytes of the output stand for data which is compressed already, a PNG file in base64 for
    /// one. A [`Codec`](crate::Codec) does not compress a value again that is mostly such data.
    pub fn packed(&mut self, bytes: usize) {
        self.packed += bytes;
    }

    /// Makes the dump fail: the value can't be written, and why.
    #[cold]
    pub fn fail(&mut self, reason: impl Into<String>) {
        if self.failure.is_none() {
            let path = self
                .trace
                .as_ref()
                .map_or_else(String::new, |steps| steps.iter().map(ToString::to_string).collect::<Vec<_>>().join("."));
            self.failure = Some(Box::new(Failure::Refused { reason: reason.into(), path }));
        }
    }

    /// Writes an integer of at most 64 bits.
    #[inline(always)]
    pub(crate) fn integer(&mut self, magnitude: u64, negative: bool) {
        append_integer(&mut self.out, magnitude, negative);
    }

    /// Writes a double.
    #[inline(always)]
    pub(crate) fn double(&mut self, value: f64) {
        if value.is_finite() {
            append_double(&mut self.out, value, &mut self.long_doubles);
        } else {
            self.non_finite(value);
        }
    }

    /// Writes doubles with a comma before each.
    #[inline(always)]
    pub(crate) fn doubles<'v>(&mut self, mut values: impl Iterator<Item = &'v f64>) {
        while let Some(odd) = append_doubles(&mut self.out, &mut values, &mut self.long_doubles) {
            self.out.push(b',');
            self.non_finite(odd);
        }
    }

    /// Writes a number of single precision, whose shortest text is not that of the double.
    #[inline]
    pub(crate) fn single(&mut self, value: f32) {
        if value.is_finite() {
            append_shortest(&mut self.out, value);
        } else {
            self.non_finite(value.into());
        }
    }

    #[cold]
    fn non_finite(&mut self, value: f64) {
        let name = match value {
            _ if value.is_nan() => "NaN",
            _ if value > 0.0 => "Infinity",
            _ => "-Infinity",
        };
        match self.options.inf_nan {
            InfNan::Null => self.null(),
            InfNan::Constants => self.plain(name),
            InfNan::Strings => self.string(name),
            InfNan::Error => self.fail(format!("{name} is no JSON")),
        }
    }

    /// Writes an array.
    #[inline]
    pub fn array<'v, T: Field + 'v>(&mut self, items: impl Iterator<Item = &'v T>, rules: &T::Rules) {
        if !S::COMPACT {
            return self.items(items, |writer, item| item.write(rules, writer));
        }
        if !self.descend() {
            return;
        }
        let start = self.out.len();
        T::write_items(items, rules, self);
        self.close(start, b'[', b']');
        self.depth += 1;
    }

    /// Writes an array of whatever `each` writes.
    #[inline]
    pub fn items<I>(&mut self, items: impl Iterator<Item = I>, mut each: impl FnMut(&mut Self, I)) {
        if !self.descend() {
            return;
        }
        let start = self.out.len();
        if self.is_compact() {
            // Each item brings the comma before it; the first one's place becomes the bracket.
            for item in items {
                self.out.push(b',');
                each(self, item);
            }
            self.close(start, b'[', b']');
        } else {
            let view = self.view;
            self.out.push(b'[');
            let mut empty = true;
            for (index, item) in items.enumerate() {
                let Some(inner) = view.step(|| LocItem::Index(index)) else { continue };
                self.separate(empty);
                empty = false;
                self.inside(inner, || LocItem::Index(index), |writer| each(writer, item));
            }
            self.view = view;
            self.end(empty, b']');
        }
        self.depth += 1;
    }

    /// Writes a map as an object.
    #[inline]
    pub fn map<'v, K: MapKey + 'v, T: Field + 'v>(
        &mut self,
        entries: impl Iterator<Item = (&'v K, &'v T)>,
        rules: &T::Rules,
    ) {
        if !self.descend() {
            return;
        }
        let start = self.out.len();
        if self.is_compact() {
            for (key, value) in entries {
                self.out.push(b',');
                self.refuse_key(key);
                key.with_key(|key| self.string(key));
                self.out.push(b':');
                value.write(rules, self);
            }
            self.close(start, b'{', b'}');
        } else {
            self.out.push(b'{');
            let mut empty = true;
            for (key, value) in entries {
                self.refuse_key(key);
                key.with_key(|key| self.map_entry(key, value, rules, &mut empty));
            }
            self.end(empty, b'}');
        }
        self.depth += 1;
    }

    /// Fails at a key that has no text.
    #[inline(always)]
    fn refuse_key(&mut self, key: &impl MapKey) {
        if let Some(reason) = key.unwritable() {
            self.fail(reason);
        }
    }

    /// An entry of a map or of the keys that a model did not know.
    pub(crate) fn map_entry<T: Field>(&mut self, key: &str, value: &T, rules: &T::Rules, empty: &mut bool) {
        let view = self.view;
        let Some(inner) = view.step(|| LocItem::Key(key.to_owned().into())) else { return };
        self.separate(*empty);
        *empty = false;
        self.string(key);
        self.colon();
        self.inside(inner, || LocItem::Key(key.to_owned().into()), |writer| value.write(rules, writer));
        self.view = view;
    }

    /// Writes an object entry by entry.
    pub fn object(&mut self) -> RawObject<'_, 'o, S> {
        RawObject::open(self)
    }

    // ---- layout ----

    /// Opens a level. `false` when there are too many: the dump then fails.
    #[inline]
    pub(crate) fn descend(&mut self) -> bool {
        if self.depth == 0 {
            self.too_deep();
            return false;
        }
        self.depth -= 1;
        true
    }

    #[cold]
    #[inline(never)]
    fn too_deep(&mut self) {
        self.failure.get_or_insert_with(|| Box::new(Failure::TooDeep));
    }

    /// Ends a plain level whose entries began with a comma each.
    #[inline(always)]
    pub(crate) fn close(&mut self, start: usize, open: u8, close: u8) {
        if let Some(first) = self.out.get_mut(start) {
            *first = open;
            self.out.push(close);
        } else {
            self.out.extend_from_slice(&[open, close]);
        }
    }

    /// The comma before an item of a compact array.
    #[inline(always)]
    pub(crate) fn comma(&mut self) {
        self.out.push(b',');
    }

    /// The comma and the line break before an entry.
    pub(crate) fn separate(&mut self, first: bool) {
        if !first {
            self.out.push(b',');
        }
        if self.options.indent.is_some() {
            self.line_break();
        } else if !first && self.options.spaced {
            self.out.push(b' ');
        }
    }

    pub(crate) fn colon(&mut self) {
        self.out.push(b':');
        if self.options.spaced || self.options.indent.is_some() {
            self.out.push(b' ');
        }
    }

    pub(crate) fn end(&mut self, empty: bool, close: u8) {
        if !empty && self.options.indent.is_some() {
            self.depth += 1;
            self.line_break();
            self.depth -= 1;
        }
        self.out.push(close);
    }

    fn line_break(&mut self) {
        let levels = self.options.max_depth - self.depth;
        let spaces = levels.saturating_mul(self.options.indent.unwrap_or(0));
        self.out.push(b'\n');
        self.out.resize(self.out.len() + spaces, b' ');
    }

    /// Writes something with another view; the path goes one step further while a failure is traced.
    #[inline]
    pub(crate) fn inside(&mut self, view: View<'o>, step: impl FnOnce() -> LocItem, write: impl FnOnce(&mut Self)) {
        self.view = view;
        if let Some(trace) = &mut self.trace {
            trace.push(step());
        }
        write(self);
        if let Some(trace) = &mut self.trace {
            trace.pop();
        }
    }
}

impl<'o> View<'o> {
    fn is_empty(&self) -> bool {
        self.include.is_none() && self.exclude.is_none() && self.set.is_none()
    }

    /// What is wanted of the value one step further inside; `None` when nothing is.
    #[inline]
    pub(crate) fn step(&self, step: impl FnOnce() -> LocItem) -> Option<Self> {
        if self.is_empty() { Some(*self) } else { self.masked_step(&step()) }
    }

    fn masked_step(&self, step: &LocItem) -> Option<Self> {
        let mut text = itoa::Buffer::new();
        let name = match step {
            LocItem::Key(key) => key,
            LocItem::Index(index) => text.format(*index),
        };
        let include = match self.include {
            Some(mask) => mask.get(name)?,
            None => None,
        };
        let exclude = match self.exclude.and_then(|mask| mask.get(name)) {
            Some(None) => return None,
            Some(inner) => inner,
            None => None,
        };
        Some(Self { include, exclude, set: self.set.and_then(|set| set.get(step)) })
    }
}
