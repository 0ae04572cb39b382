//! [`TensorError`]: why bytes are no tensor or no image.

use optimize_core::error::ErrorKind;
use std::borrow::Cow;
use std::fmt;

/// Why a tensor or an image can't be made or carried. In a model's errors it appears with
/// [`kind`](Self::kind) as its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TensorError {
    kind: &'static str,
    message: String,
}

impl TensorError {
    fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    pub(crate) fn shape(message: impl Into<String>) -> Self {
        Self::new("tensor_shape", message)
    }

    pub(crate) fn dtype(message: impl Into<String>) -> Self {
        Self::new("tensor_dtype", message)
    }

    pub(crate) fn data(message: impl Into<String>) -> Self {
        Self::new("tensor_data", message)
    }

    pub(crate) fn envelope(message: impl Into<String>) -> Self {
        Self::new("tensor_type", message)
    }

    /// What is wrong: `tensor_shape`, `tensor_dtype`, `tensor_data`, `tensor_type`, `image_mode`,
    /// `image_size`, `image_data`, `image_type` or `image_too_large`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }
}

#[cfg(feature = "image")]
impl TensorError {
    pub(crate) fn mode(message: impl Into<String>) -> Self {
        Self::new("image_mode", message)
    }

    pub(crate) fn size(message: impl Into<String>) -> Self {
        Self::new("image_size", message)
    }

    pub(crate) fn pixels(message: impl Into<String>) -> Self {
        Self::new("image_data", message)
    }

    pub(crate) fn picture(message: impl Into<String>) -> Self {
        Self::new("image_type", message)
    }

    pub(crate) fn too_large(message: impl Into<String>) -> Self {
        Self::new("image_too_large", message)
    }
}

impl fmt::Display for TensorError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for TensorError {}

impl From<TensorError> for ErrorKind {
    fn from(error: TensorError) -> Self {
        Self::Custom { kind: Cow::Borrowed(error.kind), message: error.message }
    }
}
