//! The models of [`models`](crate::models) once more, for the peers: here for serde, jsony, facet, garde
//! and validator, in [`rusdantic`] for that one, which writes its own serde implementations.

pub mod rusdantic;

use facet::Facet;
use jsony::Jsony;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use validator::Validate;

/// A video's quality.
#[derive(Jsony, Serialize, Deserialize, Facet, Clone, Copy, Debug, PartialEq, Eq)]
#[jsony(Json)]
#[serde(rename_all = "lowercase")]
#[facet(rename_all = "lowercase")]
#[repr(u8)]
pub enum Quality {
    /// Small files.
    #[jsony(rename = "low")]
    Low,
    /// The usual.
    #[jsony(rename = "medium")]
    Medium,
    /// Large files.
    #[jsony(rename = "high")]
    High,
}

/// S: one video, every field set, 289 bytes.
#[derive(Jsony, Serialize, Deserialize, Facet, garde::Validate, Validate, Clone, Debug, PartialEq)]
#[jsony(Json)]
#[serde(deny_unknown_fields)]
#[facet(deny_unknown_fields)]
pub struct Video {
    /// The key of the video.
    #[garde(length(chars, min = 1, max = 50))]
    #[validate(length(min = 1, max = 50))]
    pub video_id: String,
    /// The video's title.
    #[garde(length(chars, max = 200))]
    #[validate(length(max = 200))]
    pub title: String,
    /// Seconds.
    #[garde(range(min = 0.0, max = 36000.0))]
    #[validate(range(min = 0.0, max = 36000.0))]
    pub duration: f64,
    /// The encoder's quality.
    #[garde(skip)]
    pub quality: Quality,
    /// Free words.
    #[garde(skip)]
    pub tags: Vec<String>,
    /// Whatever else is known.
    #[garde(skip)]
    pub metadata: BTreeMap<String, String>,
    /// A longer text.
    #[garde(length(chars, max = 1000))]
    #[validate(length(max = 1000))]
    pub description: Option<String>,
    /// A picture of the video.
    #[garde(length(chars, max = 200))]
    #[validate(length(max = 200))]
    pub thumbnail_url: Option<String>,
}

/// M: a cut of twenty clips, 3.1 KB.
#[derive(Jsony, Serialize, Deserialize, Facet, garde::Validate, Validate, Clone, Debug, PartialEq)]
#[jsony(Json)]
#[serde(deny_unknown_fields)]
#[facet(deny_unknown_fields)]
pub struct Timeline {
    /// The key.
    #[garde(skip)]
    pub id: u64,
    /// The name.
    #[garde(length(chars, min = 1, max = 100))]
    #[validate(length(min = 1, max = 100))]
    pub name: String,
    /// Frames in a second.
    #[garde(range(min = f64::MIN_POSITIVE))]
    #[validate(range(exclusive_min = 0.0))]
    pub fps: f64,
    /// The parts.
    #[garde(length(max = 1000), dive)]
    #[validate(length(max = 1000), nested)]
    pub clips: Vec<Clip>,
}

/// A part of a cut.
#[derive(Jsony, Serialize, Deserialize, Facet, garde::Validate, Validate, Clone, Debug, PartialEq)]
#[jsony(Json)]
#[serde(deny_unknown_fields)]
#[facet(deny_unknown_fields)]
pub struct Clip {
    /// The key.
    #[garde(skip)]
    pub id: u64,
    /// The name.
    #[garde(length(chars, min = 1, max = 100))]
    #[validate(length(min = 1, max = 100))]
    pub name: String,
    /// Seconds from the beginning.
    #[garde(range(min = 0.0))]
    #[validate(range(min = 0.0))]
    pub start: f64,
    /// Seconds from the beginning.
    #[garde(range(min = 0.0))]
    #[validate(range(min = 0.0))]
    pub end: f64,
    /// The track.
    #[garde(range(max = 99))]
    #[validate(range(max = 99))]
    pub track: u8,
    /// Whether it is shown.
    #[garde(skip)]
    pub enabled: bool,
    /// A factor.
    #[garde(range(min = 0.0, max = 2.0))]
    #[validate(range(min = 0.0, max = 2.0))]
    pub volume: Option<f64>,
    /// The picture's size.
    #[garde(dive)]
    #[validate(nested)]
    pub size: Size,
    /// Free words.
    #[garde(length(max = 8))]
    #[validate(length(max = 8))]
    pub tags: Vec<String>,
}

/// A picture's size in pixels.
#[derive(Jsony, Serialize, Deserialize, Facet, garde::Validate, Validate, Clone, Debug, PartialEq)]
#[jsony(Json)]
#[serde(deny_unknown_fields)]
#[facet(deny_unknown_fields)]
pub struct Size {
    /// Pixels.
    #[garde(range(min = 1))]
    #[validate(range(min = 1))]
    pub width: u32,
    /// Pixels.
    #[garde(range(min = 1))]
    #[validate(range(min = 1))]
    pub height: u32,
}

/// T: a text full of escapes and Unicode, 9 KB.
#[derive(Jsony, Serialize, Deserialize, Facet, garde::Validate, Validate, Clone, Debug, PartialEq)]
#[jsony(Json)]
pub struct Text {
    /// The text.
    #[garde(skip)]
    pub text: String,
}

/// N: ten thousand floats, 187 KB.
#[derive(Jsony, Serialize, Deserialize, Facet, garde::Validate, Validate, Clone, Debug, PartialEq)]
#[jsony(Json)]
pub struct Numbers {
    /// The numbers.
    #[garde(skip)]
    pub values: Vec<f64>,
}
