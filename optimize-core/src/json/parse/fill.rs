//! A model's fields that the input does not have.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, FieldBits};
use crate::model::Partial;
use crate::shape::FieldDef;
use std::ops::Range;

/// Sees to the fields that were not read: defaults, nothing for an `Option`, and what is missing is recorded.
pub struct Fill<'r> {
    report: &'r mut Report,
    seen: &'r FieldBits,
    /// The object in the input.
    span: Range<usize>,
    /// Where the fields begin among those of the model around them.
    base: usize,
}

impl<'r> Fill<'r> {
    pub(crate) fn new(report: &'r mut Report, seen: &'r FieldBits, span: Range<usize>) -> Self {
        Self { report, seen, span, base: 0 }
    }

    /// A field, if it was not read.
    #[inline(always)]
    pub fn field<T: Field>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) {
        // A newtype's value and a builder's are in their slots, whatever was seen.
        if slot.is_none() {
            self.put(def, slot);
        }
    }

    #[inline(never)]
    fn put<T: Field>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) {
        *slot = self.absent(def);
    }

    /// A model whose fields stand among those of this one, from this index on.
    pub fn flatten<'de, P: Partial<'de>>(&mut self, base: usize, partial: &mut P) {
        self.base += base;
        partial.fill(self);
        self.base -= base;
    }

    /// A field of a value that is read over an older one, if it was not read.
    #[inline(always)]
    pub(super) fn over<T: Field>(&mut self, def: &FieldDef<T>, value: &mut T) {
        if !self.seen.contains(def.info.index) {
            self.put_over(def, value);
        }
    }

    #[inline(never)]
    fn put_over<T: Field>(&mut self, def: &FieldDef<T>, value: &mut T) {
        if let Some(absent) = self.absent(def) {
            *value = absent;
        }
    }

    fn absent<T: Field>(&mut self, def: &FieldDef<T>) -> Option<T> {
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
