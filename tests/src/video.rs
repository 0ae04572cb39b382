//! The model of which `dumps.ndjson` and `validation.ndjson` were recorded.

use optimize_core::Optimized;

/// One video known to the pipeline.
#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(extra = "forbid", trim, populate_by_name, computed(duration_minutes, is_long_video))]
pub struct VideoData {
    /// The key of the video.
    #[opt(min_length = 1, max_length = 50)]
    pub video_id: String,
    /// Video title
    #[opt(max_length = 200)]
    pub title: String,
    /// Duration in seconds
    #[opt(ge = 0.0, le = 3600.0)]
    pub duration: f64,
    /// The encoder's quality.
    #[opt(default = Quality::Medium)]
    pub quality: Quality,
    /// Free words.
    #[opt(default)]
    pub tags: Vec<String>,
    /// Whatever else is known.
    #[opt(default)]
    pub metadata: serde_json::Map<String, serde_json::Value>,
    /// A longer text.
    #[opt(max_length = 1000)]
    pub description: Option<String>,
    /// A picture of the video.
    #[opt(pattern = r"^https?://")]
    pub thumbnail_url: Option<String>,
}

/// A video's quality.
#[derive(Optimized, Debug, Clone, Copy, PartialEq, Eq)]
#[opt(rename_all = "lowercase")]
pub enum Quality {
    /// Small files.
    Low,
    /// The usual.
    Medium,
    /// Large files.
    High,
}

impl VideoData {
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
