//! The `one_of` constraint: its error, for every kind of value.

use crate::error::ErrorKind;
use std::fmt::Write as _;

/// `Input should be 1, 2 or 3`
#[cold]
pub(crate) fn literal_error(members: impl ExactSizeIterator<Item = String>) -> ErrorKind {
    ErrorKind::LiteralError { expected: either(members) }
}

/// `1, 2 or 3`
pub(crate) fn either(members: impl ExactSizeIterator<Item = String>) -> String {
    let count = members.len();
    let mut expected = String::new();
    for (position, member) in members.enumerate() {
        let separator = match position {
            0 => "",
            position if position + 1 == count => " or ",
            _ => ", ",
        };
        let _ = write!(expected, "{separator}{member}");
    }
    expected
}
