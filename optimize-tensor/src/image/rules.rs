//! [`PictureRules`]: the settings of `#[opt(image(…))]`.

use super::limits::MAX_PIXELS;
use super::mode::Mode;
use crate::error::TensorError;
use optimize_core::rules::Rules;

/// How pixels become bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    Png,
    Jpeg,
    Raw,
}

impl Codec {
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Png => "a PNG file",
            Self::Jpeg => "a JPEG file",
            Self::Raw => "raw pixels (`\"codec\": \"raw\"`)",
        }
    }
}

/// The settings of an image field: its codec, its limits and its modes.
#[derive(Clone, Copy, Debug)]
pub struct PictureRules {
    pub(crate) codec: Codec,
    pub(crate) quality: u8,
    pub(crate) max_pixels: u64,
    pub(crate) modes: Option<&'static [&'static str]>,
}

impl Rules for PictureRules {
    const DEFAULT: Self = Self { codec: Codec::Png, quality: 85, max_pixels: MAX_PIXELS, modes: None };
}

impl PictureRules {
    /// PNG files, lossless: the default.
    #[must_use]
    pub const fn png(mut self) -> Self {
        self.codec = Codec::Png;
        self
    }

    /// JPEG files. They hold the modes `L` and `RGB`, and lose detail.
    #[must_use]
    pub const fn jpeg(mut self) -> Self {
        self.codec = Codec::Jpeg;
        self
    }

    /// The bare pixels, row by row from the top, as Pillow's `tobytes`.
    #[must_use]
    pub const fn raw(mut self) -> Self {
        self.codec = Codec::Raw;
        self
    }

    /// JPEG's quality, from 1 to 100. The default is 85.
    ///
    /// # Panics
    /// The quality is out of that range. In a constant that is a compile error.
    #[must_use]
    pub const fn quality(mut self, quality: u8) -> Self {
        assert!(quality >= 1 && quality <= 100, "`quality` is out of its range from 1 to 100");
        self.quality = quality;
        self
    }

    /// Refuses images of more pixels. The default is 64 × 2²⁰; the other limits hold as well.
    #[must_use]
    pub const fn max_pixels(mut self, pixels: u64) -> Self {
        self.max_pixels = pixels;
        self
    }

    /// Accepts only these of Pillow's modes, such as `RGB`.
    ///
    /// # Panics
    /// There is no such mode, or it is one that can't be carried. In a constant that is a compile error.
    #[must_use]
    pub const fn modes(mut self, modes: &'static [&'static str]) -> Self {
        let mut index = 0;
        while index < modes.len() {
            assert!(
                Mode::from_name(modes[index]).is_some(),
                "unknown mode: expected 1, L, LA, P, RGB, RGBA, I;16 or I"
            );
            index += 1;
        }
        self.modes = Some(modes);
        self
    }

    /// Refuses other modes than the field's.
    pub(crate) fn check_mode(&self, mode: &str) -> Result<(), TensorError> {
        match self.modes {
            Some(modes) if !modes.contains(&mode) => {
                Err(TensorError::mode(format!("expected the mode {}, got {mode}", modes.join(" or "))))
            }
            _ => Ok(()),
        }
    }
}
