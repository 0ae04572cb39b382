//! What the end-to-end tests share: the recorded data, and the model that it was recorded with.

pub mod data;
pub mod outcome;
pub mod recording;
pub mod video;

/// The README's code runs as it stands there.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
