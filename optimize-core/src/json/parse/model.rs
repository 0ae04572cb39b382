//! Models: what is compiled for each of them. The loop over an object's keys is in [`object`](super::object).

use super::object::{Opened, ReadObject, Slots, read_rest};
use crate::error::Problem;
use crate::json::parse::{Fill, Finish, InOrder, Parser, Stop};
use crate::model::{Model, Partial};
use crate::shapes::Place;
use std::ops::Range;

/// Reads a model.
///
/// # Errors
/// As `parse_model_slot`.
pub fn parse_model<'de, P: Partial<'de>>(parser: &mut Parser<'de>) -> Result<P::Model, Stop> {
    let mut slot = None;
    parse_model_slot::<P>(parser, &mut slot)?;
    slot.ok_or(Stop::Invalid)
}

/// Reads a model to where it is to be.
///
/// # Errors
/// [`Stop::Invalid`] with every problem of the object recorded, in the order of the fields.
#[inline]
pub(crate) fn parse_model_slot<'de, P: Partial<'de>>(
    parser: &mut Parser<'de>,
    slot: &mut Option<P::Model>,
) -> Result<(), Stop> {
    // Known to be empty from here on: what is put there at the end replaces nothing.
    *slot = None;
    let opened = Opened::open(parser, P::SHAPE)?;
    let mut partial = P::empty();
    let (count, read) = if parser.tracker.is_none() {
        let mut due = InOrder::new(parser);
        let read = partial.read_in_order(&mut due);
        (due.count(), read)
    } else {
        (0, Ok(false))
    };
    let object = if const { !P::SHAPE.chosen } && matches!(read, Ok(true)) && parser.object_ends() {
        // All fields are there, and none is wrong.
        ReadObject { span: opened.close(parser), mark: opened.mark, failed: false }
    } else {
        read_rest(parser, P::SHAPE, opened, &mut partial, count, read)?
    };
    *slot = Some(object.model(partial, parser)?);
    Ok(())
}

impl ReadObject {
    /// What was read, as a model.
    #[inline(always)]
    pub(super) fn model<'de, P: Partial<'de>>(self, partial: P, parser: &mut Parser<'de>) -> Result<P::Model, Stop> {
        let mut finish = Finish::new(&mut parser.report, self.span.clone()).unless(self.failed);
        let Some(model) = partial.finish(&mut finish) else {
            parser.report.sort(self.mark);
            return Err(Stop::Invalid);
        };
        match model.check_model() {
            Ok(()) => Ok(model),
            Err(problem) => Err(refused(parser, problem, self.span)),
        }
    }
}

/// A model that its own validator refuses.
#[cold]
fn refused(parser: &mut Parser<'_>, problem: Problem, span: Range<usize>) -> Stop {
    parser.report.error_at(problem.into_kind(), span);
    Stop::Invalid
}

impl<'de, P: Partial<'de>> Slots<'de> for P {
    #[inline]
    fn read(&mut self, index: usize, parser: &mut Parser<'de>) -> Result<(), Stop> {
        Partial::read(self, index, parser)
    }

    // Known while compiling: a model without a place for unknown keys has no code for them.
    #[inline]
    fn read_extra(&mut self, key: &str, parser: &mut Parser<'de>) -> Result<(), Stop> {
        if const { P::SHAPE.looks_at_unknown() } { Partial::read_extra(self, key, parser) } else { Ok(()) }
    }

    #[inline]
    fn complete(&mut self, place: Place, parser: &mut Parser<'de>) -> Result<(), Stop> {
        if const { P::SHAPE.chosen } { Partial::complete(self, place, parser) } else { Ok(()) }
    }

    #[inline]
    fn fill(&mut self, fill: &mut Fill<'_>) {
        Partial::fill(self, fill);
    }
}
