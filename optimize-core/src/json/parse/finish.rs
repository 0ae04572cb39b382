//! A model's end: its fields become a value.

use crate::error::Report;
use crate::model::{Model, Partial};
use std::ops::Range;

/// Puts a model together of its fields.
pub struct Finish<'r> {
    pub(crate) report: &'r mut Report,
    /// The object in the input.
    pub(crate) span: Range<usize>,
    /// Whether a field is known to be wrong, so that there will be no model.
    failed: bool,
}

impl<'r> Finish<'r> {
    pub(crate) fn new(report: &'r mut Report, span: Range<usize>) -> Self {
        Self { report, span, failed: false }
    }

    /// Puts nothing together if a field is known to be wrong.
    #[inline(always)]
    pub(super) fn unless(self, failed: bool) -> Self {
        Self { failed, ..self }
    }

    /// `None` where no model is to be put together.
    #[inline(always)]
    pub fn wanted(&self) -> Option<()> {
        if self.failed { None } else { Some(()) }
    }

    /// A model whose fields stand among those of this one.
    pub fn flatten<'de, P: Partial<'de>>(&mut self, partial: P) -> Option<P::Model> {
        let model = partial.finish(self)?;
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
}
