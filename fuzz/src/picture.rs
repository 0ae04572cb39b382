//! Images in JSON from anybody, in each codec.

use super::round::comes_back_if_read;
use image::{DynamicImage, GrayImage, ImageBuffer, Luma, Rgb, RgbImage, Rgba, RgbaImage};
use optimize_core::Optimized;

/// An image of a type and with settings.
macro_rules! pictures {
    ($($name:ident($setting:meta, $image:ty);)*) => {$(
        #[derive(Optimized)]
        struct $name(#[opt($setting)] $image);
    )*};
}

pictures! {
    Png(image, DynamicImage);
    GreyPng(image, GrayImage);
    WidePng(image, RgbaImage);
    DeepPng(image(compression = "fastest"), ImageBuffer<Rgba<u16>, Vec<u16>>);
    Jpeg(image(codec = "jpeg", max_pixels = 1_000_000), DynamicImage);
    Raw(image(codec = "raw"), DynamicImage);
    RawColours(image(codec = "raw", modes = ["1", "L", "RGB"]), RgbImage);
    RawWords(image(codec = "raw"), ImageBuffer<Rgb<u16>, Vec<u16>>);
    RawFloats(image(codec = "raw"), ImageBuffer<Luma<f32>, Vec<f32>>);
}

/// Reads an image into types and in codecs of every kind, and writes it back.
///
/// # Panics
/// When an image that was read without loss comes back as another.
pub fn image_envelope(data: &[u8]) {
    if let Ok(image) = optimize_core::from_json::<Png>(data) {
        // PNG has no empty image, so what was read has a pixel.
        assert!(image.0.width() > 0 && image.0.height() > 0);
        comes_back_if_read::<Png>(data);
        // What one type holds, it holds without loss: in a wider one it is another image, and comes back as well.
        comes_back_if_read::<GreyPng>(data);
        comes_back_if_read::<WidePng>(data);
        comes_back_if_read::<DeepPng>(data);
        return;
    }
    comes_back_if_read::<Raw>(data);
    comes_back_if_read::<RawColours>(data);
    comes_back_if_read::<RawWords>(data);
    comes_back_if_read::<RawFloats>(data);
    if let Ok(image) = optimize_core::from_json::<Jpeg>(data) {
        // Each time it loses something, but it stays an image of this size.
        let text = optimize_core::to_json(&image).expect("written");
        let back = optimize_core::from_json::<Jpeg>(&text).expect("read back");
        assert!((back.0.width(), back.0.height()) == (image.0.width(), image.0.height()));
    }
}
