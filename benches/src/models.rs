//! The models as this crate has them. `peers` holds the same for serde, jsony and garde.

mod variants;

use optimize_core::Optimized;
use std::collections::BTreeMap;
pub use variants::{BorrowedVideo, ComputedVideo, FreeVideo};

/// S: one video, every field set, 289 bytes.
#[derive(Optimized, Clone, Debug, PartialEq)]
#[opt(extra = "forbid")]
pub struct Video {
    /// The key of the video.
    #[opt(min_length = 1, max_length = 50)]
    pub video_id: String,
    /// The video's title.
    #[opt(max_length = 200)]
    pub title: String,
    /// Seconds.
    #[opt(ge = 0.0, le = 36000.0)]
    pub duration: f64,
    /// The encoder's quality.
    pub quality: Quality,
    /// Free words.
    pub tags: Vec<String>,
    /// Whatever else is known.
    pub metadata: BTreeMap<String, String>,
    /// A longer text.
    #[opt(max_length = 1000)]
    pub description: Option<String>,
    /// A picture of the video.
    #[opt(max_length = 200)]
    pub thumbnail_url: Option<String>,
}

/// A video's quality.
#[derive(Optimized, Clone, Copy, Debug, PartialEq, Eq)]
#[opt(rename_all = "lowercase")]
pub enum Quality {
    /// Small files.
    Low,
    /// The usual.
    Medium,
    /// Large files.
    High,
}

/// M: a cut of twenty clips, 3.1 KB.
#[derive(Optimized, Clone, Debug, PartialEq)]
#[opt(extra = "forbid")]
pub struct Timeline {
    /// The key.
    pub id: u64,
    /// The name.
    #[opt(min_length = 1, max_length = 100)]
    pub name: String,
    /// Frames in a second.
    #[opt(gt = 0.0)]
    pub fps: f64,
    /// The parts.
    #[opt(max_length = 1000)]
    pub clips: Vec<Clip>,
}

/// A part of a cut.
#[derive(Optimized, Clone, Debug, PartialEq)]
#[opt(extra = "forbid")]
pub struct Clip {
    /// The key.
    pub id: u64,
    /// The name.
    #[opt(min_length = 1, max_length = 100)]
    pub name: String,
    /// Seconds from the beginning.
    #[opt(ge = 0.0)]
    pub start: f64,
    /// Seconds from the beginning.
    #[opt(ge = 0.0)]
    pub end: f64,
    /// The track.
    #[opt(le = 99)]
    pub track: u8,
    /// Whether it is shown.
    pub enabled: bool,
    /// A factor.
    #[opt(ge = 0.0, le = 2.0)]
    pub volume: Option<f64>,
    /// The picture's size.
    pub size: Size,
    /// Free words.
    #[opt(max_length = 8)]
    pub tags: Vec<String>,
}

/// A picture's size in pixels.
#[derive(Optimized, Clone, Debug, PartialEq)]
#[opt(extra = "forbid")]
pub struct Size {
    /// Pixels.
    #[opt(gt = 0)]
    pub width: u32,
    /// Pixels.
    #[opt(gt = 0)]
    pub height: u32,
}

/// T: a text full of escapes and Unicode, 9 KB.
#[derive(Optimized, Clone, Debug, PartialEq)]
pub struct Text {
    /// The text.
    pub text: String,
}

/// N: ten thousand floats, 187 KB.
#[derive(Optimized, Clone, Debug, PartialEq)]
pub struct Numbers {
    /// The numbers.
    pub values: Vec<f64>,
}
