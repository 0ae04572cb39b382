//! Recorded cases of one-field models: a row names the model (`field`), an `input`, and pydantic's outcome in both modes.

use crate::data;
use crate::outcome::{Outcome, assert_none, difference};
use optimize_core::ParseOptions;
use serde_json::Value;

/// A file of recorded cases, and how ours reads them.
pub struct Recording {
    /// The file in `tests/data`.
    pub file: &'static str,
    /// Reads an input as the model of a name.
    pub parse: fn(&str, &str, &ParseOptions) -> Outcome,
    /// Where ours differs from pydantic on purpose: model, input, and why.
    pub deliberate: &'static [(&'static str, &'static str, &'static str)],
}

impl Recording {
    /// The outcome for a model's one field.
    fn outcome(&self, field: &str, input: &str, options: &ParseOptions) -> Outcome {
        (self.parse)(field, input, options).map(|mut model| model["v"].take())
    }

    /// Compares all rows in both modes by one of the comparisons.
    ///
    /// # Panics
    /// With every difference that is not deliberate.
    pub fn check(&self, compare: impl Fn(&Value, &Outcome) -> Option<String>) {
        let rows = data::rows(self.file);
        let mut differences = Vec::new();
        for row in &rows {
            let (field, input) = (data::text(row, "field"), data::text(row, "input"));
            for (mode, options) in [("lax", ParseOptions::new().coerce()), ("strict", ParseOptions::new())] {
                let Some(text) = compare(&row[mode], &self.outcome(field, input, &options)) else { continue };
                if !self.deliberate.iter().any(|(f, i, _)| (*f, *i) == (field, input)) {
                    differences.push(format!("{field} {input} {mode}: {text}"));
                }
            }
        }
        assert_none(self.file, rows.len() * 2, &differences);
    }

    /// Holds that what is listed as a deliberate difference still is one.
    ///
    /// # Panics
    /// When one is not, or is not recorded.
    pub fn check_deliberate(&self) {
        let rows = data::rows(self.file);
        for (field, input, why) in self.deliberate {
            let row = rows.iter().find(|row| row["field"] == *field && row["input"] == *input);
            let row = row.unwrap_or_else(|| panic!("{field} {input} is not recorded"));
            let ours = self.outcome(field, input, &ParseOptions::new().coerce());
            assert!(difference(&row["lax"], &ours).is_some(), "{field} {input} is no difference any more: {why}");
        }
    }
}
