//! Models made in Rust: builders, and values that are assigned.

use crate::error::{Report, ValidationError};
use crate::field::{Field, FieldBits};
use crate::json::Finish;
use crate::model::{Model, Partial};
use crate::options::DEFAULT_MAX_ERRORS;
use crate::rules::Rules;
use crate::shape::FieldDef;

/// Puts a model together of the fields that a builder was given, with defaults for the others, and validates it.
///
/// # Errors
/// Every field that is missing, or every constraint that the model breaks.
pub fn build_model<P: Partial<'static>>(fields: P) -> Result<P::Model, ValidationError> {
    let mut report = Report::new(DEFAULT_MAX_ERRORS);
    let seen = FieldBits::new();
    let name = P::SHAPE.name;
    match fields.finish(&mut Finish::new(&mut report, &seen, 0..0)) {
        Some(model) => checked(model),
        None => Err(report.into_error(name, None)),
    }
}

/// Validates a model that was made of another value.
///
/// # Errors
/// Every constraint that the model breaks.
pub fn checked<M: Model>(model: M) -> Result<M, ValidationError> {
    let mut report = Report::new(DEFAULT_MAX_ERRORS);
    model.check(&<M::Rules as Rules>::DEFAULT, &mut report);
    report.into_result(model, M::SHAPE.name, None)
}

/// Checks a value before it is assigned to a field.
///
/// # Errors
/// Every constraint of the field that the value breaks.
pub fn check_assigned<M: Model, T: Field>(def: &FieldDef<T>, value: &T) -> Result<(), ValidationError> {
    let mut report = Report::new(DEFAULT_MAX_ERRORS);
    report.nest(|| def.info.step(), |report| def.check_value(value, report));
    report.into_result((), M::SHAPE.name, None)
}

/// Asks the validator of the whole model, behind an assignment.
///
/// # Errors
/// What the validator says.
pub fn check_whole<M: Model>(model: &M) -> Result<(), ValidationError> {
    let mut report = Report::new(1);
    if let Err(problem) = model.check_model() {
        report.error(problem.into_kind());
    }
    report.into_result((), M::SHAPE.name, None)
}
