//! [`BinaryError`].

use super::BinaryFormat;
use crate::error::{DumpError, ValidationError};
use std::fmt;

/// Why a model could not be written to or read from a binary format.
#[derive(Debug)]
#[non_exhaustive]
pub enum BinaryError {
    /// The model could not be written.
    Dump(DumpError),
    /// The input is no valid model. Places are those in the input's compact JSON, if it has one.
    Invalid(ValidationError),
    /// The input is damaged, cut off, followed by more, or nested too deeply.
    Malformed {
        /// The format.
        format: BinaryFormat,
        /// What is wrong.
        reason: String,
    },
    /// The format can't do what the options ask for.
    Options {
        /// The format.
        format: BinaryFormat,
        /// What can't be done.
        reason: &'static str,
    },
    /// The format is known, but this build does not have it.
    FeatureOff {
        /// The format.
        format: BinaryFormat,
    },
}

impl From<DumpError> for BinaryError {
    fn from(error: DumpError) -> Self {
        Self::Dump(error)
    }
}

impl From<ValidationError> for BinaryError {
    fn from(error: ValidationError) -> Self {
        Self::Invalid(error)
    }
}

impl fmt::Display for BinaryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dump(error) => error.fmt(f),
            Self::Invalid(error) => error.fmt(f),
            Self::Malformed { format, reason } => write!(f, "the {format} input is malformed: {reason}"),
            Self::Options { format, reason } => write!(f, "{format} {reason}"),
            Self::FeatureOff { format } => {
                write!(f, "{format} is not in this build: turn on the feature `{}` of optimize-core", format.feature())
            }
        }
    }
}

impl std::error::Error for BinaryError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Dump(error) => Some(error),
            Self::Invalid(error) => Some(error),
            Self::Malformed { .. } | Self::Options { .. } | Self::FeatureOff { .. } => None,
        }
    }
}
