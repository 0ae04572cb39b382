//! The models once more, for rusdantic.

// The derive writes such code.
#![allow(clippy::extend_with_drain)]

use super::Quality;
use rusdantic::Rusdantic;
use std::collections::BTreeMap;

/// S: one video, every field set, 289 bytes.
#[derive(Rusdantic, Clone, Debug, PartialEq)]
#[rusdantic(deny_unknown_fields)]
pub struct Video {
    /// The key of the video.
    #[rusdantic(length(min = 1, max = 50))]
    pub video_id: String,
    /// The video's title.
    #[rusdantic(length(max = 200))]
    pub title: String,
    /// Seconds.
    #[rusdantic(range(min = 0.0, max = 36000.0))]
    pub duration: f64,
    /// The encoder's quality.
    pub quality: Quality,
    /// Free words.
    pub tags: Vec<String>,
    /// Whatever else is known.
    pub metadata: BTreeMap<String, String>,
    /// A longer text.
    #[rusdantic(length(max = 1000))]
    pub description: Option<String>,
    /// A picture of the video.
    #[rusdantic(length(max = 200))]
    pub thumbnail_url: Option<String>,
}

/// M: a cut of twenty clips, 3.1 KB.
#[derive(Rusdantic, Clone, Debug, PartialEq)]
#[rusdantic(deny_unknown_fields)]
pub struct Timeline {
    /// The key.
    pub id: u64,
    /// The name.
    #[rusdantic(length(min = 1, max = 100))]
    pub name: String,
    /// Frames in a second.
    #[rusdantic(range(min = f64::MIN_POSITIVE))]
    pub fps: f64,
    /// The parts.
    #[rusdantic(length(max = 1000), nested)]
    pub clips: Vec<Clip>,
}

/// A part of a cut.
#[derive(Rusdantic, Clone, Debug, PartialEq)]
#[rusdantic(deny_unknown_fields)]
pub struct Clip {
    /// The key.
    pub id: u64,
    /// The name.
    #[rusdantic(length(min = 1, max = 100))]
    pub name: String,
    /// Seconds from the beginning.
    #[rusdantic(range(min = 0.0))]
    pub start: f64,
    /// Seconds from the beginning.
    #[rusdantic(range(min = 0.0))]
    pub end: f64,
    /// The track.
    #[rusdantic(range(max = 99))]
    pub track: u8,
    /// Whether it is shown.
    pub enabled: bool,
    /// A factor.
    #[rusdantic(range(min = 0.0, max = 2.0))]
    pub volume: Option<f64>,
    /// The picture's size.
    #[rusdantic(nested)]
    pub size: Size,
    /// Free words.
    #[rusdantic(length(max = 8))]
    pub tags: Vec<String>,
}

/// A picture's size in pixels.
#[derive(Rusdantic, Clone, Debug, PartialEq)]
#[rusdantic(deny_unknown_fields)]
pub struct Size {
    /// Pixels.
    #[rusdantic(range(min = 1))]
    pub width: u32,
    /// Pixels.
    #[rusdantic(range(min = 1))]
    pub height: u32,
}

/// T: a text full of escapes and Unicode, 9 KB.
#[derive(Rusdantic, Clone, Debug, PartialEq)]
pub struct Text {
    /// The text.
    pub text: String,
}

/// N: ten thousand floats, 187 KB.
#[derive(Rusdantic, Clone, Debug, PartialEq)]
pub struct Numbers {
    /// The numbers.
    pub values: Vec<f64>,
}
