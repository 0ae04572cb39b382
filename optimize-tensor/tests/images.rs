//! Images out and in, in each codec, and images that lie.
#![cfg(feature = "image")]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{
    DynamicImage, GrayAlphaImage, GrayImage, ImageBuffer, Luma, LumaA, Rgb, Rgb32FImage, RgbImage, Rgba, RgbaImage,
};
use optimize_core::rules::Rules as _;
use optimize_tensor::{Picture, PictureRules};
use serde_json::{Value, json};
use support::{fingerprint, only_error, read, with_rules, write};

type Grey16Image = ImageBuffer<Luma<u16>, Vec<u16>>;

fn colours(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| Rgb([(x * 7) as u8, (y * 11) as u8, (x * y) as u8]))
}

fn envelope(file: &[u8], mode: &str, width: u32, height: u32) -> String {
    json!({"__type__": "pil_image", "data": STANDARD.encode(file), "mode": mode, "size": [width, height]}).to_string()
}

/// The file inside an envelope.
fn file(json: &str) -> Vec<u8> {
    let envelope: Value = serde_json::from_str(json).unwrap();
    STANDARD.decode(envelope["data"].as_str().unwrap()).unwrap()
}

fn refused(json: &str) -> String {
    only_error(&read::<DynamicImage, Picture>(json).unwrap_err())
}

with_rules!(Jpeg, Picture, RgbImage, PictureRules::DEFAULT.jpeg().quality(95));
with_rules!(RawPixels, Picture, DynamicImage, PictureRules::DEFAULT.raw());
with_rules!(Small, Picture, RgbImage, PictureRules::DEFAULT.max_pixels(100));
with_rules!(OnlyGrey, Picture, DynamicImage, PictureRules::DEFAULT.modes(&["L", "I;16"]));

fn samples() -> Vec<DynamicImage> {
    vec![
        GrayImage::from_fn(5, 3, |x, y| Luma([(x * y) as u8])).into(),
        GrayAlphaImage::from_raw(3, 1, vec![1, 2, 3, 4, 5, 6]).unwrap().into(),
        colours(9, 4).into(),
        RgbaImage::from_raw(1, 2, (0..8).collect()).unwrap().into(),
        Grey16Image::from_fn(4, 4, |x, y| Luma([(x * 300 + y * 5000) as u16])).into(),
    ]
}

