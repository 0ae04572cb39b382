//! [`CodecError`] and [`CodecConfigError`].

use crate::batch::BatchError;
use crate::compress::EnvelopeError;
use crate::error::{DumpError, ValidationError};
use std::fmt;

/// Why a model could not be encoded or decoded.
#[derive(Debug)]
#[non_exhaustive]
pub enum CodecError {
    /// The model could not be written as JSON.
    Dump(DumpError),
    /// The JSON is no valid model.
    Invalid(ValidationError),
    /// The envelope could not be opened.
    Envelope(EnvelopeError),
}

impl From<DumpError> for CodecError {
    fn from(error: DumpError) -> Self {
        Self::Dump(error)
    }
}

impl From<ValidationError> for CodecError {
    fn from(error: ValidationError) -> Self {
        Self::Invalid(error)
    }
}

impl From<EnvelopeError> for CodecError {
    fn from(error: EnvelopeError) -> Self {
        Self::Envelope(error)
    }
}

impl From<CodecError> for BatchError {
    fn from(error: CodecError) -> Self {
        match error {
            CodecError::Dump(error) => Self::Dump(error),
            CodecError::Invalid(error) => Self::Invalid(error),
            CodecError::Envelope(error) => Self::Envelope(error),
        }
    }
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dump(error) => error.fmt(f),
            Self::Invalid(error) => error.fmt(f),
            Self::Envelope(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CodecError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(match self {
            Self::Dump(error) => error,
            Self::Invalid(error) => error,
            Self::Envelope(error) => error,
        })
    }
}

/// Why a codec can't be made: its choices contradict each other, or one has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodecConfigError {
    reason: &'static str,
}

impl CodecConfigError {
    pub(super) const fn new(reason: &'static str) -> Self {
        Self { reason }
    }
}

impl fmt::Display for CodecConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason)
    }
}

impl std::error::Error for CodecConfigError {}
