//! Reading enums with data from JSON.
//!
//! A tag need not come first: the object is looked through for it, and then read from its start by the
//! variant. Nothing is kept in between.

use super::shape::{ParseUnion, Tagging, UnionShape, VariantSource};
use super::untagged::parse_untagged;
use crate::error::{ErrorKind, LocItem, repr};
use crate::field::FieldBits;
use crate::json::{Parser, Stop, parse_model};
use crate::model::Partial;
use crate::shape::Key;
use crate::shapes::{parse_newtype, parse_tuple, parse_unit};
use std::borrow::Cow;

/// Reads an enum with data.
///
/// # Errors
/// [`Stop::Invalid`] when there is no variant of the tag, or what the variant holds is invalid.
pub fn parse_union<'de, U: ParseUnion<'de>>(parser: &mut Parser<'de>) -> Result<U, Stop> {
    match U::UNION.tagging {
        Tagging::External => parse_external(parser),
        Tagging::Internal(tag) => parse_internal(parser, &tag),
        Tagging::Adjacent(tag, content) => parse_adjacent(parser, &tag, &content),
        Tagging::Untagged => parse_untagged(parser),
    }
}

/// A variant's value, at the parser's position.
pub(super) struct Value<'p, 'de>(pub(super) &'p mut Parser<'de>);

impl<'de> VariantSource<'de> for Value<'_, 'de> {
    type Stop = Stop;

    fn unit<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        parse_unit::<P>(self.0)
    }

    fn newtype<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        parse_newtype::<P>(self.0)
    }

    fn tuple<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        parse_tuple::<P>(self.0)
    }

    #[inline]
    fn model<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        parse_model::<P>(self.0)
    }
}

/// A variant's name alone: enough for one without data.
struct NoValue<'p, 'de> {
    parser: &'p mut Parser<'de>,
    start: usize,
}

impl NoValue<'_, '_> {
    #[cold]
    fn missing(self) -> Stop {
        self.parser.reject(self.start, ErrorKind::Missing)
    }
}

impl<'de> VariantSource<'de> for NoValue<'_, 'de> {
    type Stop = Stop;

    fn unit<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        let (span, seen) = (self.start..self.parser.position, FieldBits::new());
        let model = P::empty().end(&mut self.parser.report, &seen, span).ok_or(Stop::Invalid)?;
        match crate::model::Model::check_model(&model) {
            Ok(()) => Ok(model),
            Err(problem) => Err(self.parser.reject(self.start, problem.into_kind())),
        }
    }

    fn newtype<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        Err(self.missing())
    }

    fn tuple<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        Err(self.missing())
    }

    fn model<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        Err(self.missing())
    }
}

/// Reads the variant at the position, under the step of its tag.
#[inline]
pub(super) fn parse_variant<'de, U: ParseUnion<'de>>(
    parser: &mut Parser<'de>,
    index: usize,
    tag: &str,
    inner: Option<&Key>,
) -> Result<U, Stop> {
    let before = parser.report.mark();
    let read = match inner {
        None => U::read_variant(index, Value(parser)),
        Some(key) => {
            let read = parser.step(|| LocItem::from(key.wire), |parser| U::read_variant(index, Value(parser)));
            if read.is_err() {
                parser.report.prefix(before, &LocItem::from(key.wire));
            }
            read
        }
    };
    if read.is_err() {
        parser.report.prefix(before, &LocItem::Key(tag.to_owned().into()));
    }
    read
}

/// Reads a variant of which there is nothing but the name, in a value that begins at `start`.
pub(super) fn read_bare<'de, U: ParseUnion<'de>>(
    parser: &mut Parser<'de>,
    index: usize,
    tag: &str,
    inner: Option<&Key>,
    start: usize,
) -> Result<U, Stop> {
    let before = parser.report.mark();
    U::read_variant(index, NoValue { parser, start }).inspect_err(|_| {
        if let Some(key) = inner {
            parser.report.prefix(before, &LocItem::from(key.wire));
        }
        parser.report.prefix(before, &LocItem::Key(tag.to_owned().into()));
    })
}

