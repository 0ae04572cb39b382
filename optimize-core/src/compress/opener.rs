//! [`Opener`]: what opening an envelope takes, in builds with dictionaries and without.

use super::{DecompressLimits, Envelope, EnvelopeError};
use std::borrow::Cow;

/// Limits, and the dictionaries that there are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Opener {
    pub(crate) limits: DecompressLimits,
    #[cfg(feature = "zstd")]
    pub(crate) dictionaries: super::Dictionaries,
}

impl Opener {
    #[cfg(feature = "zstd")]
    pub(crate) fn open<'a>(&self, input: &'a [u8]) -> Result<Cow<'a, [u8]>, EnvelopeError> {
        Envelope::open_with(input, &self.limits, &self.dictionaries)
    }

    #[cfg(not(feature = "zstd"))]
    pub(crate) fn open<'a>(&self, input: &'a [u8]) -> Result<Cow<'a, [u8]>, EnvelopeError> {
        Envelope::open(input, &self.limits)
    }
}
