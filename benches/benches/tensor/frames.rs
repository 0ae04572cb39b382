//! Many frames on all cores: batches of a codec, and the example `ai_video` on a folder, beside png alone on the same
//! frames and cores.

use crate::images::{png_alone, unpng_alone};
use crate::{Bench, HEIGHT, WIDTH};
use image::RgbImage;
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::{Codec, Optimized};
use optimize_examples::ai_video::{Config, Progress, execute};
use png::Compression;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use std::io::Result;

/// How many frames there are.
const COUNT: usize = 16;

/// A frame of a video.
#[derive(Optimized)]
struct Frame {
    frame_id: String,
    #[opt(image)]
    frame_data: RgbImage,
}

/// The photograph, moved down by so many rows: another picture, as hard to compress.
fn moved(frame: &[u8], rows: usize) -> Vec<u8> {
    let mut moved = frame.to_vec();
    moved.rotate_right(rows * WIDTH * 3);
    moved
}

fn encode_alone(frames: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let encode = |frame: &Vec<u8>| {
        let mut file = Vec::new();
        png_alone(frame, Compression::Fast, &mut file);
        file
    };
    frames.par_iter().map(encode).collect()
}

fn decode_alone(files: &[Vec<u8>]) -> Vec<Vec<u8>> {
    files.par_iter().map(|file| unpng_alone(file)).collect()
}

pub(crate) fn bench(bench: &Bench, tables: &mut Tables) -> Result<()> {
    let pixels: Vec<Vec<u8>> = (0..COUNT).map(|index| moved(&bench.frame, index * 37)).collect();
    let files = encode_alone(&pixels);
    let folder = bench.folder.join("frames");
    std::fs::create_dir_all(&folder)?;
    for (index, file) in files.iter().enumerate() {
        std::fs::write(folder.join(format!("{index:03}.png")), file)?;
    }
    let frames: Vec<Frame> = pixels
        .iter()
        .enumerate()
        .map(|(index, pixels)| Frame {
            frame_id: format!("{index:03}.png"),
            frame_data: RgbImage::from_raw(WIDTH as u32, HEIGHT as u32, pixels.clone()).expect("the size fits"),
        })
        .collect();

    tables.section("16 frames as PNG, all cores");
    let codec = Codec::new();
    let race = Race::new().with("optimize", |_| codec.encode_batch(&frames)).with("png", |_| encode_alone(&pixels));
    tables.race("a batch out", race, &[Target::Of("png", 1.15)]);
    let sent: Vec<Vec<u8>> =
        codec.encode_batch(&frames).into_vecs().into_iter().map(|one| one.expect("written")).collect();
    let race =
        Race::new().with("optimize", |_| codec.decode_batch::<Frame, _>(&sent)).with("png", |_| decode_alone(&files));
    tables.race("a batch in, validated", race, &[Target::Of("png", 1.15)]);

    // Each frame is decoded, encoded and decoded again on either side.
    let config = Config { frames: Some(folder), out: bench.folder.join("ai_video"), ..Config::default() };
    let race = Race::new()
        .with("optimize", |_| {
            let status = execute(&config, Progress::hidden(), &mut Vec::new(), &mut Vec::new());
            assert_eq!(status, 0, "every frame goes through");
        })
        .with("png", |_| {
            let decoded = decode_alone(&files);
            decode_alone(&encode_alone(&decoded))
        });
    tables.race("a folder through `ai_video`, and back", race, &[Target::Of("png", 1.25)]);
    tables.note("In the last row png does the same PNG work on the same cores, from memory to memory: each file is decoded, encoded, and decoded again. `ai_video` does the rest as well: it reads the files from disk, makes previews, validates, hashes, writes 80 MB of JSON to disk, answers 500 requests, reads the JSON back and compares.");
    if config.out.exists() {
        std::fs::remove_dir_all(&config.out)?;
    }
    Ok(())
}
