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

/// How files begin.
const BEGINNINGS: [(&str, &[u8]); 2] = [("PNG", b"\x89PNG\r\n\x1a\n"), ("JPEG", b"\xff\xd8")];

/// Refuses a file that begins as one of another format: it is whole, and in the wrong place.
pub(super) fn check_begin(file: &[u8], expected: &str) -> Result<(), TensorError> {
    match BEGINNINGS.iter().find(|(name, begin)| *name != expected && file.starts_with(begin)) {
        Some((name, _)) => Err(TensorError::pixels(format!("no valid {expected}: the file is a {name}"))),
        None => Ok(()),
    }
}
