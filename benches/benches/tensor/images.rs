//! A photograph as PNG and JPEG envelopes.

use crate::{Bench, HEIGHT, WIDTH};
use base64_simd::STANDARD;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::{ExtendedColorType, ImageDecoder as _, RgbImage};
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::{DumpOptions, Optimized};
use png::{BitDepth, ColorType, Compression, Decoder, Encoder};
use std::io::{Cursor, Result};

macro_rules! picture {
    ($name:ident, $settings:meta) => {
        /// A picture.
        #[derive(Optimized)]
        struct $name {
            #[opt($settings)]
            x: RgbImage,
        }
    };
}

picture!(Fast, image);
picture!(Fastest, image(compression = "fastest"));
picture!(Balanced, image(compression = "balanced"));
picture!(Jpeg, image(codec = "jpeg", quality = 85));

/// What the png crate alone does, into a buffer.
pub(crate) fn png_alone(frame: &[u8], compression: Compression, out: &mut Vec<u8>) {
    let mut encoder = Encoder::new(out, WIDTH as u32, HEIGHT as u32);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(compression);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(frame).expect("an image");
    writer.finish().expect("an end");
}

pub(crate) fn unpng_alone(file: &[u8]) -> Vec<u8> {
    let mut reader = Decoder::new(Cursor::new(file)).read_info().expect("a header");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("an image");
    pixels
}

/// The file in an envelope.
fn file_of(json: &[u8]) -> Vec<u8> {
    let value: serde_json::Value = serde_json::from_slice(json).expect("JSON");
    STANDARD.decode_to_vec(value["x"]["data"].as_str().expect("data")).expect("base64")
}

pub(crate) fn bench(bench: &Bench, tables: &mut Tables) -> Result<()> {
    let options = DumpOptions::new();
    let pixels = || RgbImage::from_raw(WIDTH as u32, HEIGHT as u32, bench.frame.clone()).expect("the size fits");
    let (fast, fastest, balanced, jpeg) =
        (Fast { x: pixels() }, Fastest { x: pixels() }, Balanced { x: pixels() }, Jpeg { x: pixels() });
    let (mut file, mut out) = (Vec::new(), Vec::new());
    let frame = bench.frame.as_slice();

    tables.section("A photograph as PNG, out");
    macro_rules! png {
        ($case:literal, $value:ident, $level:ident, $most:expr) => {{
            let race = Race::new()
                .with("optimize", |_| {
                    out.clear();
                    $value.dump_into(&options, &mut out).expect("written");
                })
                .with("png", |_| {
                    file.clear();
                    png_alone(frame, Compression::$level, &mut file);
                });
            let race = bench.guide(race, "png", "out");
            tables.race($case, race, &[Target::Of("png", 1.15), Target::Of("the guide", $most)]);
        }};
    }
    png!("fast (the default)", fast, Fast, 1.0 / 60.0);
    png!("fastest", fastest, Fastest, 1.0 / 60.0);
    png!("balanced", balanced, Balanced, 1.0);
    let guide: f64 = std::fs::read_to_string(bench.folder.join("png.size"))?.trim().parse().expect("a number");
    let raw = frame.len() as f64;
    let sizes = [("fast", fast.to_json()), ("fastest", fastest.to_json()), ("balanced", balanced.to_json())];
    let sizes: Vec<String> = sizes
        .into_iter()
        .map(|(name, json)| {
            let size = json.expect("written").len() as f64;
            format!("{name} {:.3} of raw base64, {:.3} × the guide's", size / (raw * 4.0 / 3.0), size / guide)
        })
        .collect();
    tables.note(&format!(
        "Sizes of the envelopes (asked for: at most 1.15 × the guide's by default): {}.",
        sizes.join("; ")
    ));

    tables.section("A photograph as PNG, in");
    let json = fast.to_json().expect("written");
    let file = file_of(&json);
    let race =
        Race::new().with("optimize", |_| Fast::from_json(&json).expect("valid")).with("png", |_| unpng_alone(&file));
    tables.race("validated", bench.guide(race, "png", "in"), &[Target::Of("png", 1.15), Target::Of("the guide", 1.0)]);

    tables.section("A photograph as JPEG");
    let mut file = Vec::new();
    let race = Race::new()
        .with("optimize", |_| {
            out.clear();
            jpeg.dump_into(&options, &mut out).expect("written");
        })
        .with("image", |_| {
            file.clear();
            JpegEncoder::new_with_quality(&mut file, 85)
                .encode(frame, WIDTH as u32, HEIGHT as u32, ExtendedColorType::Rgb8)
                .expect("an image");
        });
    tables.race("out", bench.guide(race, "jpeg", "out"), &[Target::Of("image", 1.15)]);
    let json = jpeg.to_json().expect("written");
    let file = file_of(&json);
    let race = Race::new().with("optimize", |_| Jpeg::from_json(&json).expect("valid")).with("image", |_| {
        let decoder = JpegDecoder::new(Cursor::new(&file)).expect("a header");
        let mut pixels = vec![0; decoder.total_bytes() as usize];
        decoder.read_image(&mut pixels).expect("an image");
        pixels
    });
    tables.race("in", bench.guide(race, "jpeg", "in"), &[Target::Of("image", 1.15)]);
    Ok(())
}
