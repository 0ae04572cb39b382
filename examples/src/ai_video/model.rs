//! The models that go through the pipeline.

use image::DynamicImage;
use ndarray::Array3;
use optimize_core::Optimized;

/// One video known to the pipeline.
#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(extra = "forbid", trim, computed(duration_minutes, is_long_video))]
pub struct VideoData {
    /// The video's key.
    #[opt(min_length = 1, max_length = 50)]
    pub video_id: String,
    /// What people call it.
    #[opt(max_length = 200)]
    pub title: String,
    /// In seconds.
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
    /// Where a picture of the video is.
    #[opt(pattern = r"^https?://")]
    pub thumbnail_url: Option<String>,
}

impl VideoData {
    fn duration_minutes(&self) -> f64 {
        self.duration / 60.0
    }

    fn is_long_video(&self) -> bool {
        self.duration > 300.0
    }
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

/// One frame of a video: the image as Pillow's, and a small preview as numpy's array.
#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(extra = "forbid")]
pub struct VideoFrame {
    /// The name of the frame's file.
    #[opt(min_length = 1, max_length = 255)]
    pub frame_id: String,
    /// When the frame is shown, in seconds, at 25 frames a second in the order of the names.
    #[opt(ge = 0.0)]
    pub timestamp: f64,
    /// The pixels.
    #[opt(image)]
    pub frame_data: DynamicImage,
    /// At most 16 × 16 pixels: height, width and the channels red, green, blue.
    #[opt(tensor(shape = [_, _, 3], dtype = "uint8"))]
    pub preview: Array3<u8>,
}
