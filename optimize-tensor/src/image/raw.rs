//! Bare pixels, as Pillow's `tobytes` and `frombytes` have them.

use super::buffer::{Bitmap, Decoded, View};
use super::envelope::PictureEnvelope;
use super::mode::Mode;
use crate::error::TensorError;
use std::borrow::Cow;

/// The image's samples; 16-bit ones are little endian.
pub(super) fn encode<'v>(view: &View<'v>) -> Cow<'v, [u8]> {
    match view.samples {
        super::buffer::Samples::Bytes(bytes) => Cow::Borrowed(bytes),
        super::buffer::Samples::Words(words) => Cow::Owned(words.iter().flat_map(|word| word.to_le_bytes()).collect()),
    }
}

/// Refuses data that has not the bytes of the envelope's mode and size.
pub(super) fn check_length(envelope: &PictureEnvelope<'_>, length: usize) -> Result<(), TensorError> {
    let (width, height) = (u64::from(envelope.width), u64::from(envelope.height));
    let row = match envelope.mode {
        // Eight pixels in a byte; every row begins a new one.
        Mode::Bilevel => width.div_ceil(8),
        Mode::Palette => return Err(TensorError::mode("raw pixels of mode P lack their palette")),
        Mode::Grey16 if envelope.mode_name == "I" => {
            return Err(TensorError::mode("raw pixels of mode I have 32 bits: convert them to I;16 first"));
        }
        mode => width * mode.pixel_bytes(),
    };
    // The limits on both sides have been checked: no overflow.
    let expected = row * height;
    if expected == length as u64 {
        return Ok(());
    }
    Err(TensorError::pixels(format!(
        "expected {expected} bytes for {width} × {height} pixels of mode {}, got {length}",
        envelope.mode_name
    )))
}

/// The pixels of data that has the right length.
pub(super) fn decode(bytes: Vec<u8>, envelope: &PictureEnvelope<'_>) -> Result<Bitmap, TensorError> {
    let (width, height) = (envelope.width, envelope.height);
    let pixels = match envelope.mode {
        Mode::Bilevel => Decoded::Grey(unpack(&bytes, width)),
        Mode::Grey => Decoded::Grey(bytes),
        Mode::GreyAlpha => Decoded::GreyAlpha(bytes),
        Mode::Rgb => Decoded::Rgb(bytes),
        Mode::Rgba => Decoded::Rgba(bytes),
        Mode::Grey16 => {
            Decoded::Grey16(bytes.as_chunks::<2>().0.iter().map(|&word| u16::from_le_bytes(word)).collect())
        }
        Mode::Palette => return Err(TensorError::mode("raw pixels of mode P lack their palette")),
    };
    Ok(Bitmap { width, height, pixels })
}

/// Each bit as black or white.
fn unpack(bytes: &[u8], width: u32) -> Vec<u8> {
    let width = width as usize;
    if width == 0 {
        return Vec::new();
    }
    let rows = bytes.chunks_exact(width.div_ceil(8));
    rows.flat_map(|row| (0..width).map(|x| if row[x / 8] & (0x80 >> (x % 8)) == 0 { 0 } else { 255 })).collect()
}
