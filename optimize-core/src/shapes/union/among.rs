//! Reading an enum whose keys stand among those of a model, from JSON: the values are read where they are.

use super::flat::{FlatUnion, Kept, Place};
use super::parse::{parse_variant, read_tag};
use super::shape::{ParseUnion, Tagging, VariantSource};
use super::untagged::try_variants;
use crate::error::{ErrorKind, LocItem};
use crate::json::{Parser, Stop, parse_kept};
use crate::model::Partial;
use crate::shape::Key;

/// Reads the enum that these keys tell. `None`: it is invalid, and the report says why.
///
/// # Errors
/// [`Stop::Fatal`] when a value is no JSON.
pub(crate) fn choose<'de, U: ParseUnion<'de>>(
    parser: &mut Parser<'de>,
    kept: &[Kept],
    place: Place,
) -> Result<Option<U>, Stop> {
    let (position, depth, mode, before) = (parser.position, parser.depth, parser.mode, parser.report.mark());
    // The values are inside the object, which is behind.
    parser.depth = depth.saturating_sub(1);
    if let Some(tracker) = &mut parser.tracker {
        tracker.steps.push(LocItem::Index(place.base));
    }
    let value = read(parser, kept, place);
    if let Some(tracker) = &mut parser.tracker {
        tracker.steps.pop();
    }
    (parser.position, parser.depth, parser.mode) = (position, depth, mode);
    match value {
        Ok(value) => Ok(Some(value)),
        Err(Stop::Invalid) => {
            parser.report.rank(before, place.base);
            Ok(None)
        }
        Err(Stop::Fatal) => Err(Stop::Fatal),
    }
}

/// A variant whose fields are among the keys that were kept.
struct Among<'p, 'de> {
    parser: &'p mut Parser<'de>,
    kept: &'p [Kept],
    place: Place,
}

impl Among<'_, '_> {
    #[cold]
    fn no_object(self) -> Stop {
        refuse(self.parser, self.place, ErrorKind::DictType)
    }
}

impl<'de> VariantSource<'de> for Among<'_, 'de> {
    type Stop = Stop;

    fn unit<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        Err(self.no_object())
    }

    fn newtype<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        Err(self.no_object())
    }

    fn tuple<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        Err(self.no_object())
    }

    fn model<P: Partial<'de>>(self) -> Result<P::Model, Stop> {
        parse_kept::<P>(self.parser, self.kept, self.place)
    }
}

/// Reports a problem of the whole object.
#[cold]
fn refuse(parser: &mut Parser<'_>, place: Place, kind: ErrorKind) -> Stop {
    parser.report.error_at(kind, place.span.0..place.span.1);
    Stop::Invalid
}

fn read<'de, U: ParseUnion<'de>>(parser: &mut Parser<'de>, kept: &[Kept], place: Place) -> Result<U, Stop> {
    match U::UNION.tagging {
        Tagging::External => read_named(parser, kept, place),
        Tagging::Internal(tag) => {
            let (index, name) = find_variant::<U>(parser, kept, place, &tag)?;
            let before = parser.report.mark();
            U::read_variant(index, Among { parser, kept, place })
                .inspect_err(|_| parser.report.prefix(before, &LocItem::Key(name.into())))
        }
        Tagging::Adjacent(tag, content) => {
            let (index, name) = find_variant::<U>(parser, kept, place, &tag)?;
            match kept.iter().rfind(|kept| kept.key == content.wire) {
                Some(value) => {
                    parser.position = value.at;
                    parse_variant(parser, index, &name, Some(&content))
                }
                None => {
                    parser.position = place.span.1;
                    super::parse::read_bare(parser, index, &name, Some(&content), place.span.0)
                }
            }
        }
        Tagging::Untagged => {
            let attempt = |parser: &mut Parser<'de>, index| U::read_variant(index, Among { parser, kept, place });
            // Not under the type's own name, which an object at the same place can be read as too.
            let key = (place.span.0, std::any::type_name::<FlatUnion<U>>());
            let mark = parser.report.mark();
            let value = try_variants::<U>(parser, key, attempt);
            if value.is_err() && !parser.report.failed_since(mark) {
                refuse(parser, place, U::UNION.tag_not_found());
            }
            value
        }
    }
}

/// The variant whose name is a key.
fn read_named<'de, U: ParseUnion<'de>>(parser: &mut Parser<'de>, kept: &[Kept], place: Place) -> Result<U, Stop> {
    let mut named = kept.iter().filter_map(|kept| U::find(&kept.key).map(|index| (index, kept)));
    let Some((index, first)) = named.next() else {
        return Err(refuse(parser, place, U::UNION.tag_not_found()));
    };
    let mark = parser.report.mark();
    parser.position = first.at;
    let step = || LocItem::from(U::UNION.variants[index].key.wire);
    let value = parser.step(step, |parser| parse_variant(parser, index, &first.key, None));
    if matches!(value, Err(Stop::Fatal)) {
        return value;
    }
    for (_, other) in named {
        let before = parser.report.mark();
        parser.position = other.at;
        parser.skip_value()?;
        parser.reject(other.at, ErrorKind::ExtraForbidden);
        parser.report.prefix(before, &LocItem::Key(other.key.clone().into()));
    }
    if parser.report.failed_since(mark) { Err(Stop::Invalid) } else { value }
}

/// The variant that the tag names, and the tag.
fn find_variant<'de, U: ParseUnion<'de>>(
    parser: &mut Parser<'de>,
    kept: &[Kept],
    place: Place,
    tag: &Key,
) -> Result<(usize, String), Stop> {
    let Some(found) = kept.iter().find(|kept| kept.key == tag.wire) else {
        return Err(refuse(parser, place, U::UNION.tag_not_found()));
    };
    parser.position = found.at;
    let name = read_tag(parser)?;
    let (index, name) = (name.find::<U>(), name.text.into_owned());
    match index {
        Some(index) => Ok((index, name)),
        None => Err(refuse(parser, place, U::UNION.tag_invalid(name))),
    }
}
