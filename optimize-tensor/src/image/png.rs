//! PNG files: what Pillow's `save(format="PNG")` writes and `open` reads.

use super::buffer::{Bitmap, View};
use super::header::{PictureHeader, check_begin};
use super::limits::{self, MAX_BYTES};
use super::mode::{Mode, Sample};
use super::rules::{Effort, PictureRules};
use super::samples::Decoded;
use crate::dtype::ByteOrder;
use crate::error::TensorError;
use png::{BitDepth, ColorType, Compression, DecodeOptions, Decoder, DecodingError, Encoder, Limits, Transformations};
use std::io::{Cursor, Write};

/// Writes the image as a PNG file.
pub(super) fn encode(view: &View<'_>, effort: Effort, out: &mut impl Write) -> Result<(), TensorError> {
    let color = match view.mode.channels() {
        1 => ColorType::Grayscale,
        2 => ColorType::GrayscaleAlpha,
        3 => ColorType::Rgb,
        _ => ColorType::Rgba,
    };
    let depth = match view.mode.sample() {
        Sample::Byte => BitDepth::Eight,
        Sample::Word => BitDepth::Sixteen,
        Sample::Float => {
            let message = format!("PNG can't hold images of mode {}: `codec = \"raw\"` can", view.mode.name());
            return Err(TensorError::mode(message));
        }
    };
    if view.width == 0 || view.height == 0 {
        let message = format!("PNG has no empty images: {} × {} pixels", view.width, view.height);
        return Err(TensorError::size(message));
    }
    let mut encoder = Encoder::new(out, view.width, view.height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(match effort {
        Effort::Fastest => Compression::Fastest,
        Effort::Fast => Compression::Fast,
        Effort::Balanced => Compression::Balanced,
        Effort::High => Compression::High,
    });
    let written = encoder.write_header().and_then(|mut writer| {
        // PNG's words are big endian.
        writer.write_image_data(&view.samples.in_order(ByteOrder::Big))?;
        writer.finish()
    });
    written.map_err(|error| TensorError::pixels(error.to_string()))
}

/// Decodes a file whose header agrees with its envelope.
pub(super) fn decode(
    file: &[u8],
    header: &PictureHeader<'_>,
    rules: &PictureRules,
    spare: Option<Decoded>,
) -> Result<Bitmap, TensorError> {
    check_begin(file, "PNG")?;
    let mut options = DecodeOptions::default();
    // A palette's transparency is in an ancillary chunk: a damaged one must not pass as none.
    options.set_skip_ancillary_crc_failures(false);
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    let mut decoder = Decoder::new_with_options(Cursor::new(file), options);
    decoder.set_limits(Limits { bytes: usize::try_from(MAX_BYTES).unwrap_or(usize::MAX) });

    let own = decoder.read_header_info().map_err(|error| invalid(&error))?;
    let (width, height, color, depth) = (own.width, own.height, own.color_type, own.bit_depth);
    limits::check(width, height, header.mode.pixel_bytes(), rules)?;
    header.check_size(width, height)?;
    let found = mode_of(color, depth)?;
    if found != header.mode {
        return Err(header.mismatch(found.name()));
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
    let sample = found.sample();
    let mut samples = Decoded::room(sample, size.div_ceil(sample.dtype().size()), spare)?;
    let output = reader.next_frame(samples.bytes_mut()).map_err(|error| invalid(&error))?;
    // Without this a file that lacks its end would pass.
    reader.finish().map_err(|error| invalid(&error))?;
    samples.settle(ByteOrder::Big);

    let mode = match (output.color_type, output.bit_depth) {
        (ColorType::Grayscale, BitDepth::Eight) => Mode::Grey,
        // The transparency of one grey, which was spread with the bits.
        (ColorType::GrayscaleAlpha, BitDepth::Eight) if color == ColorType::Grayscale => {
            samples = match samples {
                Decoded::Bytes(bytes) => {
                    Decoded::Bytes(bytes.as_chunks::<2>().0.iter().map(|&[grey, _]| grey).collect())
                }
                other => other,
            };
            Mode::Grey
        }
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => Mode::GreyAlpha,
        (ColorType::Rgb, BitDepth::Eight) => Mode::Rgb,
        (ColorType::Rgba, BitDepth::Eight) => Mode::Rgba,
        (ColorType::Grayscale, BitDepth::Sixteen) => Mode::Grey16,
        (ColorType::GrayscaleAlpha, BitDepth::Sixteen) => Mode::GreyAlpha16,
        (ColorType::Rgb, BitDepth::Sixteen) => Mode::Rgb16,
        (ColorType::Rgba, BitDepth::Sixteen) => Mode::Rgba16,
        (color, depth) => {
            return Err(TensorError::mode(format!("PNG of {color:?} with {depth:?} bits can't be carried")));
        }
    };
    Ok(Bitmap { mode, width, height, samples })
}

/// The mode that Pillow opens a file with, or ours where Pillow would lose bits.
fn mode_of(color: ColorType, depth: BitDepth) -> Result<Mode, TensorError> {
    Ok(match (color, depth) {
        (ColorType::Grayscale, BitDepth::One) => Mode::Bilevel,
        (ColorType::Grayscale, BitDepth::Sixteen) => Mode::Grey16,
        (ColorType::Grayscale, _) => Mode::Grey,
        (ColorType::Indexed, _) => Mode::Palette,
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => Mode::GreyAlpha,
        (ColorType::Rgb, BitDepth::Eight) => Mode::Rgb,
        (ColorType::Rgba, BitDepth::Eight) => Mode::Rgba,
        (ColorType::GrayscaleAlpha, BitDepth::Sixteen) => Mode::GreyAlpha16,
        (ColorType::Rgb, BitDepth::Sixteen) => Mode::Rgb16,
        (ColorType::Rgba, BitDepth::Sixteen) => Mode::Rgba16,
        _ => return Err(TensorError::mode(format!("PNG of {color:?} with {depth:?} bits can't be carried"))),
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
