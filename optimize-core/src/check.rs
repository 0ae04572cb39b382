//! Checking a model that is already there.

use crate::error::{LocItem, Report};
use crate::field::{ExtraMap, Field};
use crate::model::{FieldVisitor, Model};
use crate::rules::Rules;
use crate::shape::{FieldDef, Key};

/// Reports every constraint that a model breaks: its fields' first, and if they are fine the whole's.
pub fn check_model<M: Model>(model: &M, report: &mut Report) {
    let mark = report.mark();
    model.visit_fields(&mut Checker { report });
    if !report.failed_since(mark)
        && let Err(problem) = model.check_model()
    {
        report.error(problem.into_kind());
    }
}

struct Checker<'r> {
    report: &'r mut Report,
}

impl FieldVisitor for Checker<'_> {
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        self.report.nest(|| def.info.step(), |report| def.check_value(value, report));
    }

    fn extra<M: ExtraMap>(&mut self, entries: &M) {
        let rules = <<M::Value as Field>::Rules as Rules>::DEFAULT;
        entries.for_each(|key, value| {
            self.report.nest(|| LocItem::Key(key.to_owned().into()), |report| value.check(&rules, report));
        });
    }

    fn computed<T: Field>(&mut self, _: &Key, _: impl FnOnce() -> T) {}

    fn flatten<M: Model>(&mut self, _: usize, model: &M) {
        if const { M::SHAPE.union.is_some() } {
            model.check(&<M::Rules as Rules>::DEFAULT, self.report);
        } else {
            check_model(model, self.report);
        }
    }
}
