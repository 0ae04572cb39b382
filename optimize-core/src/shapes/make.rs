//! Models made in Rust: builders, values that are assigned, conversions. What is given goes the way of what is
//! read: normalised or shown to its `before` validator, checked, changed by `after`.

use crate::error::{ErrorKind, LocItem, Mark, Report, ValidationError};
use crate::field::{ExtraMap, Field, FieldBits};
use crate::model::{Model, Partial};
use crate::options::DEFAULT_MAX_ERRORS;
use crate::rules::Rules;
use crate::shape::FieldDef;
use crate::validators::RawInput;

/// The values that a model is made of, and what is wrong with them.
pub struct Made {
    report: Report,
    start: Mark,
    /// The fields whose values were refused.
    failed: FieldBits,
}

impl Default for Made {
    fn default() -> Self {
        Self::new()
    }
}

impl Made {
    /// Nothing is wrong yet.
    #[must_use]
    pub fn new() -> Self {
        let report = Report::new(DEFAULT_MAX_ERRORS);
        Self { start: report.mark(), report, failed: FieldBits::new() }
    }

    /// A field's value as it is to be, or `None` where it was refused.
    pub fn field<T: Field>(&mut self, def: &FieldDef<T>, value: T) -> Option<T> {
        self.keep(def, |report| def.assigned(value, false, report))
    }

    /// As [`field`](Self::field), for a field with a `before` validator.
    pub fn before<T: Field>(&mut self, def: &FieldDef<T>, value: T) -> Option<T> {
        self.keep(def, |report| def.assigned(value, true, report))
    }

    fn keep<T: Field>(&mut self, def: &FieldDef<T>, made: impl FnOnce(&mut Report) -> Option<T>) -> Option<T> {
        let (before, index) = (self.report.mark(), def.info.index);
        let value = made(&mut self.report);
        if self.report.failed_since(before) {
            self.report.prefix(before, &def.info.step());
            self.report.rank(before, index);
            self.failed.insert(index);
            return None;
        }
        value
    }

    /// A model whose fields stand among those of the one that is made.
    pub fn flatten<M: Model>(&mut self, model: M) -> Option<M> {
        let before = self.report.mark();
        model.check(&<M::Rules as Rules>::DEFAULT, &mut self.report);
        if self.report.failed_since(before) { None } else { Some(model) }
    }

    /// What keeps the keys that no field has, or `None` where one of its values was refused.
    pub fn extra<M: ExtraMap>(&mut self, entries: M) -> Option<M> {
        self.check_extra(&entries).then_some(entries)
    }

    /// Whether the values of the keys that no field has are as they are to be.
    pub fn check_extra<M: ExtraMap>(&mut self, entries: &M) -> bool {
        let (start, report) = (self.report.mark(), &mut self.report);
        let rules = <<M::Value as Field>::Rules as Rules>::DEFAULT;
        entries.for_each(|key, value| {
            let before = report.mark();
            value.check(&rules, report);
            if report.failed_since(before) {
                report.prefix(before, &LocItem::Key(key.to_owned().into()));
                report.rank(before, usize::MAX);
            }
        });
        !report.failed_since(start)
    }

    /// As [`field`](Self::field), for the value in a builder's slot, if there is one.
    pub fn slot<T: Field>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) {
        *slot = slot.take().and_then(|value| self.field(def, value));
    }

    /// As [`before`](Self::before), for the value in a builder's slot, if there is one.
    pub fn slot_before<T: Field>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) {
        *slot = slot.take().and_then(|value| self.before(def, value));
    }

    /// Puts a model together of the fields that a builder was given, with defaults for the others, and asks the
    /// validator of the whole.
    ///
    /// # Errors
    /// Every field that is missing or was refused, or what the validator says.
    pub fn build<P: Partial<'static>>(mut self, fields: P) -> Result<P::Model, ValidationError> {
        let model = fields.end(&mut self.report, &self.failed, 0..0);
        self.report.sort(self.start);
        self.whole(model)
    }

    /// Puts a model together of fields that were made, and asks the validator of the whole.
    ///
    /// # Errors
    /// Every field that was refused, or what the validator says.
    pub fn convert<M: Model>(self, make: impl FnOnce() -> Option<M>) -> Result<M, ValidationError> {
        let model = make();
        self.whole(model)
    }

    fn whole<M: Model>(mut self, model: Option<M>) -> Result<M, ValidationError> {
        match model {
            Some(model) if !self.report.failed_since(self.start) => {
                if let Err(problem) = model.check_model() {
                    self.report.error(problem.into_kind());
                }
                self.report.into_result(model, M::SHAPE.name, None)
            }
            _ => Err(self.report.into_error(M::SHAPE.name, None)),
        }
    }
}

/// A value that `from` converts to a field's: whatever has an `Into`. A trait of its own, to say what else there is to do
/// where there is none.
#[diagnostic::on_unimplemented(
    message = "`from` can not convert a `{Self}` to the field's `{T}`",
    label = "the field of this name is a `{Self}` in the type that is converted",
    note = "give both fields one type, or implement `From<{Self}>` for `{T}`",
    note = "or take the type out of `from`, and write the `TryFrom` by hand"
)]
pub trait Convert<T> {
    /// The value as the field has it.
    fn convert(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<T, U: Into<T>> Convert<T> for U {
    #[inline(always)]
    fn convert(self) -> T {
        self.into()
    }
}

/// A value that is assigned to a field, as it is to be.
///
/// # Errors
/// Everything that is wrong with it.
pub fn assigned<M: Model, T: Field>(def: &FieldDef<T>, value: T) -> Result<T, ValidationError> {
    let mut made = Made::new();
    let value = made.field(def, value);
    value.ok_or_else(|| made.report.into_error(M::SHAPE.name, None))
}

/// As [`assigned`], for a field with a `before` validator.
///
/// # Errors
/// As [`assigned`].
pub fn assigned_before<M: Model, T: Field>(def: &FieldDef<T>, value: T) -> Result<T, ValidationError> {
    let mut made = Made::new();
    let value = made.before(def, value);
    value.ok_or_else(|| made.report.into_error(M::SHAPE.name, None))
}

impl<T: Field> FieldDef<T> {
    /// A value that is assigned, as it would be if it had been read. `None` where it is refused.
    fn assigned(&self, mut value: T, before: bool, report: &mut Report) -> Option<T> {
        let mark = report.mark();
        if let Some(raw) = self.raw.filter(|_| before) {
            match crate::json::write_rules(&value, &self.rules) {
                Ok(json) => value = raw(json, RawInput::new(&*self.rules, self.info.mode, report))?,
                Err(error) => report.error(ErrorKind::ValueError { message: error.to_string() }),
            }
        } else {
            value.normalise(&self.rules, self.info.mode);
            value.check(&self.rules, report);
        }
        let value = if report.failed_since(mark) { None } else { self.finish_user(value, report) };
        if self.info.notes.secret {
            report.conceal(mark, false);
        }
        value.filter(|_| !report.failed_since(mark))
    }
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
