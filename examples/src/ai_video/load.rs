//! One frame from its file.

use super::VideoFrame;
use super::error::reason;
use image::{DynamicImage, GenericImageView as _, ImageFormat, ImageReader, Limits, Pixel as _, RgbImage};
use ndarray::Array3;
use optimize_core::Optimized;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Cursor, Read as _, Seek};
use std::path::Path;

/// Frames a second.
const RATE: f64 = 25.0;

/// Pixels that a preview has at most on a side.
const PREVIEW: u32 = 16;

/// Pixels that are looked at for a preview, on a side: at least so many of a large image, and less than twice as many.
const GRID: u32 = 64;

/// A file is at most this long: 256 MiB.
const MAX_FILE: u64 = 256 << 20;

/// How many bytes of a file are in memory at once: 128 KiB, which stay in the processor's cache.
const WINDOW: usize = 128 << 10;

/// The format that a file's name promises.
pub(super) fn format_of(path: &Path) -> Option<ImageFormat> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match &*extension {
        "png" => Some(ImageFormat::Png),
        "jpg" | "jpeg" => Some(ImageFormat::Jpeg),
        _ => None,
    }
}

/// A frame and the size of its file, in bytes.
pub(super) type Loaded = (VideoFrame, usize);

/// Reads and validates a frame. The error says what is wrong with the file.
pub(super) fn load_frame(path: &Path, name: &str, index: usize) -> Result<Loaded, String> {
    let format = format_of(path).ok_or("neither PNG nor JPEG by its name")?;
    let length = fs::metadata(path).map_err(|error| reason(&error))?.len();
    if length == 0 {
        return Err("the file is empty".to_owned());
    }
    if length > MAX_FILE {
        return Err(format!("the file is longer than {MAX_FILE} bytes"));
    }
    let frame_data = decode(path, format)?;
    let frame = VideoFrame {
        frame_id: name.to_owned(),
        timestamp: index as f64 / RATE,
        preview: preview(&frame_data),
        frame_data,
    };
    match frame.validate() {
        Ok(()) => Ok((frame, usize::try_from(length).unwrap_or(usize::MAX))),
        Err(error) => Err(error.errors().iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")),
    }
}

fn decode(path: &Path, format: ImageFormat) -> Result<DynamicImage, String> {
    let kind = if format == ImageFormat::Png { "PNG" } else { "JPEG" };
    let unreadable = |error| reason(&error);
    let mut file = BufReader::with_capacity(WINDOW, File::open(path).map_err(unreadable)?);
    if !matches!(image::guess_format(file.fill_buf().map_err(unreadable)?), Ok(found) if found == format) {
        return Err(format!("this is no {kind} file, though its name says so"));
    }
    if format == ImageFormat::Png {
        return pixels(file, format, kind);
    }
    let mut bytes = Vec::new();
    file.take(MAX_FILE).read_to_end(&mut bytes).map_err(unreadable)?;
    // The decoder fills in what a cut JPEG lacks.
    if !has_end(&bytes) {
        return Err("damaged JPEG: the file is cut off".to_owned());
    }
    pixels(Cursor::new(bytes), format, kind)
}

fn pixels(file: impl BufRead + Seek, format: ImageFormat, kind: &str) -> Result<DynamicImage, String> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(16_384);
    limits.max_image_height = Some(16_384);
    limits.max_alloc = Some(256 << 20);
    let mut reader = ImageReader::with_format(file, format);
    reader.limits(limits);
    reader.decode().map_err(|error| format!("damaged {kind}: {error}"))
}

/// Whether the end marker of a JPEG stands behind its header. In the header, an embedded preview may
/// have one of its own.
fn has_end(bytes: &[u8]) -> bool {
    // Behind the start marker: segments of a marker, a length and content, up to the start of the scan.
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xff, marker, high, low, ..] = rest {
        if *marker == 0xff {
            // A marker may be padded in front.
            rest = &rest[1..];
            continue;
        }
        let length = 2 + usize::from(u16::from_be_bytes([*high, *low]));
        match (*marker, rest.get(length..)) {
            (0xda, Some(scan)) => return scan.windows(2).any(|pair| pair == [0xff, 0xd9]),
            (_, Some(next)) => rest = next,
            (_, None) => return false,
        }
    }
    false
}

/// Averages of pixels that lie on a grid: to look at all of them costs as much as a third of their decoding.
fn preview(image: &DynamicImage) -> Array3<u8> {
    let step = (image.width().max(image.height()) / GRID).max(1);
    let (width, height) = (image.width().div_ceil(step), image.height().div_ceil(step));
    let grid = RgbImage::from_fn(width, height, |x, y| image.get_pixel(x * step, y * step).to_rgb());
    let small = DynamicImage::from(grid).thumbnail(PREVIEW, PREVIEW).into_rgb8();
    let (width, height) = (small.width() as usize, small.height() as usize);
    // The buffer is exactly that long; a preview without pixels is refused by nobody and helps nobody.
    Array3::from_shape_vec((height, width, 3), small.into_raw()).unwrap_or_else(|_| Array3::zeros((0, 0, 3)))
}
