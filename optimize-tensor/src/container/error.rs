//! [`SafetensorsError`].

use optimize_core::{DumpError, ValidationError};
use std::fmt;
use std::io;

/// Why a safetensors file can't be written or read.
#[derive(Debug)]
#[non_exhaustive]
pub enum SafetensorsError {
    /// The file can't be opened, read or written.
    Io(io::Error),
    /// The bytes are no safetensors file, or would be none: what is wrong with them.
    Format(String),
    /// A value can't be written.
    Dump(DumpError),
    /// The file does not hold such a value.
    Invalid(ValidationError),
}

impl SafetensorsError {
    pub(super) fn format(message: impl fmt::Display) -> Self {
        Self::Format(message.to_string())
    }
}

impl fmt::Display for SafetensorsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(formatter, "safetensors: {error}"),
            Self::Format(message) => write!(formatter, "no valid safetensors file: {message}"),
            Self::Dump(error) => error.fmt(formatter),
            Self::Invalid(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for SafetensorsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Dump(error) => Some(error),
            Self::Invalid(error) => Some(error),
            Self::Format(_) => None,
        }
    }
}

impl From<io::Error> for SafetensorsError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<DumpError> for SafetensorsError {
    fn from(error: DumpError) -> Self {
        Self::Dump(error)
    }
}

impl From<ValidationError> for SafetensorsError {
    fn from(error: ValidationError) -> Self {
        Self::Invalid(error)
    }
}
