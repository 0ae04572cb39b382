//! The `one_of` constraint: its error, for every kind of value.

use crate::error::ErrorKind;

/// `Input should be 1, 2 or 3`
#[cold]
pub(crate) fn literal_error(members: impl Iterator<Item = String>) -> ErrorKind {
    // Compiled once for every kind of value: only the texts differ.
    ErrorKind::LiteralError { expected: either(&members.collect::<Vec<_>>()) }
}

/// `1, 2 or 3`
pub(crate) fn either(members: &[String]) -> String {
    match members {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
