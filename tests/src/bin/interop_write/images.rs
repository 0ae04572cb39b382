//! Images. The channels of each pixel are a function of its place: the reader knows them too.

use crate::Failure;
use image::{
    DynamicImage, GrayAlphaImage, GrayImage, ImageBuffer, Luma, LumaA, Rgb, Rgb32FImage, RgbImage, Rgba, Rgba32FImage,
    RgbaImage,
};
use optimize_core::Optimized;
use std::fs;
use std::path::Path;

const SIZES: [(u32, u32); 3] = [(1, 1), (7, 5), (64, 48)];

/// A picture as a PNG file, and the format that Pillow must find it to be.
#[derive(Optimized)]
struct Lossless {
    #[opt(image)]
    envelope: DynamicImage,
    format: String,
}

/// A picture as a JPEG file.
#[derive(Optimized)]
struct Lossy {
    #[opt(image(codec = "jpeg", quality = 90))]
    envelope: DynamicImage,
    format: String,
}

/// The bare pixels.
#[derive(Optimized)]
struct Bare {
    #[opt(image(codec = "raw"))]
    envelope: DynamicImage,
    format: String,
}

/// Grey floats, which a `DynamicImage` does not hold.
#[derive(Optimized)]
struct Floats {
    #[opt(image(codec = "raw"))]
    envelope: ImageBuffer<Luma<f32>, Vec<f32>>,
    format: String,
}

fn channel(x: u32, y: u32, channel: u32) -> u8 {
    ((x * 7 + y * 13 + channel * 31) % 256) as u8
}

fn channels<const N: usize>(x: u32, y: u32) -> [u8; N] {
    std::array::from_fn(|index| channel(x, y, index as u32))
}

/// Channels of 16 bits.
fn words<const N: usize>(x: u32, y: u32) -> [u16; N] {
    std::array::from_fn(|index| ((x * 700 + y * 1300 + index as u32 * 9000) % 65_536) as u16)
}

/// Channels of floats.
fn floats<const N: usize>(x: u32, y: u32) -> [f32; N] {
    std::array::from_fn(|index| x as f32 * 0.5 - y as f32 + index as f32)
}

/// One picture of every mode that PNG can hold.
fn pictures(width: u32, height: u32) -> [DynamicImage; 8] {
    [
        GrayImage::from_fn(width, height, |x, y| channels(x, y).into()).into(),
        GrayAlphaImage::from_fn(width, height, |x, y| channels(x, y).into()).into(),
        RgbImage::from_fn(width, height, |x, y| channels(x, y).into()).into(),
        RgbaImage::from_fn(width, height, |x, y| channels(x, y).into()).into(),
        ImageBuffer::from_fn(width, height, |x, y| Luma(words(x, y))).into(),
        ImageBuffer::from_fn(width, height, |x, y| LumaA(words(x, y))).into(),
        ImageBuffer::from_fn(width, height, |x, y| Rgb(words(x, y))).into(),
        ImageBuffer::from_fn(width, height, |x, y| Rgba(words(x, y))).into(),
    ]
}

/// Writes `pillow.ndjson`.
pub(crate) fn write_images(out: &Path) -> Result<(), Failure> {
    let mut lines = Vec::new();
    for (width, height) in SIZES {
        for picture in pictures(width, height) {
            if matches!(picture, DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_)) {
                let row = Lossy { envelope: picture.clone(), format: "JPEG".to_owned() };
                lines.extend(row.to_json()?);
                lines.push(b'\n');
            }
            lines.extend(Bare { envelope: picture.clone(), format: "raw".to_owned() }.to_json()?);
            lines.push(b'\n');
            lines.extend(Lossless { envelope: picture, format: "PNG".to_owned() }.to_json()?);
            lines.push(b'\n');
        }
        let grey = ImageBuffer::from_fn(width, height, |x, y| Luma(floats(x, y)));
        lines.extend(Floats { envelope: grey, format: "raw".to_owned() }.to_json()?);
        lines.push(b'\n');
        let colours: [DynamicImage; 2] = [
            Rgb32FImage::from_fn(width, height, |x, y| Rgb(floats(x, y))).into(),
            Rgba32FImage::from_fn(width, height, |x, y| Rgba(floats(x, y))).into(),
        ];
        for picture in colours {
            lines.extend(Bare { envelope: picture, format: "raw".to_owned() }.to_json()?);
            lines.push(b'\n');
        }
    }
    Ok(fs::write(out.join("pillow.ndjson"), lines)?)
}
