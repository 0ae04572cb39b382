//! [`PictureRules`]: the settings of `#[opt(image(…))]`.

use super::buffer::Pixels;
use super::limits::MAX_PIXELS;
use super::mode::{Mode, Sample};
use crate::dtype::same;
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

/// How hard PNG tries. Decoding is lossless and equally fast whatever was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    Fastest,
    Fast,
    Balanced,
    High,
}

/// The settings of an image field: its codec, its limits and its modes.
#[derive(Clone, Copy, Debug)]
pub struct PictureRules {
    pub(crate) codec: Codec,
    pub(crate) effort: Effort,
    pub(crate) quality: u8,
    pub(crate) max_pixels: u64,
    pub(crate) modes: Option<&'static [&'static str]>,
}

impl Rules for PictureRules {
    const DEFAULT: Self =
        Self { codec: Codec::Png, effort: Effort::Fast, quality: 85, max_pixels: MAX_PIXELS, modes: None };
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

    /// How hard PNG tries to make the file small, by name. A frame of 1920 × 1080 takes about 7 ms with
    /// `fastest`, 9 ms with `fast` (the default, 5 % smaller), half a second with `balanced` (12 %) and more with
    /// `high`.
    ///
    /// # Panics
    /// There is no such effort. In a constant that is a compile error.
    #[must_use]
    pub const fn compression(mut self, effort: &'static str) -> Self {
        self.effort = if same(effort, "fastest") {
            Effort::Fastest
        } else if same(effort, "fast") {
            Effort::Fast
        } else if same(effort, "balanced") {
            Effort::Balanced
        } else {
            assert!(same(effort, "high"), "unknown compression: expected fastest, fast, balanced or high");
            Effort::High
        };
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
                "unknown mode: expected 1, L, LA, P, RGB, RGBA, I;16, I, F, LA;16, RGB;16, RGBA;16, LA;32F, RGB;32F or \
                 RGBA;32F"
            );
            index += 1;
        }
        self.modes = Some(modes);
        self
    }

    /// These rules, once they can hold for a field of type `P`: the derive asks.
    ///
    /// # Panics
    /// The codec can't hold the type's pixels, or the modes leave out the one that it has. In a constant
    /// that is a compile error.
    #[must_use]
    pub(super) const fn checked<P: Pixels>(self) -> Self {
        let Some(mode) = P::FORMAT.0 else { return self };
        match self.codec {
            Codec::Png => assert!(
                !matches!(mode.sample(), Sample::Float),
                "PNG can't hold pixels of floats: write `codec = \"raw\"`"
            ),
            Codec::Jpeg => assert!(
                matches!(mode, Mode::Grey | Mode::Rgb),
                "JPEG holds 8-bit grey and RGB pixels only: write `codec = \"png\"` or `codec = \"raw\"`"
            ),
            Codec::Raw => {}
        }
        if let Some(modes) = self.modes {
            let (mut index, mut listed) = (0, false);
            while index < modes.len() {
                listed |= same(modes[index], mode.name());
                index += 1;
            }
            assert!(listed, "`modes` leaves out the mode of the field's own type: it could never be written");
        }
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
