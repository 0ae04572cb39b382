//! Rules of bytes: their number.

use crate::error::ErrorKind;
use crate::rules::Rules;

/// What is demanded of bytes.
#[derive(Clone, Copy, Debug)]
pub struct BytesRules {
    pub(crate) min_length: usize,
    pub(crate) max_length: usize,
}

impl Rules for BytesRules {
    const DEFAULT: Self = Self { min_length: 0, max_length: usize::MAX };
}

impl BytesRules {
    /// The least number of bytes.
    #[must_use]
    pub const fn min_length(mut self, length: usize) -> Self {
        self.min_length = length;
        self
    }

    /// The greatest number of bytes.
    #[must_use]
    pub const fn max_length(mut self, length: usize) -> Self {
        self.max_length = length;
        self
    }

    /// The first rule that so many bytes break.
    pub(crate) fn broken_by(&self, length: usize) -> Option<ErrorKind> {
        if length < self.min_length {
            Some(ErrorKind::BytesTooShort { min_length: self.min_length })
        } else if length > self.max_length {
            Some(ErrorKind::BytesTooLong { max_length: self.max_length })
        } else {
            None
        }
    }
}
