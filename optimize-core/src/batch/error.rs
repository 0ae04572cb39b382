//! [`BatchError`]: why one item of a batch has no value.

use crate::compress::EnvelopeError;
use crate::error::{DumpError, ValidationError};
use std::any::Any;
use std::fmt;

/// Why one item has no result.
#[derive(Debug)]
#[non_exhaustive]
pub enum BatchError {
    /// The item could not be written.
    Dump(DumpError),
    /// The input is invalid.
    Invalid(ValidationError),
    /// The input's envelope could not be opened.
    Envelope(EnvelopeError),
    /// A validator, an adapter or a computed field panicked, with this message.
    Panic(String),
    /// The batch was cancelled before this item's turn.
    Cancelled,
}

impl BatchError {
    #[cfg(feature = "tokio")]
    pub(crate) fn lost() -> Self {
        Self::Panic("the thread pool lost the batch".to_owned())
    }
}

impl From<DumpError> for BatchError {
    fn from(error: DumpError) -> Self {
        Self::Dump(error)
    }
}

impl From<ValidationError> for BatchError {
    fn from(error: ValidationError) -> Self {
        Self::Invalid(error)
    }
}

impl From<EnvelopeError> for BatchError {
    fn from(error: EnvelopeError) -> Self {
        Self::Envelope(error)
    }
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dump(error) => error.fmt(f),
            Self::Invalid(error) => error.fmt(f),
            Self::Envelope(error) => error.fmt(f),
            Self::Panic(message) => write!(f, "panicked: {message}"),
            Self::Cancelled => f.write_str("cancelled"),
        }
    }
}

impl std::error::Error for BatchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Dump(error) => Some(error),
            Self::Invalid(error) => Some(error),
            Self::Envelope(error) => Some(error),
            Self::Panic(_) | Self::Cancelled => None,
        }
    }
}

/// The message of a caught panic.
pub(crate) fn panic_text(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast_ref::<&str>() {
            Some(text) => (*text).to_owned(),
            None => {
                // The payload is the user's, and so is its destructor.
                std::mem::forget(payload);
                "the panic has no message".to_owned()
            }
        },
    }
}
