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

/// What generated code wraps around a user's validator.
///
/// # Errors
/// The validator's error as a [`Problem`].
pub fn check_problem<E: IntoProblem>(outcome: Result<(), E>) -> Result<(), Problem> {
    outcome.map_err(IntoProblem::into_problem)
}
