//! The models of the benchmarks, for rydantic.

use rydantic::Model;
use std::collections::BTreeMap;

/// S: one video, every field set, 289 bytes.
#[derive(Model, Debug)]
#[model(extra = "forbid")]
pub struct Video {
    /// The key of the video.
    #[model(min_length = 1, max_length = 50)]
    pub video_id: String,
    /// The video's title.
    #[model(max_length = 200)]
    pub title: String,
    /// Seconds.
    #[model(ge = 0.0, le = 36000.0)]
    pub duration: f64,
    /// The encoder's quality.
    pub quality: Quality,
    /// Free words.
    pub tags: Vec<String>,
    /// Whatever else is known.
    pub metadata: BTreeMap<String, String>,
    /// A longer text.
    #[model(max_length = 1000)]
    pub description: Option<String>,
    /// A picture of the video.
    #[model(max_length = 200)]
    pub thumbnail_url: Option<String>,
}

/// A video's quality.
#[derive(Model, Debug)]
pub enum Quality {
    #[model(rename = "low")]
    Low,
    #[model(rename = "medium")]
    Medium,
    #[model(rename = "high")]
    High,
}

/// M: a cut of twenty clips, 3.1 KB.
#[derive(Model, Debug)]
#[model(extra = "forbid")]
pub struct Timeline {
    /// The key.
    pub id: u64,
    /// The name.
    #[model(min_length = 1, max_length = 100)]
    pub name: String,
    /// Frames in a second.
    #[model(gt = 0.0)]
    pub fps: f64,
    /// The parts.
    #[model(max_length = 1000)]
    pub clips: Vec<Clip>,
}

/// A part of a cut.
#[derive(Model, Debug)]
#[model(extra = "forbid")]
pub struct Clip {
    /// The key.
    pub id: u64,
    /// The name.
    #[model(min_length = 1, max_length = 100)]
    pub name: String,
    /// Seconds from the beginning.
    #[model(ge = 0.0)]
    pub start: f64,
    /// Seconds from the beginning.
    #[model(ge = 0.0)]
    pub end: f64,
    /// The track.
    #[model(le = 99)]
    pub track: u8,
    /// Whether it is shown.
    pub enabled: bool,
    /// A factor.
    #[model(ge = 0.0, le = 2.0)]
    pub volume: Option<f64>,
    /// The picture's size.
    pub size: Size,
    /// Free words.
    #[model(max_length = 8)]
    pub tags: Vec<String>,
}

/// A picture's size in pixels.
#[derive(Model, Debug)]
#[model(extra = "forbid")]
pub struct Size {
    /// Pixels.
    #[model(ge = 1)]
    pub width: u32,
    /// Pixels.
    #[model(ge = 1)]
    pub height: u32,
}

/// T: a text full of escapes and Unicode, 9 KB.
#[derive(Model, Debug)]
pub struct Text {
    /// The text.
    pub text: String,
}

/// N: ten thousand floats, 187 KB.
#[derive(Model, Debug)]
pub struct Numbers {
    /// The numbers.
    pub values: Vec<f64>,
}
