#![doc = include_str!("../../docs/errors.md")]

mod dump;
mod failed_keys;
mod item;
mod kind;
mod loc;
#[cfg(feature = "miette")]
mod pretty;
mod problem;
mod python;
mod read;
mod report;
mod secret;

pub use dump::DumpError;
pub use item::{ErrorItem, ValidationError};
pub use kind::{Bound, ErrorKind};
pub use loc::{Loc, LocItem};
#[cfg(feature = "miette")]
pub use pretty::PrettyError;
pub use problem::{IntoProblem, Outcome, Problem, call, outcome};
pub use read::ReadError;
pub use report::Report;

pub(crate) use failed_keys::FailedKeys;
pub(crate) use python::{repr, repr_text};
pub(crate) use report::Mark;

use crate::field::Field;

/// Checks a value against its rules.
pub(crate) fn validate<T: Field>(name: &'static str, value: &T, rules: &T::Rules) -> Result<(), ValidationError> {
    let mut report = Report::new(crate::options::DEFAULT_MAX_ERRORS);
    value.check(rules, &mut report);
    report.into_result((), name, None)
}
