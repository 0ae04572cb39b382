//! Images in JSON from anybody, in each codec.

use super::pick::Pick;
use super::round::{comes_back, comes_back_if_read};
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

/// Reads an image into some types and codecs, and writes it back.
///
/// # Panics
/// When an image that was read without loss comes back as another.
pub fn image_envelope(data: &[u8]) {
    check(data, &Pick::of(data));
}

/// The same into types and in codecs of every kind: for inputs that are kept.
///
/// # Panics
/// As [`image_envelope`].
pub fn image_envelope_in_full(data: &[u8]) {
    check(data, &Pick::all());
}

fn check(data: &[u8], pick: &Pick) {
    if let Ok(image) = optimize_core::from_json::<Png>(data) {
        // PNG has no empty image, so what was read has a pixel.
        assert!(image.0.width() > 0 && image.0.height() > 0);
        comes_back(&image);
        // What one type holds, it holds without loss: in a wider one it is another image, and comes back as well.
        if pick.one(0, 0, 3) {
            comes_back_if_read::<GreyPng>(data);
        }
        if pick.one(0, 1, 3) {
            comes_back_if_read::<WidePng>(data);
        }
        if pick.one(0, 2, 3) {
            comes_back_if_read::<DeepPng>(data);
        }
        return;
    }
    if pick.one(1, 0, 5) {
        comes_back_if_read::<Raw>(data);
    }
    if pick.one(1, 1, 5) {
        comes_back_if_read::<RawColours>(data);
    }
    if pick.one(1, 2, 5) {
        comes_back_if_read::<RawWords>(data);
    }
    if pick.one(1, 3, 5) {
        comes_back_if_read::<RawFloats>(data);
    }
    if pick.one(1, 4, 5)
        && let Ok(image) = optimize_core::from_json::<Jpeg>(data)
    {
        // Each time it loses something, but it stays an image of this size.
        let text = optimize_core::to_json(&image).expect("written");
        let back = optimize_core::from_json::<Jpeg>(&text).expect("read back");
        assert!((back.0.width(), back.0.height()) == (image.0.width(), image.0.height()));
    }
}
