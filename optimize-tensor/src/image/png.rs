//! PNG files: what Pillow's `save(format="PNG")` writes and `open` reads.

use super::buffer::{Bitmap, Decoded, View};
use super::envelope::PictureEnvelope;
use super::limits::{self, MAX_BYTES};
use super::mode::Mode;
use super::rules::PictureRules;
use crate::error::TensorError;
use png::{BitDepth, ColorType, Compression, DecodeOptions, Decoder, DecodingError, Encoder, Limits, Transformations};
use std::io::Cursor;

/// The image as a PNG file.
pub(super) fn encode(view: &View<'_>) -> Result<Vec<u8>, TensorError> {
    let (color, depth) = match view.mode {
        Mode::Grey => (ColorType::Grayscale, BitDepth::Eight),
        Mode::GreyAlpha => (ColorType::GrayscaleAlpha, BitDepth::Eight),
        Mode::Rgb => (ColorType::Rgb, BitDepth::Eight),
        Mode::Rgba => (ColorType::Rgba, BitDepth::Eight),
        Mode::Grey16 => (ColorType::Grayscale, BitDepth::Sixteen),
        Mode::Bilevel | Mode::Palette => {
            return Err(TensorError::mode(format!("images of mode {} are only read", view.mode.name())));
        }
    };
    if view.width == 0 || view.height == 0 {
        let message = format!("PNG has no empty images: {} × {} pixels", view.width, view.height);
        return Err(TensorError::size(message));
    }
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, view.width, view.height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(Compression::Fast);
    let written = encoder.write_header().and_then(|mut writer| {
        // PNG's words are big endian.
        writer.write_image_data(&view.bytes(u16::to_be_bytes))?;
        writer.finish()
    });
    written.map_err(|error| TensorError::pixels(error.to_string()))?;
    Ok(file)
}

/// Decodes a file whose header agrees with its envelope.
pub(super) fn decode(file: &[u8], envelope: &PictureEnvelope<'_>, rules: &PictureRules) -> Result<Bitmap, TensorError> {
    let mut options = DecodeOptions::default();
    // A palette's transparency is in an ancillary chunk: a damaged one must not pass as none.
    options.set_skip_ancillary_crc_failures(false);
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    let mut decoder = Decoder::new_with_options(Cursor::new(file), options);
    decoder.set_limits(Limits { bytes: usize::try_from(MAX_BYTES).unwrap_or(usize::MAX) });

    let header = decoder.read_header_info().map_err(|error| invalid(&error))?;
    let (width, height, color, depth) = (header.width, header.height, header.color_type, header.bit_depth);
    limits::check(width, height, envelope.mode.pixel_bytes(), rules)?;
    envelope.check_size(width, height)?;
    let found = mode_of(color, depth)?;
    if found != envelope.mode {
        return Err(envelope.mismatch(found.name()));
    }

    // Grey of few bits is spread over eight, and a palette applied. Elsewhere the mode says that there
    // is no alpha, and a single transparent colour stays out of the pixels, as in Pillow.
    let packed = !matches!(depth, BitDepth::Eight | BitDepth::Sixteen);
    decoder.set_transformations(if color == ColorType::Indexed || packed {
        Transformations::EXPAND
    } else {
        Transformations::IDENTITY
    });
    let mut reader = decoder.read_info().map_err(|error| invalid(&error))?;
    let size = reader
        .output_buffer_size()
        .filter(|&size| size as u64 <= MAX_BYTES)
        .ok_or_else(|| TensorError::too_large(format!("expected at most {MAX_BYTES} bytes once decoded")))?;
    let mut samples = vec![0; size];
    let output = reader.next_frame(&mut samples).map_err(|error| invalid(&error))?;
    // Without this a file that lacks its end would pass.
    reader.finish().map_err(|error| invalid(&error))?;
    samples.truncate(output.buffer_size());

    let pixels = match (output.color_type, output.bit_depth) {
        (ColorType::Grayscale, BitDepth::Eight) => Decoded::Grey(samples),
        (ColorType::GrayscaleAlpha, BitDepth::Eight) if color == ColorType::Grayscale => {
            Decoded::Grey(samples.as_chunks::<2>().0.iter().map(|&[grey, _]| grey).collect())
        }
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => Decoded::GreyAlpha(samples),
        (ColorType::Rgb, BitDepth::Eight) => Decoded::Rgb(samples),
        (ColorType::Rgba, BitDepth::Eight) => Decoded::Rgba(samples),
        (ColorType::Grayscale, BitDepth::Sixteen) => {
            Decoded::Grey16(samples.as_chunks::<2>().0.iter().map(|&word| u16::from_be_bytes(word)).collect())
        }
        (color, depth) => {
            return Err(TensorError::mode(format!("PNG of {color:?} with {depth:?} bits can't be carried")));
        }
    };
    Ok(Bitmap { width, height, pixels })
}

/// The mode that Pillow opens a file with, where it loses nothing by that.
fn mode_of(color: ColorType, depth: BitDepth) -> Result<Mode, TensorError> {
    Ok(match (color, depth) {
        (ColorType::Grayscale, BitDepth::One) => Mode::Bilevel,
        (ColorType::Grayscale, BitDepth::Sixteen) => Mode::Grey16,
        (ColorType::Grayscale, _) => Mode::Grey,
        (ColorType::Indexed, _) => Mode::Palette,
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => Mode::GreyAlpha,
        (ColorType::Rgb, BitDepth::Eight) => Mode::Rgb,
        (ColorType::Rgba, BitDepth::Eight) => Mode::Rgba,
        _ => return Err(TensorError::mode(format!("PNG of {color:?} with 16 bits a sample has no mode in Pillow"))),
    })
}

fn invalid(error: &DecodingError) -> TensorError {
    match error {
        DecodingError::LimitsExceeded => {
            TensorError::too_large(format!("expected at most {MAX_BYTES} bytes once decoded"))
        }
        error => TensorError::pixels(format!("no valid PNG: {error}")),
    }
}
