//! A model whose keys stand among those of another one, which has been gone through: it is read from where its
//! values are.

use super::model::ObjectState;
use crate::error::{ErrorKind, FailedKeys, LocItem};
use crate::json::parse::{Finish, Parser, Stop};
use crate::model::{Model, Partial};
use crate::shape::Extra;
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
    let shape = P::SHAPE;
    let forbid = place.forbid || shape.extra == Extra::Forbid;
    let mut object = ObjectState::at(parser, place.span.0);
    let (mut partial, mut failed) = (P::empty(), FailedKeys::default());
    for Kept { key, at } in kept {
        parser.position = *at;
        match shape.find(key, object.expected) {
            Some(index) => {
                object.expected = index + 1;
                object.other_name = shape.other_name(index, key);
                object.begin_field(parser, shape, index);
                let read = partial.read(index, parser);
                object.end_field(parser, shape, index, read)?;
            }
            None if shape.has_computed(key) => {}
            None if shape.takes_unknown(key) => {
                object.unknown::<P>(parser, shape, &mut partial, &mut failed, Cow::Owned(key.clone()))?;
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
    if const { P::SHAPE.chosen } {
        partial.complete(Place { base: 0, forbid, ..place }, parser)?;
    }
    parser.track(shape, &object.seen);
    let span = object.opened.close(parser);
    let failed = parser.report.failed_since(object.opened.mark);
    let mut finish = Finish::new(&mut parser.report, &object.seen, span.clone()).unless(failed);
    let Some(model) = partial.finish(&mut finish) else {
        parser.report.sort(object.opened.mark);
        return Err(Stop::Invalid);
    };
    match model.check_model() {
        Ok(()) => Ok(model),
        Err(problem) => Err({
            parser.report.error_at(problem.into_kind(), span);
            Stop::Invalid
        }),
    }
}
