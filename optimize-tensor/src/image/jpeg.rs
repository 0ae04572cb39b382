//! JPEG files.

use super::buffer::{Bitmap, View};
use super::header::{PictureHeader, check_begin};
use super::limits::{self, MAX_BYTES};
use super::mode::{Mode, Sample};
use super::rules::PictureRules;
use super::samples::Decoded;
use crate::error::TensorError;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::{ColorType, ExtendedColorType, ImageDecoder as _, ImageError};
use std::io::{BufWriter, Cursor, Write};

/// Bytes of a file that are gathered before they are passed on: whole groups of base64.
const BLOCK: usize = 12 << 10;

/// The marker that ends a file.
const END: [u8; 2] = [0xff, 0xd9];

/// Writes the image as a JPEG file.
pub(super) fn encode(view: &View<'_>, quality: u8, out: &mut impl Write) -> Result<(), TensorError> {
    let color = match view.mode {
        Mode::Grey => ExtendedColorType::L8,
        Mode::Rgb => ExtendedColorType::Rgb8,
        mode => {
            return Err(TensorError::mode(format!("JPEG holds the modes L and RGB, not {}", mode.name())));
        }
    };
    if view.width == 0 || view.height == 0 {
        let message = format!("JPEG has no empty images: {} × {} pixels", view.width, view.height);
        return Err(TensorError::size(message));
    }
    // The encoder writes byte by byte, and base64 is fast by the block.
    let mut file = BufWriter::with_capacity(BLOCK, out);
    JpegEncoder::new_with_quality(&mut file, quality)
        .encode(view.samples.native(), view.width, view.height, color)
        .map_err(|error| TensorError::pixels(error.to_string()))?;
    file.flush().map_err(|error| TensorError::pixels(error.to_string()))
}

/// Decodes a file whose header agrees with its header.
pub(super) fn decode(
    file: &[u8],
    header: &PictureHeader<'_>,
    rules: &PictureRules,
    spare: Option<Decoded>,
) -> Result<Bitmap, TensorError> {
    check_begin(file, "JPEG")?;
    // The decoder fills in what a cut file lacks: its end is looked for here.
    if !file.ends_with(&END) {
        return Err(TensorError::pixels("no valid JPEG: the file has no end"));
    }
    let decoder = JpegDecoder::new(Cursor::new(file)).map_err(|error| invalid(&error))?;
    let (width, height) = decoder.dimensions();
    limits::check(width, height, header.mode.pixel_bytes(), rules)?;
    header.check_size(width, height)?;
    let found = match (decoder.original_color_type(), decoder.color_type()) {
        (ExtendedColorType::L8, ColorType::L8) => Mode::Grey,
        (ExtendedColorType::Rgb8, ColorType::Rgb8) => Mode::Rgb,
        (original, _) => return Err(TensorError::mode(format!("JPEG of {original:?} can't be carried"))),
    };
    if found != header.mode {
        return Err(header.mismatch(found.name()));
    }
    let size = usize::try_from(decoder.total_bytes()).ok().filter(|&size| size as u64 <= MAX_BYTES);
    let size =
        size.ok_or_else(|| TensorError::too_large(format!("expected at most {MAX_BYTES} bytes once decoded")))?;
    let mut samples = Decoded::room(Sample::Byte, size, spare)?;
    decoder.read_image(samples.bytes_mut()).map_err(|error| invalid(&error))?;
    Ok(Bitmap { mode: found, width, height, samples })
}

fn invalid(error: &ImageError) -> TensorError {
    TensorError::pixels(format!("no valid JPEG: {error}"))
}
