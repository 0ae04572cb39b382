//! Bare pixels, as Pillow's `tobytes` and `frombytes` have them.

use super::buffer::Bitmap;
use super::header::PictureHeader;
use super::mode::{Mode, Sample};
use super::samples::Decoded;
use crate::base64;
use crate::dtype::ByteOrder;
use crate::error::TensorError;

/// The bytes of the envelope's mode and size.
fn length(header: &PictureHeader<'_>) -> Result<u64, TensorError> {
    let (width, height) = (u64::from(header.width), u64::from(header.height));
    let row = match header.mode {
        // Eight pixels in a byte; every row begins a new one.
        Mode::Bilevel => width.div_ceil(8),
        Mode::Palette => return Err(TensorError::mode("raw pixels of mode P lack their palette")),
        Mode::Grey16 if header.mode_name == "I" => {
            return Err(TensorError::mode("raw pixels of mode I have 32 bits: convert them to I;16 first"));
        }
        mode => width * mode.pixel_bytes(),
    };
    // The limits on both sides have been checked: no overflow.
    Ok(row * height)
}

/// Refuses data that has not the bytes of the envelope's mode and size.
pub(super) fn check_length(header: &PictureHeader<'_>, found: usize) -> Result<(), TensorError> {
    let expected = length(header)?;
    if expected == found as u64 {
        return Ok(());
    }
    Err(TensorError::pixels(format!(
        "expected {expected} bytes for {} × {} pixels of mode {}, got {found}",
        header.width, header.height, header.mode_name
    )))
}

/// The pixels of base64 that has the right length, decoded into their place: in the memory of pixels of before, if there
/// are some.
pub(super) fn decode(
    data: &str,
    length: usize,
    header: &PictureHeader<'_>,
    spare: Option<Decoded>,
) -> Result<Bitmap, TensorError> {
    let sample = header.mode.sample();
    let mut samples = if sample == Sample::Byte && spare.is_none() {
        Decoded::Bytes(base64::decode(data).map_err(TensorError::pixels)?)
    } else {
        let mut samples = Decoded::room(sample, length / sample.dtype().size(), spare)?;
        base64::decode_into(data, samples.bytes_mut()).map_err(TensorError::pixels)?;
        samples
    };
    samples.settle(ByteOrder::Little);
    Ok(bitmap(samples, header))
}

/// The pixels of bytes that have the right length.
pub(super) fn copy(bytes: &[u8], header: &PictureHeader<'_>, spare: Option<Decoded>) -> Result<Bitmap, TensorError> {
    let sample = header.mode.sample();
    let mut samples = Decoded::room(sample, bytes.len() / sample.dtype().size(), spare)?;
    samples.bytes_mut().copy_from_slice(bytes);
    samples.settle(ByteOrder::Little);
    Ok(bitmap(samples, header))
}

/// An image of samples that are as many as the header asks for.
fn bitmap(samples: Decoded, header: &PictureHeader<'_>) -> Bitmap {
    let (width, height) = (header.width, header.height);
    match samples {
        Decoded::Bytes(bytes) if header.mode == Mode::Bilevel => {
            Bitmap { mode: Mode::Grey, width, height, samples: Decoded::Bytes(unpack(&bytes, width)) }
        }
        samples => Bitmap { mode: header.mode, width, height, samples },
    }
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
