//! [`Problem`]: what a user's validator answers.

use crate::error::ErrorKind;
use std::borrow::Cow;
use std::fmt;

/// Why a validator refuses a value.
///
/// ```
/// use optimize_core::{Optimized, error::Problem};
///
/// fn even(value: &u32) -> Result<(), Problem> {
///     if value % 2 == 0 { Ok(()) } else { Err(Problem::value_error("must be even")) }
/// }
///
/// #[derive(Optimized, Debug)]
/// struct Size {
///     #[opt(check = even)]
///     width: u32,
/// }
///
/// let error = Size::from_json(r#"{"width": 3}"#).unwrap_err();
/// assert_eq!(error.errors()[0].message(), "Value error, must be even");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    kind: Box<ErrorKind>,
}

impl Problem {
    /// A problem of a kind of this crate's own.
    #[must_use]
    pub fn new(kind: ErrorKind) -> Self {
        Self { kind: Box::new(kind) }
    }

    /// A `value_error`: what a `ValueError` is to pydantic.
    pub fn value_error(message: impl fmt::Display) -> Self {
        Self::new(ErrorKind::ValueError { message: message.to_string() })
    }

    /// An `assertion_error`: what a failed `assert` is to pydantic.
    pub fn assertion_error(message: impl fmt::Display) -> Self {
        Self::new(ErrorKind::AssertionError { message: message.to_string() })
    }

    /// A problem with an error type of the user's own.
    pub fn custom(kind: impl Into<Cow<'static, str>>, message: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Custom { kind: kind.into(), message: message.to_string() })
    }

    pub(crate) fn into_kind(self) -> ErrorKind {
        *self.kind
    }
}

impl fmt::Display for Problem {
    /// The message without pydantic's prefix.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            ErrorKind::ValueError { message } | ErrorKind::AssertionError { message } => formatter.write_str(message),
            kind => formatter.write_str(&kind.message()),
        }
    }
}

impl std::error::Error for Problem {}

/// What generated code wraps around a validator.
///
/// # Errors
/// The validator's error as a [`Problem`].
pub fn outcome<T>(outcome: impl Outcome<T>) -> Result<T, Problem> {
    outcome.into_outcome()
}

/// What generated code calls a validator with that takes the value itself. The value tells what the function has to
/// be, so that one of another type is one error, at its path.
#[inline(always)]
pub fn call<T, O>(value: T, validator: fn(T) -> O) -> O {
    validator(value)
}

/// A type that a validator may return as its error: a [`Problem`] keeps its kind, anything else
/// with a text form becomes a `value_error`.
pub trait IntoProblem {
    /// The problem.
    fn into_problem(self) -> Problem;
}

impl<E: fmt::Display + 'static> IntoProblem for E {
    fn into_problem(self) -> Problem {
        let mut error = Some(self);
        // One blanket implementation serves both: a `Problem` is recognised by its type.
        if let Some(problem) = (&mut error as &mut dyn std::any::Any).downcast_mut::<Option<Problem>>()
            && let Some(problem) = problem.take()
        {
            return problem;
        }
        error.map_or_else(|| Problem::value_error("invalid"), Problem::value_error)
    }
}

/// What a validator returns: a `Result` whose error becomes a [`Problem`].
#[diagnostic::on_unimplemented(
    message = "a validator can not return `{Self}`",
    label = "this function returns `{Self}`",
    note = "`check = path` takes `fn(&T) -> Result<(), E>`, `after = path` takes `fn(T) -> Result<T, E>`",
    note = "`before = path` takes `fn(serde_json::Value) -> Result<serde_json::Value, E>`, `parse = path` takes \
            `fn(serde_json::Value) -> Result<T, E>`",
    note = "`E` is `optimize_core::error::Problem`, or any type with a text form, such as `String` or `&'static str`"
)]
pub trait Outcome<T> {
    /// The value, or the problem.
    ///
    /// # Errors
    /// The validator's error as a [`Problem`].
    fn into_outcome(self) -> Result<T, Problem>;
}

impl<T, E: IntoProblem> Outcome<T> for Result<T, E> {
    fn into_outcome(self) -> Result<T, Problem> {
        self.map_err(IntoProblem::into_problem)
    }
}
