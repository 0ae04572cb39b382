//! How large an image may be. Checked on the envelope and again on the image's own header, before
//! memory is taken for pixels.

use super::rules::PictureRules;
use crate::error::TensorError;

/// Pixels in a row, and rows.
pub(crate) const MAX_SIDE: u32 = 16_384;
/// Pixels in all: 8192 × 8192.
pub(crate) const MAX_PIXELS: u64 = 64 << 20;
/// Bytes once decoded: 256 MiB.
pub(crate) const MAX_BYTES: u64 = 256 << 20;

/// Refuses an image that is too large.
pub(crate) fn check(width: u32, height: u32, pixel_bytes: u64, rules: &PictureRules) -> Result<(), TensorError> {
    if width > MAX_SIDE || height > MAX_SIDE {
        let message = format!("expected at most {MAX_SIDE} pixels a side, got {width} × {height}");
        return Err(TensorError::too_large(message));
    }
    // Two sides of 14 bits: no overflow.
    let pixels = u64::from(width) * u64::from(height);
    if pixels > rules.max_pixels {
        let message = format!("expected at most {} pixels, got {width} × {height} = {pixels}", rules.max_pixels);
        return Err(TensorError::too_large(message));
    }
    let bytes = pixels * pixel_bytes;
    if bytes > MAX_BYTES {
        return Err(TensorError::too_large(format!("expected at most {MAX_BYTES} bytes once decoded, got {bytes}")));
    }
    Ok(())
}
