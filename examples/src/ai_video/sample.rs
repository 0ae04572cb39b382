//! Records and frames for a run without arguments.

use super::PipelineError;
use super::model::{Quality, VideoData};
use super::serve::Random;
use image::{Rgb, RgbImage};
use optimize_core::DumpOptions;
use optimize_core::stream::StreamWriter;
use serde_json::json;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// How much is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How many records.
    pub records: u32,
    /// How many frames.
    pub frames: u32,
    /// The width of the widest frames, in pixels.
    pub width: u32,
}

impl Default for Sample {
    fn default() -> Self {
        Self { records: 10_000, frames: 24, width: 854 }
    }
}

const SUBJECTS: [&str; 8] =
    ["Harbour at dawn", "Night train", "Bees", "The long road", "Überfahrt", "雨の京都", "Interview", "Drone flight"];
const TAGS: [&str; 10] =
    ["nature", "city", "4k", "interview", "raw", "final", "drone", "night", "draft", "colour-graded"];

/// Makes records and frames in a folder: the file of the records, and the folder of the frames.
pub(super) fn make_sample(folder: &Path, sample: Sample) -> Result<(PathBuf, PathBuf), PipelineError> {
    let (records, frames) = (folder.join("videos.ndjson"), folder.join("frames"));
    fs::create_dir_all(&frames).map_err(PipelineError::at(&frames))?;
    // An earlier sample may have been larger.
    for entry in fs::read_dir(&frames).map_err(PipelineError::at(&frames))?.flatten() {
        if entry.file_name().to_string_lossy().starts_with("frame_") {
            fs::remove_file(entry.path()).map_err(PipelineError::at(&entry.path()))?;
        }
    }
    let file = File::create(&records).map_err(PipelineError::at(&records))?;
    // As a producer would send them: without what is computed.
    let choices = StreamWriter::builder().dump_options(DumpOptions::new().exclude_none().exclude_computed());
    let mut writer = choices.open(file).map_err(PipelineError::at(&records))?;
    let mut random = Random::new(2024);
    for index in 0..sample.records {
        writer.write(&make_record(index, &mut random)).map_err(PipelineError::at(&records))?;
    }
    writer.finish().map_err(PipelineError::at(&records))?;

    for index in 0..sample.frames {
        let extension = if index % 3 == 2 { "jpg" } else { "png" };
        let path = frames.join(format!("frame_{index:04}.{extension}"));
        make_frame(index, sample.width).save(&path).map_err(PipelineError::at(&path))?;
    }
    Ok((records, frames))
}

fn make_record(index: u32, random: &mut Random) -> VideoData {
    let mut pick = |count: usize| (random.next() % count as u64) as usize;
    let subject = SUBJECTS[pick(SUBJECTS.len())];
    let quality = [Quality::Low, Quality::Medium, Quality::High][pick(3)];
    let tags = (0..pick(5)).map(|_| TAGS[pick(TAGS.len())].to_owned()).collect();
    let fps = [24, 25, 30, 60][pick(4)];
    let (width, height) = [(1280, 720), (1920, 1080), (3840, 2160)][pick(3)];
    let codec = ["h264", "h265", "av1"][pick(3)];
    let described = pick(3) > 0;
    let duration = pick(3_600_000) as f64 / 1000.0;
    let metadata = json!({
        "codec": codec,
        "fps": fps,
        "size": [width, height],
        "bitrate": 800_000 + pick(7_000_000),
        "model": { "name": "scene-detector", "version": "2.3.1", "score": pick(10_000) as f64 / 10_000.0 },
    });
    VideoData {
        video_id: format!("video_{index:06}"),
        title: format!("{subject}, take {}", 1 + pick(40)),
        duration,
        quality,
        tags,
        metadata: match metadata {
            serde_json::Value::Object(map) => map,
            _ => serde_json::Map::new(),
        },
        description: described.then(|| format!("{subject}. Cut {} of {}, graded.", 1 + pick(9), 10 + pick(90))),
        thumbnail_url: described.then(|| format!("https://cdn.example.com/thumbs/{index:06}.jpg")),
    }
}

/// A sky with a sun that moves, in three shapes of frame.
fn make_frame(index: u32, width: u32) -> RgbImage {
    let (width, height) = match index % 3 {
        0 => (width, width * 9 / 16),
        1 => (width * 9 / 16, width),
        _ => (width * 3 / 4, width * 27 / 64),
    };
    let (width, height) = (width.max(1), height.max(1));
    let centre = (f64::from(width) * (0.1 + 0.035 * f64::from(index)), f64::from(height) * 0.35);
    let radius = f64::from(width.min(height)) / 7.0;
    let mut random = Random::new(u64::from(index));
    RgbImage::from_fn(width, height, |x, y| {
        let depth = f64::from(y) / f64::from(height);
        let distance = (f64::from(x) - centre.0).hypot(f64::from(y) - centre.1);
        // Grain, as a camera has it: a flat sky would compress to nothing.
        let grain = (random.next() % 7) as f64 - 3.0;
        let glow = (1.0 - (distance - radius) / (2.0 * radius)).clamp(0.0, 1.0);
        let colour = [60.0 + 120.0 * depth + 75.0 * glow, 110.0 + 70.0 * depth + 60.0 * glow, 190.0 - 60.0 * depth];
        Rgb(colour.map(|channel| (channel + grain).clamp(0.0, 255.0) as u8))
    })
}