fn parse_external<'de, U: ParseUnion<'de>>(parser: &mut Parser<'de>) -> Result<U, Stop> {
    let start = parser.start()?;
    match parser.peek() {
        b'"' => {
            let name = parser.string()?;
            let Some(index) = U::find(&name) else {
                return Err(parser.reject(start, U::UNION.tag_invalid(name.into_owned())));
            };
            read_bare(parser, index, &name, None, start)
        }
        b'{' => {
            let mark = parser.report.mark();
            if !parser.object_first()? {
                return Err(parser.reject(start, U::UNION.tag_not_found()));
            }
            let name = parser.key()?;
            let value = match U::find(&name) {
                Some(index) => {
                    let step = || LocItem::from(U::UNION.variants[index].key.wire);
                    parser.step(step, |parser| parse_variant(parser, index, &name, None))
                }
                None => {
                    parser.skip_value()?;
                    Err(Stop::Invalid)
                }
            };
            if matches!(value, Err(Stop::Fatal)) {
                return value;
            }
            let unknown = !parser.report.failed_since(mark) && value.is_err();
            while parser.object_step()? {
                let before = parser.report.mark();
                let key = parser.key()?;
                let start = parser.start()?;
                parser.skip_value()?;
                parser.reject(start, ErrorKind::ExtraForbidden);
                parser.report.prefix(before, &LocItem::Key(key.into_owned().into()));
            }
            if unknown {
                parser.report.truncate(mark);
                return Err(parser.reject(start, U::UNION.tag_invalid(name.into_owned())));
            }
            if parser.report.failed_since(mark) { Err(Stop::Invalid) } else { value }
        }
        _ => Err(parser.mismatch(start, ErrorKind::DictType)),
    }
}

/// A tag that was read: a string as it is, anything else as Python prints it.
pub(super) struct ReadTag<'de> {
    pub(super) text: Cow<'de, str>,
    /// Whether it is a string: `null` is not the variant `None`, nor 1 the variant `1`.
    is_text: bool,
}

impl<'de> ReadTag<'de> {
    /// The variant of this name.
    pub(super) fn find<U: ParseUnion<'de>>(&self) -> Option<usize> {
        if self.is_text { U::find(&self.text) } else { None }
    }
}

pub(super) fn read_tag<'de>(parser: &mut Parser<'de>) -> Result<ReadTag<'de>, Stop> {
    parser.start()?;
    if parser.peek() == b'"' {
        return Ok(ReadTag { text: parser.string()?, is_text: true });
    }
    let json = parser.skip()?;
    let text = repr(json).unwrap_or_else(|| String::from_utf8_lossy(json).into_owned());
    Ok(ReadTag { text: text.into(), is_text: false })
}

/// Looks for the tag of the object at the position, which stays where it is.
#[inline]
fn find_tag<'de>(parser: &mut Parser<'de>, tag: &Key) -> Result<Option<ReadTag<'de>>, Stop> {
    let (start, depth) = (parser.position, parser.depth);
    let mut more = parser.object_first()?;
    let mut found = None;
    let quoted = &tag.fused.as_bytes()[1..];
    while more {
        if parser.input[parser.position..].starts_with(quoted) {
            parser.position += quoted.len();
            found = Some(read_tag(parser)?);
            break;
        }
        if parser.key()? == tag.wire {
            found = Some(read_tag(parser)?);
            break;
        }
        parser.skip_value()?;
        more = parser.object_step()?;
    }
    (parser.position, parser.depth) = (start, depth);
    Ok(found)
}

