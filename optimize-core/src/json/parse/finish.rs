//! A model's end: what was read becomes a value.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, FieldBits};
use crate::model::{Model, Partial};
use crate::shape::FieldDef;
use std::ops::Range;

/// Puts a model together: takes fields out of their slots, defaults for what was absent.
pub struct Finish<'r> {
    pub(crate) report: &'r mut Report,
    pub(crate) seen: &'r FieldBits,
    /// The object in the input.
    pub(crate) span: Range<usize>,
    /// Where the fields begin among those of the model around them.
    base: usize,
    /// Whether a field is known to be wrong, so that there will be no model.
    failed: bool,
}

impl<'r> Finish<'r> {
    pub(crate) fn new(report: &'r mut Report, seen: &'r FieldBits, span: Range<usize>) -> Self {
        Self { report, seen, span, base: 0, failed: false }
    }

    /// Puts nothing together if a field is known to be wrong.
    #[inline(always)]
    pub(super) fn unless(self, failed: bool) -> Self {
        Self { failed, ..self }
    }

    /// The fields, if a model is to be put together of them. Asked before the first one is taken, so that nothing is
    /// between the taking and the place where the model is to be.
    #[inline(always)]
    pub fn wanted<'p, P>(&mut self, fields: &'p P) -> Option<&'p P> {
        if self.failed { None } else { Some(fields) }
    }

    /// Sees to a field that was not read: its default, else nothing for an `Option`; a missing one is
    /// recorded.
    #[inline(always)]
    pub fn field<T: Field>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) {
        // A newtype's value and a builder's are in their slots, whatever was seen.
        if slot.is_none() {
            self.fill(def, slot);
        }
    }

    #[inline(never)]
    fn fill<T: Field>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) {
        *slot = self.absent(def);
    }

    /// A model whose fields stand among those of this one, from this index on.
    pub fn flatten<'de, P: Partial<'de>>(&mut self, base: usize, partial: &mut P) -> Option<P::Model> {
        self.base += base;
        let model = partial.finish(self);
        self.base -= base;
        let model = model?;
        if const { P::Model::SHAPE.union.is_some() } {
            return Some(model); // checked when its variant was read
        }
        match model.check_model() {
            Ok(()) => Some(model),
            Err(problem) => {
                self.report.error_at(problem.into_kind(), self.span.clone());
                None
            }
        }
    }

    pub(super) fn absent<T: Field>(&mut self, def: &FieldDef<T>) -> Option<T> {
        let index = self.base + def.info.index;
        if self.seen.contains(index) {
            return None; // there, but invalid: recorded already
        }
        if let Some(default) = def.default {
            return Some(default());
        }
        let absent = if def.info.required { None } else { T::absent() };
        if absent.is_none() {
            let before = self.report.mark();
            self.report.error_at(ErrorKind::Missing, self.span.clone());
            def.info.prefix_path(self.report, before);
            self.report.rank(before, index);
        }
        absent
    }
}
