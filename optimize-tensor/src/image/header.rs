//! [`PictureHeader`]: what an envelope says of its image.

use super::mode::Mode;
use super::rules::Codec;
use crate::error::TensorError;
use std::borrow::Cow;

/// Mode and size of an image, as its envelope says.
pub(super) struct PictureHeader<'de> {
    pub(super) mode: Mode,
    /// The mode as it was spelt: Pillow has more names than modes.
    pub(super) mode_name: Cow<'de, str>,
    /// In pixels.
    pub(super) width: u32,
    /// In pixels.
    pub(super) height: u32,
    /// Raw pixels say so; files do not.
    pub(super) codec: Option<Codec>,
}

impl PictureHeader<'_> {
    /// Refuses an image that is not of the envelope's size.
    pub(super) fn check_size(&self, width: u32, height: u32) -> Result<(), TensorError> {
        if (width, height) == (self.width, self.height) {
            return Ok(());
        }
        let message =
            format!("expected {} × {} pixels as `size` says, got {width} × {height}", self.width, self.height);
        Err(TensorError::size(message))
    }

    /// Refuses an image that has not the envelope's mode.
    pub(super) fn mismatch(&self, found: &str) -> TensorError {
        TensorError::mode(format!("expected an image of mode {}, got {found}", self.mode_name))
    }
}
