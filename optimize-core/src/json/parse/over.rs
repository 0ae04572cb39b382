//! Models that are read over older ones, whose strings and lists they use again.

use crate::field::ParseField;
use crate::json::parse::object::{Entry, ObjectState, Opened};
use crate::json::parse::{Fill, InOrder, Parser, Stop};
use crate::model::{Model, Partial};
use crate::shape::FieldDef;

/// What is done to each field of a model that is read over an older one.
pub trait Over<'de> {
    /// A field, its definition and the value that it had. `false` when nothing further is to be done.
    ///
    /// # Errors
    /// When the field can't be read.
    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, value: &mut T) -> Result<bool, Stop>;

    /// A field that is not read.
    #[inline(always)]
    fn skipped<T>(&mut self, _place: &mut T, _value: impl FnOnce() -> T) -> bool {
        true
    }
}

/// Reads a model over an older one.
///
/// # Errors
/// As [`parse_model`](super::parse_model). The model then is neither the old nor the new one.
pub fn parse_model_over<'de, P: Partial<'de>>(parser: &mut Parser<'de>, model: &mut P::Model) -> Result<(), Stop> {
    let shape = P::SHAPE;
    if const { !P::OVER || P::SHAPE.looks_at_unknown() } || parser.tracker.is_some() {
        *model = super::parse_model::<P>(parser)?;
        return Ok(());
    }
    let opened = Opened::open(parser, shape)?;
    let mut due = InOrder::new(parser);
    let read = P::over(model, &mut due);
    let count = due.count();
    if read == Ok(true) && parser.object_ends() {
        P::over(model, &mut OverSkipped)?;
    } else {
        read_rest_over::<P>(parser, opened, model, count, read)?;
    }
    let span = opened.close(parser);
    model.check_model().map_err(|problem| {
        parser.report.error_at(problem.into_kind(), span);
        Stop::Invalid
    })
}

/// Reads what is left of an object behind the fields that were read in declaration order.
#[inline(never)]
fn read_rest_over<'de, P: Partial<'de>>(
    parser: &mut Parser<'de>,
    opened: Opened,
    model: &mut P::Model,
    count: usize,
    read: Result<bool, Stop>,
) -> Result<(), Stop> {
    let shape = P::SHAPE;
    let mut object = ObjectState::of(opened);
    if !object.read_in_order(parser, shape, count, read)? {
        while let Entry::Field(index) = object.step(parser, shape)? {
            let read = P::over(model, &mut OverOne { parser, index });
            object.end_field(parser, shape, index, read.map(drop))?;
        }
    }
    let span = opened.close(parser);
    P::over(model, &mut OverRest(Fill::new(&mut parser.report, &object.seen, span)))?;
    if parser.report.failed_since(opened.mark) {
        parser.report.sort(opened.mark);
        return Err(Stop::Invalid);
    }
    Ok(())
}

/// Sees to the fields that are not read, where all others were.
struct OverSkipped;

impl<'de> Over<'de> for OverSkipped {
    #[inline(always)]
    fn field<T: ParseField<'de>>(&mut self, _: &FieldDef<T>, _: &mut T) -> Result<bool, Stop> {
        Ok(true)
    }

    #[inline(always)]
    fn skipped<T>(&mut self, place: &mut T, value: impl FnOnce() -> T) -> bool {
        *place = value();
        true
    }
}

/// Reads the field at an index.
struct OverOne<'p, 'de> {
    parser: &'p mut Parser<'de>,
    index: usize,
}

impl<'de> Over<'de> for OverOne<'_, 'de> {
    #[inline]
    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, value: &mut T) -> Result<bool, Stop> {
        if def.info.index != self.index {
            return Ok(true);
        }
        self.parser.set_mode(def.info.mode);
        self.parser.field_over(def, value)?;
        Ok(false)
    }
}

/// Sees to what was not read.
struct OverRest<'r>(Fill<'r>);

impl<'de> Over<'de> for OverRest<'_> {
    #[inline(always)]
    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, value: &mut T) -> Result<bool, Stop> {
        self.0.over(def, value);
        Ok(true)
    }

    fn skipped<T>(&mut self, place: &mut T, value: impl FnOnce() -> T) -> bool {
        *place = value();
        true
    }
}

impl<'de> Parser<'de> {
    /// Reads a field, whose mode is set, over the value that it had.
    #[inline(always)]
    pub(super) fn field_over<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, value: &mut T) -> Result<(), Stop> {
        if def.special {
            *value = self.special_field(def)?;
            return Ok(());
        }
        value.parse_over(self, &def.rules)
    }
}
