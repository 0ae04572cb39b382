//! What Pillow wrote, every mode that PNG has: read to the pixels that Pillow sees, and written again.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{DynamicImage, GrayAlphaImage, GrayImage, ImageBuffer, Luma, RgbImage, RgbaImage};
use optimize_core::{Adapted, Adapter};
use optimize_tensor::Picture;
use serde_json::Value;

type Grey16Image = ImageBuffer<Luma<u16>, Vec<u16>>;

struct Golden {
    json: String,
    mode: String,
    size: (u32, u32),
    /// RGBA, or 16-bit grey, little endian.
    pixels: Vec<u8>,
}

fn golden() -> Vec<Golden> {
    let lines: Vec<Golden> = include_str!("../data/pillow.ndjson")
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            let envelope = &line["envelope"];
            let side = |index: usize| u32::try_from(envelope["size"][index].as_u64().unwrap()).unwrap();
            Golden {
                json: envelope.to_string(),
                mode: envelope["mode"].as_str().unwrap().to_owned(),
                size: (side(0), side(1)),
                pixels: STANDARD.decode(line["pixels"]["data"].as_str().unwrap()).unwrap(),
            }
        })
        .collect();
    assert_eq!(lines.len(), 21);
    lines
}

fn read<T>(json: &str) -> Result<T, optimize_core::ValidationError>
where
    Picture: Adapter<T>,
{
    optimize_core::from_json::<Adapted<T, Picture>>(json).map(Adapted::into_inner)
}

fn write<T>(image: T) -> String
where
    Picture: Adapter<T>,
{
    String::from_utf8(optimize_core::to_json(&Adapted::<T, Picture>::new(image)).unwrap()).unwrap()
}

/// The pixels as Pillow's `convert("RGBA")` shows them, or as 16-bit words.
fn shown(image: &DynamicImage) -> Vec<u8> {
    match image {
        DynamicImage::ImageLuma16(image) => image.as_raw().iter().flat_map(|word| word.to_le_bytes()).collect(),
        image => image.to_rgba8().into_raw(),
    }
}

#[test]
fn every_line_is_read_to_its_pixels_and_comes_back() {
    for golden in golden() {
        let image: DynamicImage = read(&golden.json).unwrap();
        assert_eq!((image.width(), image.height()), golden.size);
        assert_eq!(shown(&image), golden.pixels, "{}", golden.json);

        let again = write(image.clone());
        let envelope: Value = serde_json::from_str(&again).unwrap();
        let mode = match &*golden.mode {
            // Black and white is grey, and a palette's colours are themselves, in the types of `image`.
            "1" => "L",
            "P" => "RGB",
            mode => mode,
        };
        assert_eq!(envelope["mode"], mode);
        assert_eq!(read::<DynamicImage>(&again).unwrap(), image);
    }
}

#[test]
fn each_type_reads_what_it_can_hold_without_loss() {
    for golden in golden() {
        let mode = &*golden.mode;
        let rgba = read::<RgbaImage>(&golden.json);
        if mode == "I;16" {
            assert_eq!(shown(&read::<Grey16Image>(&golden.json).unwrap().into()), golden.pixels);
            assert!(rgba.is_err());
            continue;
        }
        assert!(read::<Grey16Image>(&golden.json).is_err());
        assert_eq!(rgba.unwrap().into_raw(), golden.pixels);
        if matches!(mode, "RGB" | "L" | "1" | "P") {
            let image: RgbImage = read(&golden.json).unwrap();
            assert_eq!(DynamicImage::from(image).to_rgba8().into_raw(), golden.pixels);
        } else {
            let error = read::<RgbImage>(&golden.json).unwrap_err();
            assert_eq!(error.errors()[0].type_name(), "image_mode", "{error}");
        }
        assert_eq!(read::<GrayImage>(&golden.json).is_ok(), matches!(mode, "L" | "1"), "{mode}");
        assert_eq!(read::<GrayAlphaImage>(&golden.json).is_ok(), matches!(mode, "L" | "1" | "LA"), "{mode}");
    }
}
