//! A model whose keys stand among those of another one, which has been gone through: it is read from where its
//! values are.

use super::object::{ObjectState, ReadObject, Slots};
use crate::error::{ErrorKind, FailedKeys, LocItem};
use crate::json::parse::{Parser, Stop};
use crate::model::Partial;
use crate::shape::{Extra, Shape};
use crate::shapes::{Kept, Place};
use std::borrow::Cow;

/// Reads a variant of a flattened enum.
///
/// # Errors
/// [`Stop::Invalid`] with every problem recorded, in the order of the fields.
pub(crate) fn parse_kept<'de, P: Partial<'de>>(
    parser: &mut Parser<'de>,
    kept: &[Kept],
    place: Place,
) -> Result<P::Model, Stop> {
    let mut partial = P::empty();
    let object = read_kept(parser, P::SHAPE, &mut partial, kept, place)?;
    object.model(partial, parser)
}

fn read_kept<'de>(
    parser: &mut Parser<'de>,
    shape: &'static Shape,
    slots: &mut dyn Slots<'de>,
    kept: &[Kept],
    place: Place,
) -> Result<ReadObject, Stop> {
    let forbid = place.forbid || shape.extra == Extra::Forbid;
    let mut object = ObjectState::at(parser, place.span.0);
    let mut failed = FailedKeys::default();
    for Kept { key, at } in kept {
        parser.position = *at;
        match shape.find(key, object.expected) {
            Some(index) => {
                object.expected = index + 1;
                object.other_name = shape.other_name(index, key);
                object.begin_field(parser, shape, index);
                let read = slots.read(index, parser);
                object.end_field(parser, shape, index, read)?;
            }
            None if shape.has_computed(key) => {}
            None if shape.takes_unknown(key) => {
                object.unknown(parser, shape, slots, &mut failed, Cow::Owned(key.clone()))?;
            }
            None if forbid => {
                let before = parser.report.mark();
                parser.skip_value()?;
                parser.reject(*at, ErrorKind::ExtraForbidden);
                parser.report.prefix(before, &LocItem::Key(key.clone().into()));
                object.placed = parser.report.mark();
            }
            None => {}
        }
    }
    parser.position = place.span.1;
    object.end(parser, shape, slots, forbid)
}
