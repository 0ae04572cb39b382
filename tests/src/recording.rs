//! Recorded cases of one-field models: a row names the model (`field`), an `input`, and pydantic's outcome in both modes.

use crate::data;
use crate::outcome::{Outcome, assert_none, context_difference, difference, dumped, text_difference};
use optimize_core::{Optimized, OptimizedOwned, ParseOptions};
use serde_json::Value;

/// How an outcome differs from the recorded one, if it does.
pub type Comparison = fn(&Value, &Outcome) -> Option<String>;

/// A file of recorded cases, and how ours reads them.
pub struct Recording {
    /// The file in `tests/data`.
    pub file: &'static str,
    /// Reads an input as the model of a name.
    pub parse: fn(&str, &str, &ParseOptions) -> Outcome,
    /// Where ours differs from pydantic on purpose: model, input, and why.
    pub deliberate: &'static [(&'static str, &'static str, &'static str)],
    /// What is compared of the errors' contexts and inputs: [`context_difference`], or what is left of it.
    pub contexts: Comparison,
    /// What is compared of the errors' texts: [`text_difference`], or what is left of it.
    pub texts: Comparison,
}

impl Recording {
    /// A file whose every row is compared in every respect.
    #[must_use]
    pub const fn new(file: &'static str, parse: fn(&str, &str, &ParseOptions) -> Outcome) -> Self {
        Self { file, parse, deliberate: &[], contexts: context_difference, texts: text_difference }
    }

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
            let differs = |mode, options| difference(&row[mode], &self.outcome(field, input, &options)).is_some();
            let is_one = differs("lax", ParseOptions::new().coerce()) || differs("strict", ParseOptions::new());
            assert!(is_one, "{field} {input} is no difference any more: {why}");
        }
    }
}

/// What is done with a model that was read, before it is compared: nothing.
pub fn as_it_is<T: Optimized>(_: &T) {}

/// The outcome of an input, of which `look` sees what was read.
///
/// # Panics
/// When a model that was just parsed can't be dumped.
pub fn seen<T: OptimizedOwned>(input: &str, options: &ParseOptions, look: fn(&T)) -> Outcome {
    dumped(T::from_json_with(input, options).inspect(look))
}

/// Models of one field `v`, each in the words of a struct, and `parse`, which reads an input as the one of a name. `all:` says
/// what is derived beside the model itself, and what each model that was read is shown to.
#[macro_export]
macro_rules! models {
    (all: $derived:tt $look:path; $($(#[$key:meta])* $name:ident $(($container:ident))? { v: $type:ty })*) => {
        $(
            #[derive(::optimize_core::Optimized, Debug)]
            #[derive $derived]
            $(#[opt($container)])?
            struct $name {
                $(#[$key])*
                v: $type,
            }
        )*

        fn parse(
            field: &str,
            input: &str,
            options: &::optimize_core::ParseOptions,
        ) -> $crate::outcome::Outcome {
            match field {
                $(stringify!($name) => $crate::recording::seen::<$name>(input, options, $look),)*
                other => panic!("no model `{other}`"),
            }
        }
    };
    ($($models:tt)*) => {
        $crate::models! { all: () $crate::recording::as_it_is; $($models)* }
    };
}

/// The tests of a [`Recording`].
#[macro_export]
macro_rules! recorded {
    ($recording:expr) => {
        const RECORDING: $crate::recording::Recording = $recording;

        #[test]
        fn verdicts_values_and_errors_are_pydantics() {
            RECORDING.check($crate::outcome::difference);
        }

        #[test]
        fn every_deliberate_difference_is_one() {
            RECORDING.check_deliberate();
        }

        #[test]
        fn contexts_and_inputs_are_pydantics() {
            RECORDING.check(RECORDING.contexts);
        }

        #[test]
        fn texts_are_pydantics() {
            RECORDING.check(RECORDING.texts);
        }
    };
}
