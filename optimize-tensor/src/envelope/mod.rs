//! The JSON object that a tensor travels in: `{"__type__": "numpy_array", "data": …, …}`.

mod read;
mod schema;
mod shape;
mod write;

#[cfg(feature = "tch")]
pub(crate) use read::Data;
pub(crate) use read::Envelope;
pub(crate) use schema::{envelope_schema, list_schema};
pub(crate) use shape::{MAX_DIMENSIONS, count};
pub(crate) use write::{Head, little_endian, write_envelope};

/// Whose envelope it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnvelopeKind {
    /// `numpy_array`
    Numpy,
    /// `torch_tensor`, which also names a device
    Torch,
}

impl EnvelopeKind {
    /// The value of the key `__type__`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Numpy => "numpy_array",
            Self::Torch => "torch_tensor",
        }
    }
}
