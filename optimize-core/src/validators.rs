//! The user's own validators of a field: before its type reads it, instead of that, after it, and
//! read-only.

use crate::error::{Mark, Outcome, Problem, Report};
use crate::field::{Field, ParseFieldOwned};
use crate::json::{Parser, Stop};
use crate::mode::Mode;
use crate::options::{DEFAULT_MAX_DEPTH, ParseOptions};
use crate::shape::FieldDef;
use serde_json::Value;

/// A read-only validator of a `T`.
pub type Check<T> = fn(&T) -> Result<(), Problem>;

/// A validator that may change the value.
pub type After<T> = fn(T) -> Result<T, Problem>;

/// Reads a `T` out of any JSON. `None` where that was refused; the report then says why.
pub type Raw<T> = fn(Value, RawInput<'_, <T as Field>::Rules>) -> Option<T>;

/// What a value that a validator has seen first is read by.
pub struct RawInput<'r, R> {
    pub(crate) rules: &'r R,
    pub(crate) mode: Mode,
    pub(crate) coerce: Option<bool>,
    pub(crate) depth: usize,
    pub(crate) report: &'r mut Report,
}

impl<'r, R> RawInput<'r, R> {
    pub(crate) fn new(rules: &'r R, mode: Mode, report: &'r mut Report) -> Self {
        Self { rules, mode, coerce: None, depth: DEFAULT_MAX_DEPTH, report }
    }

    /// Reads a value once more, from its JSON text.
    fn read<T>(self, value: &Value, read: impl FnOnce(&mut Parser<'_>, &R) -> Result<T, Stop>) -> Option<T> {
        let Self { rules, mode, coerce, depth, report } = self;
        let text = value.to_string().into_bytes();
        let mut options = ParseOptions::new().max_depth(depth).max_errors(usize::MAX);
        options.coerce = coerce;
        let mut parser = Parser::new(&text, &options);
        parser.set_mode(mode);
        match read(&mut parser, rules) {
            Ok(value) if parser.report.is_empty() => Some(value),
            _ => {
                report.absorb(parser, &text);
                None
            }
        }
    }
}

/// Reads what a `before` validator has made of the input.
pub fn read_before<T: ParseFieldOwned>(outcome: impl Outcome<Value>, input: RawInput<'_, T::Rules>) -> Option<T> {
    match outcome.into_outcome() {
        Ok(value) => input.read(&value, |parser, rules| T::parse(parser, rules)),
        Err(problem) => {
            input.report.error(problem.into_kind());
            None
        }
    }
}

/// Takes what a `parse` validator has made of the input, and holds it against the rules.
pub fn read_parsed<T: Field>(outcome: impl Outcome<T>, input: RawInput<'_, T::Rules>) -> Option<T> {
    let RawInput { rules, report, .. } = input;
    match outcome.into_outcome() {
        Ok(value) => {
            let mark = report.mark();
            value.check(rules, report);
            (!report.failed_since(mark)).then_some(value)
        }
        Err(problem) => {
            report.error(problem.into_kind());
            None
        }
    }
}

/// Reads a model whose `before` validator has seen the input first.
///
/// # Errors
/// As [`parse_model`](crate::json::parse_model), and what the validator refuses.
pub fn parse_model_before<T, O: Outcome<Value>>(
    parser: &mut Parser<'_>,
    before: impl FnOnce(Value) -> O,
    read: impl FnOnce(&mut Parser<'_>) -> Result<T, Stop>,
) -> Result<T, Stop> {
    let start = parser.start()?;
    let mark = parser.report.mark();
    let value: Value = parser.value()?;
    let input = RawInput {
        rules: &(),
        mode: parser.mode,
        coerce: parser.coerce,
        depth: parser.depth,
        report: &mut parser.report,
    };
    let model = match before(value).into_outcome() {
        Ok(value) => input.read(&value, |parser, ()| read(parser)),
        Err(problem) => {
            input.report.error(problem.into_kind());
            None
        }
    };
    model.ok_or_else(|| {
        parser.report.place(mark, &(start..parser.position));
        Stop::Invalid
    })
}

/// As [`parse_model_before`], for serde. A format without types of its own is read as it was written.
///
/// # Errors
/// Whatever the deserializer returns, and every problem of the model.
pub fn deserialize_model_before<'de, T, O: Outcome<Value>, D: serde_core::Deserializer<'de>>(
    deserializer: D,
    report: &mut Report,
    name: &'static str,
    before: impl FnOnce(Value) -> O,
    read: impl FnOnce(&mut Parser<'_>) -> Result<T, Stop>,
) -> Result<T, D::Error> {
    use serde_core::de::Error as _;
    let value = <Value as serde_core::Deserialize>::deserialize(deserializer)?;
    let input = RawInput::new(&(), Mode::PLAIN, &mut *report);
    let model = match before(value).into_outcome() {
        Ok(value) => input.read(&value, |parser, ()| read(parser)),
        Err(problem) => {
            input.report.error(problem.into_kind());
            None
        }
    };
    // Without a value serde can not go on: the problems so far are the error.
    model.ok_or_else(|| D::Error::custom(report.take().into_error(name, None)))
}

impl<T: Field> FieldDef<T> {
    /// Sets what reads the field instead of its type.
    #[must_use]
    pub const fn raw(mut self, raw: Raw<T>) -> Self {
        self.raw = Some(raw);
        self.special = true;
        self
    }

    /// Sets the user's change of a value that was read.
    #[must_use]
    pub const fn after(mut self, after: After<T>) -> Self {
        self.after = Some(after);
        self.special = true;
        self
    }

    /// Sets the user's validator.
    #[must_use]
    pub const fn check(mut self, check: Check<T>) -> Self {
        self.check = Some(check);
        self.special = true;
        self
    }

    /// Reports what the user's validator says.
    pub(crate) fn check_user(&self, value: &T, report: &mut Report) {
        if let Some(check) = self.check
            && let Err(problem) = check(value)
        {
            report.refuse(value, &self.rules, problem.into_kind());
        }
    }

    /// What comes of a value that serde has read: changed and checked by the user's validators where it
    /// broke no rule.
    pub(crate) fn finish_serde<E: serde_core::de::Error>(
        &self,
        value: Result<Option<T>, E>,
        before: Mark,
        report: &mut Report,
    ) -> Result<Option<T>, E> {
        if !self.special {
            return value;
        }
        let secret = self.info.notes.secret;
        // A format's own errors quote the value.
        let value =
            value.map_err(|error| if secret { E::custom("the value of a secret is not valid") } else { error })?;
        if secret {
            report.conceal(before, true);
        }
        let value = match value {
            Some(value) if !report.failed_since(before) => self.finish_user(value, report),
            value => value,
        };
        if secret {
            report.conceal(before, false);
        }
        Ok(value)
    }

    pub(crate) fn finish_user(&self, value: T, report: &mut Report) -> Option<T> {
        let value = match self.after {
            None => value,
            Some(after) => match after(value) {
                Ok(value) => value,
                Err(problem) => {
                    report.error(problem.into_kind());
                    return None;
                }
            },
        };
        self.check_user(&value, report);
        Some(value)
    }
}