#[test]
fn lossless_codecs_give_the_same_pixels() {
    for image in samples() {
        let png = write::<_, Picture>(image.clone()).unwrap();
        assert_eq!(read::<DynamicImage, Picture>(&png).unwrap(), image);
        let raw = write::<_, RawPixels>(image.clone()).unwrap();
        assert_eq!(read::<DynamicImage, RawPixels>(&raw).unwrap(), image);
        assert!(raw.ends_with(r#""codec":"raw"}"#), "{raw}");
    }
}

#[test]
fn every_pixel_type_comes_back_in_every_codec_that_can_hold_it() {
    macro_rules! each {
        ($($pixel:ident<$channel:ty>, $mode:literal, $png:literal);* $(;)?) => {$({
            with_rules!(Raw, Picture, ImageBuffer<$pixel<$channel>, Vec<$channel>>, PictureRules::DEFAULT.raw());
            let count = <$pixel<$channel> as image::Pixel>::CHANNEL_COUNT as usize;
            let samples: Vec<$channel> = (0..7 * 5 * count).map(|index| (index * 37 % 251) as $channel).collect();
            let image = ImageBuffer::<$pixel<$channel>, _>::from_raw(7, 5, samples).unwrap();
            let raw = write::<_, Raw>(image.clone()).unwrap();
            assert!(raw.contains(concat!(r#""mode":""#, $mode, r#"","size":[7,5],"codec":"raw"}"#)), "{raw}");
            assert_eq!(read::<ImageBuffer<$pixel<$channel>, Vec<$channel>>, Raw>(&raw).unwrap(), image);
            let png = write::<_, Picture>(image.clone());
            assert_eq!(png.is_ok(), $png, $mode);
            if let Ok(png) = png {
                assert!(png.ends_with(concat!(r#""mode":""#, $mode, r#"","size":[7,5]}"#)), "{png}");
                assert_eq!(read::<ImageBuffer<$pixel<$channel>, Vec<$channel>>, Picture>(&png).unwrap(), image);
                let decoded = image::load_from_memory(&file(&png)).unwrap();
                assert_eq!(decoded.color().channel_count() as usize, count);
                assert_eq!(decoded.as_bytes(), bytemuck::cast_slice::<$channel, u8>(image.as_raw()), "as another decoder reads it");
            }
        })*};
    }
    each! {
        Luma<u8>, "L", true;
        LumaA<u8>, "LA", true;
        Rgb<u8>, "RGB", true;
        Rgba<u8>, "RGBA", true;
        Luma<u16>, "I;16", true;
        LumaA<u16>, "LA;16", true;
        Rgb<u16>, "RGB;16", true;
        Rgba<u16>, "RGBA;16", true;
        Luma<f32>, "F", false;
        LumaA<f32>, "LA;32F", false;
        Rgb<f32>, "RGB;32F", false;
        Rgba<f32>, "RGBA;32F", false;
    }
}

#[test]
fn narrow_pixels_widen_without_loss_and_wide_ones_never_narrow() {
    let grey = ImageBuffer::<Luma<u16>, _>::from_raw(2, 1, vec![7_u16, 65_000]).unwrap();
    let png = write::<_, Picture>(grey.clone()).unwrap();
    let rgba: ImageBuffer<Rgba<u16>, Vec<u16>> = read::<_, Picture>(&png).unwrap();
    assert_eq!(rgba.into_raw(), [7, 7, 7, 65_535, 65_000, 65_000, 65_000, 65_535]);
    assert_eq!(
        only_error(&read::<RgbImage, Picture>(&png).unwrap_err()),
        "image_mode: expected an image that an `RgbImage` can hold without loss, got a grey of 16 bits one"
    );
    let alpha = write::<_, Picture>(ImageBuffer::<LumaA<u16>, Vec<u16>>::new(1, 1)).unwrap();
    assert_eq!(
        only_error(&read::<ImageBuffer<Rgb<u16>, Vec<u16>>, Picture>(&alpha).unwrap_err()),
        "image_mode: expected an image that an `ImageBuffer<Rgb<u16>, _>` can hold without loss, got a grey of 16 bits \
         with transparency one"
    );
    let bytes = write::<_, Picture>(colours(1, 1)).unwrap();
    assert!(read::<ImageBuffer<Rgb<u16>, Vec<u16>>, Picture>(&bytes).is_err());
}

#[test]
fn a_buffer_longer_than_its_image_is_cut() {
    let image = ImageBuffer::<Rgb<u8>, _>::from_raw(2, 1, (0..20).collect::<Vec<u8>>()).unwrap();
    let back: RgbImage = read::<_, Picture>(&write::<_, Picture>(image).unwrap()).unwrap();
    assert_eq!(back.into_raw(), [0, 1, 2, 3, 4, 5]);
}

#[test]
fn png_tries_as_hard_as_it_is_told() {
    with_rules!(Fastest, Picture, RgbImage, PictureRules::DEFAULT.compression("fastest"));
    with_rules!(High, Picture, RgbImage, PictureRules::DEFAULT.compression("high"));
    let image = RgbImage::from_fn(200, 100, |x, y| Rgb([(x ^ y) as u8, (x * y / 50) as u8, (x / 3) as u8]));
    let (fastest, high) = (write::<_, Fastest>(image.clone()).unwrap(), write::<_, High>(image.clone()).unwrap());
    assert!(high.len() < fastest.len(), "{} {}", high.len(), fastest.len());
    for json in [fastest, high] {
        assert_eq!(read::<RgbImage, Picture>(&json).unwrap(), image);
    }
}

#[test]
fn the_envelope_is_the_guides() {
    let json = write::<_, Picture>(colours(9, 4)).unwrap();
    assert!(json.starts_with(r#"{"__type__":"pil_image","data":"iVBORw0KGgo"#), "{json}");
    assert!(json.ends_with(r#"","mode":"RGB","size":[9,4]}"#), "{json}");
    assert_eq!(&file(&json)[..8], b"\x89PNG\r\n\x1a\n");
    let decoded = image::load_from_memory(&file(&json)).unwrap();
    assert_eq!(decoded, colours(9, 4).into());
}

#[test]
fn jpeg_comes_close() {
    let image = RgbImage::from_fn(32, 16, |x, y| Rgb([(x * 8) as u8, (y * 16) as u8, 128]));
    let json = write::<_, Jpeg>(image.clone()).unwrap();
    let back: RgbImage = read::<_, Jpeg>(&json).unwrap();
    assert_eq!(back.dimensions(), (32, 16));
    for (found, expected) in back.as_raw().iter().zip(image.as_raw()) {
        assert!(found.abs_diff(*expected) < 16, "{found} for {expected}");
    }
    // The format is the field's: neither is taken for the other.
    let refused = only_error(&read::<RgbImage, Picture>(&json).unwrap_err());
    assert_eq!(refused, "image_data: no valid PNG: the file is a JPEG");
    let png = write::<_, Picture>(image).unwrap();
    assert_eq!(only_error(&read::<RgbImage, Jpeg>(&png).unwrap_err()), "image_data: no valid JPEG: the file is a PNG");
}

#[test]
fn what_a_codec_can_not_hold_is_refused() {
    let floats: DynamicImage = Rgb32FImage::new(1, 1).into();
    let error = write::<_, Picture>(floats).unwrap_err().to_string();
    assert!(error.contains("PNG can't hold images of mode RGB;32F"), "{error}");
    let error = write::<_, Picture>(RgbImage::new(0, 3)).unwrap_err().to_string();
    assert!(error.contains("PNG has no empty images: 0 × 3 pixels"), "{error}");

    with_rules!(AnyJpeg, Picture, DynamicImage, PictureRules::DEFAULT.jpeg());
    let error = write::<_, AnyJpeg>(RgbaImage::new(1, 1).into()).unwrap_err().to_string();
    assert!(error.contains("JPEG holds the modes L and RGB, not RGBA"), "{error}");
}

#[test]
fn mode_and_size_must_be_the_images_own() {
    let png = file(&write::<_, Picture>(colours(9, 4)).unwrap());
    for (mode, width, height, message) in [
        ("L", 9, 4, "image_mode: expected an image of mode L, got RGB"),
        ("RGBA", 9, 4, "image_mode: expected an image of mode RGBA, got RGB"),
        ("P", 9, 4, "image_mode: expected an image of mode P, got RGB"),
        ("RGB", 4, 9, "image_size: expected 4 × 9 pixels as `size` says, got 9 × 4"),
        ("RGB", 20_000, 1, "image_too_large: expected at most 16384 pixels a side, got 20000 × 1"),
    ] {
        assert_eq!(refused(&envelope(&png, mode, width, height)), message);
    }
    assert_eq!(
        refused(&envelope(&png, "CMYK", 9, 4)),
        "mode: image_mode: images of mode CMYK can't be carried: convert them to RGB, RGBA, L or I;16 first"
    );
    assert!(refused(&envelope(&png, "XYZ", 9, 4)).starts_with("mode: image_mode: unknown mode \"XYZ\""));
    let jpeg = write::<_, Jpeg>(colours(9, 4)).unwrap().replace("\"RGB\"", "\"L\"");
    assert_eq!(
        only_error(&read::<RgbImage, Jpeg>(&jpeg).unwrap_err()),
        "image_mode: expected an image of mode L, got RGB"
    );
}

#[test]
fn a_huge_header_is_refused_before_any_pixel() {
    // The header of the image, its length and checksum right, its sides changed.
    let png = file(&write::<_, Picture>(colours(9, 4)).unwrap());
    let huge = |width: u32, height: u32| {
        let mut png = png.clone();
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        let checksum = crc32(&png[12..29]);
        png[29..33].copy_from_slice(&checksum.to_be_bytes());
        png
    };
    assert_eq!(
        refused(&envelope(&huge(2_000_000_000, 2_000_000_000), "RGB", 9, 4)),
        "image_too_large: expected at most 16384 pixels a side, got 2000000000 × 2000000000"
    );
    assert_eq!(
        refused(&envelope(&huge(16_384, 16_384), "RGB", 16_384, 16_384)),
        "image_too_large: expected at most 67108864 pixels, got 16384 × 16384 = 268435456"
    );
    assert!(refused(&envelope(&huge(8_192, 8_192), "RGB", 8_192, 8_192)).starts_with("image_data: no valid PNG"));
    assert_eq!(
        refused(&envelope(&huge(10, 4), "RGB", 9, 4)),
        "image_size: expected 9 × 4 pixels as `size` says, got 10 × 4"
    );
}

/// The checksum of PNG's chunks, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc: u32, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1))))
}

#[test]
fn every_cut_of_a_file_is_refused() {
    let png = file(&write::<_, Picture>(colours(9, 4)).unwrap());
    for end in 0..png.len() {
        assert!(read::<RgbImage, Picture>(&envelope(&png[..end], "RGB", 9, 4)).is_err(), "PNG of {end} bytes");
    }
    let jpeg = file(&write::<_, Jpeg>(colours(9, 4)).unwrap());
    for end in 0..jpeg.len() {
        assert!(read::<RgbImage, Jpeg>(&envelope(&jpeg[..end], "RGB", 9, 4)).is_err(), "JPEG of {end} bytes");
    }
}

#[test]
fn every_flipped_bit_of_a_png_is_an_error_or_the_same_image() {
    let image = colours(9, 4);
    let png = file(&write::<_, Picture>(image.clone()).unwrap());
    for (index, bit) in (0..png.len()).flat_map(|index| (0..8).map(move |bit| (index, bit))) {
        let mut flipped = png.clone();
        flipped[index] ^= 1 << bit;
        if let Ok(found) = read::<RgbImage, Picture>(&envelope(&flipped, "RGB", 9, 4)) {
            assert_eq!(found, image, "bit {bit} of byte {index}");
        }
    }
}

#[test]
fn flipped_bits_of_a_jpeg_do_no_harm() {
    let jpeg = file(&write::<_, Jpeg>(colours(17, 11)).unwrap());
    for (index, bit) in (0..jpeg.len()).flat_map(|index| (0..8).map(move |bit| (index, bit))) {
        let mut flipped = jpeg.clone();
        flipped[index] ^= 1 << bit;
        if let Ok(found) = read::<RgbImage, Jpeg>(&envelope(&flipped, "RGB", 17, 11)) {
            assert_eq!(found.dimensions(), (17, 11));
        }
    }
}

#[test]
fn raw_pixels_must_be_as_many_as_the_size_asks_for() {
    let raw = |mode: &str, size: [u32; 2], bytes: &[u8]| {
        json!({"__type__": "pil_image", "data": STANDARD.encode(bytes), "mode": mode, "size": size, "codec": "raw"})
            .to_string()
    };
    let refused = |json: &str| only_error(&read::<DynamicImage, RawPixels>(json).unwrap_err());
    assert_eq!(
        refused(&raw("RGB", [2, 2], &[0; 11])),
        "image_data: expected 12 bytes for 2 × 2 pixels of mode RGB, got 11"
    );
    assert_eq!(
        refused(&raw("RGBA", [8192, 8192], &[0; 4])),
        "image_data: expected 268435456 bytes for 8192 × 8192 pixels of mode RGBA, got 4"
    );
    assert!(refused(&raw("P", [1, 1], &[0])).ends_with("raw pixels of mode P lack their palette"));
    assert!(refused(&raw("I", [1, 1], &[0; 4])).contains("raw pixels of mode I have 32 bits"));

    // Ten pixels a row: two bytes, the last six bits unused.
    let bits =
        read::<DynamicImage, RawPixels>(&raw("1", [10, 2], &[0b1000_0001, 0b0111_1111, 0, 0b1000_0000])).unwrap();
    let white: Vec<u8> = vec![255, 0, 0, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0];
    assert_eq!(bits.into_luma8().into_raw(), white);

    let file = write::<_, Picture>(colours(1, 1)).unwrap();
    assert_eq!(refused(&file), "image_type: expected raw pixels (`\"codec\": \"raw\"`), got a file");
    let pixels = write::<_, RawPixels>(colours(1, 1).into()).unwrap();
    assert_eq!(
        only_error(&read::<RgbImage, Picture>(&pixels).unwrap_err()),
        "image_type: expected a PNG file, got raw pixels"
    );
}

#[test]
fn rules_hold_both_ways() {
    let large = write::<_, Picture>(colours(101, 1)).unwrap();
    let message = "image_too_large: expected at most 100 pixels, got 101 × 1 = 101";
    assert_eq!(only_error(&read::<RgbImage, Small>(&large).unwrap_err()), message);
    assert!(write::<_, Small>(colours(101, 1)).unwrap_err().to_string().contains("expected at most 100 pixels"));
    assert!(write::<_, Small>(colours(100, 1)).is_ok());

    let colour = write::<_, Picture>(colours(1, 1)).unwrap();
    let message = "image_mode: expected the mode L or I;16, got RGB";
    assert_eq!(only_error(&read::<DynamicImage, OnlyGrey>(&colour).unwrap_err()), message);
    assert!(write::<_, OnlyGrey>(colours(1, 1).into()).is_err());
    assert!(write::<_, OnlyGrey>(GrayImage::new(1, 1).into()).is_ok());
}

#[test]
fn a_wrong_or_missing_key_is_named() {
    for (json, message) in [
        (
            r#"{"__type__":"numpy_array","data":"","mode":"L","size":[1,1]}"#,
            r#"__type__: image_type: expected "pil_image", got "numpy_array""#,
        ),
        (
            r#"{"data":"","mode":"L","size":[1,1]}"#,
            r#"image_type: the key `__type__` is missing: expected "pil_image""#,
        ),
        (r#"{"__type__":"pil_image","mode":"L","size":[1,1]}"#, "image_data: the key `data` is missing"),
        (r#"{"__type__":"pil_image","data":"","size":[1,1]}"#, "image_mode: the key `mode` is missing"),
        (r#"{"__type__":"pil_image","data":"","mode":"L"}"#, "image_size: the key `size` is missing"),
        (
            r#"{"__type__":"pil_image","data":"","mode":"L","size":[1]}"#,
            "size: image_size: expected width and height, got 1 numbers",
        ),
        (
            r#"{"__type__":"pil_image","data":"","mode":"L","size":[1,-1]}"#,
            "size.1: image_size: expected a number of pixels, got -1",
        ),
        (
            r#"{"__type__":"pil_image","data":"A","mode":"L","size":[1,1]}"#,
            "image_data: no base64: its 1 characters are no multiple of 4",
        ),
        (
            r#"{"__type__":"pil_image","data":"","mode":"L","size":[1,1],"codec":"gif"}"#,
            r#"codec: image_type: expected "png", "jpeg" or "raw", got "gif""#,
        ),
    ] {
        assert_eq!(refused(json), message, "{json}");
    }
}

#[test]
fn fingerprints_tell_images_apart() {
    let base = fingerprint::<_, Picture>(colours(3, 2));
    assert_eq!(base, fingerprint::<_, Picture>(colours(3, 2)));
    assert_eq!(base, fingerprint::<DynamicImage, Picture>(colours(3, 2).into()));
    assert_ne!(base, fingerprint::<_, Picture>(colours(2, 3)));
    let mut other = colours(3, 2);
    other.get_pixel_mut(2, 1).0[2] ^= 1;
    assert_ne!(base, fingerprint::<_, Picture>(other));
    let (black, white): (DynamicImage, DynamicImage) =
        (Rgb32FImage::new(1, 1).into(), Rgb32FImage::from_pixel(1, 1, Rgb([1.0; 3])).into());
    assert_ne!(fingerprint::<_, Picture>(black), fingerprint::<_, Picture>(white));
}
