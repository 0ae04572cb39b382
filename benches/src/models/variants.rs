//! S in other forms.

use super::Quality;
use optimize_core::Optimized;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// S, with two computed fields.
#[derive(Optimized, Clone, Debug, PartialEq)]
#[opt(computed(duration_minutes, is_long_video))]
pub struct ComputedVideo {
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

impl ComputedVideo {
    /// The duration in minutes.
    #[must_use]
    pub fn duration_minutes(&self) -> f64 {
        self.duration / 60.0
    }

    /// Whether the video is longer than five minutes.
    #[must_use]
    pub fn is_long_video(&self) -> bool {
        self.duration > 300.0
    }
}

/// S, with strings that are borrowed from the input.
#[derive(Optimized, Clone, Debug, PartialEq)]
#[opt(extra = "forbid")]
pub struct BorrowedVideo<'a> {
    /// The key of the video.
    #[opt(min_length = 1, max_length = 50)]
    pub video_id: &'a str,
    /// The video's title.
    #[opt(max_length = 200)]
    pub title: Cow<'a, str>,
    /// Seconds.
    #[opt(ge = 0.0, le = 36000.0)]
    pub duration: f64,
    /// The encoder's quality.
    pub quality: Quality,
    /// Free words.
    pub tags: Vec<Cow<'a, str>>,
    /// Whatever else is known.
    pub metadata: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
    /// A longer text.
    #[opt(max_length = 1000)]
    pub description: Option<Cow<'a, str>>,
    /// A picture of the video.
    #[opt(max_length = 200)]
    pub thumbnail_url: Option<&'a str>,
}

/// S, without a constraint.
#[derive(Optimized, Clone, Debug, PartialEq)]
#[opt(extra = "forbid")]
pub struct FreeVideo {
    /// The key of the video.
    pub video_id: String,
    /// The video's title.
    pub title: String,
    /// Seconds.
    pub duration: f64,
    /// The encoder's quality.
    pub quality: Quality,
    /// Free words.
    pub tags: Vec<String>,
    /// Whatever else is known.
    pub metadata: BTreeMap<String, String>,
    /// A longer text.
    pub description: Option<String>,
    /// A picture of the video.
    pub thumbnail_url: Option<String>,
}