fn parse_internal<'de, U: ParseUnion<'de>>(parser: &mut Parser<'de>, tag: &Key) -> Result<U, Stop> {
    let start = parser.start()?;
    if parser.peek() != b'{' {
        return Err(parser.mismatch(start, ErrorKind::DictType));
    }
    let Some(name) = find_tag(parser, tag)? else {
        return Err(parser.mismatch(start, U::UNION.tag_not_found()));
    };
    match name.find::<U>() {
        Some(index) => parse_variant(parser, index, &name.text, None),
        None => Err(parser.mismatch(start, U::UNION.tag_invalid(name.text.into_owned()))),
    }
}

/// What was read of an adjacently tagged object.
struct Adjacent<'de, U> {
    tag: Option<(usize, Cow<'de, str>)>,
    /// Where the content is.
    content: Option<usize>,
    value: Option<Result<U, Stop>>,
}

fn parse_adjacent<'de, U: ParseUnion<'de>>(parser: &mut Parser<'de>, tag: &Key, content: &Key) -> Result<U, Stop> {
    let start = parser.start()?;
    if parser.peek() != b'{' {
        return Err(parser.mismatch(start, ErrorKind::DictType));
    }
    let mark = parser.report.mark();
    let mut state = Adjacent::<U> { tag: None, content: None, value: None };
    let mut more = parser.object_first()?;
    while more {
        let key = parser.key()?;
        if key == tag.wire {
            adjacent_tag(parser, &mut state, U::UNION)?;
        } else if key == content.wire {
            state.content = Some(parser.start()?);
            match &state.tag {
                Some((usize::MAX, _)) => parser.skip_value()?,
                Some((index, name)) => {
                    let before = parser.report.mark();
                    let value = parse_variant(parser, *index, name, Some(content));
                    if matches!(value, Err(Stop::Fatal)) {
                        return value;
                    }
                    if before != parser.report.mark() {
                        parser.report.rank(before, 0);
                    }
                    // The last of equal keys counts.
                    if state.value.is_some() && value.is_ok() {
                        parser.report.forget(mark, 0);
                    }
                    state.value = Some(value);
                }
                None => parser.skip_value()?,
            }
        } else {
            let start = parser.start()?;
            parser.skip_value()?;
            if U::UNION.forbid {
                let before = parser.report.mark();
                parser.reject(start, ErrorKind::ExtraForbidden);
                parser.report.prefix(before, &LocItem::Key(key.into_owned().into()));
            }
        }
        more = parser.object_step()?;
    }
    let Some((index, name)) = state.tag else {
        if !parser.report.failed_since(mark) || state.value.is_none() {
            parser.reject(start, U::UNION.tag_not_found());
        }
        return Err(Stop::Invalid);
    };
    if index == usize::MAX {
        return Err(Stop::Invalid);
    }
    let value = match (state.value, state.content) {
        (Some(value), _) => value,
        (None, Some(offset)) => {
            // The tag came behind its content: go back to it.
            let end = std::mem::replace(&mut parser.position, offset);
            parser.depth = parser.depth.saturating_sub(1);
            let value = parse_variant(parser, index, &name, Some(content));
            parser.depth += 1;
            parser.position = end;
            value
        }
        (None, None) => read_bare(parser, index, &name, Some(content), start),
    };
    if parser.report.failed_since(mark) { Err(Stop::Invalid) } else { value }
}

/// Reads the tag. One that contradicts an earlier one is refused: the content may have been read.
fn adjacent_tag<'de, U: ParseUnion<'de>>(
    parser: &mut Parser<'de>,
    state: &mut Adjacent<'de, U>,
    shape: &UnionShape,
) -> Result<(), Stop> {
    let start = parser.start()?;
    let name = read_tag(parser)?;
    let found = name.find::<U>();
    let name = name.text;
    let earlier = state.tag.as_ref().map(|(index, _)| *index);
    match found {
        Some(index) if earlier.is_none_or(|earlier| earlier == index) => state.tag = Some((index, name)),
        _ => {
            parser.reject(start, shape.tag_invalid(name.clone().into_owned()));
            state.tag.get_or_insert((usize::MAX, name));
        }
    }
    Ok(())
}
