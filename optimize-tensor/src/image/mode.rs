//! [`Mode`]: Pillow's names of pixel formats.

use crate::dtype::{excerpt, same};
use crate::error::TensorError;

/// A pixel format that Pillow and PNG share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// `1`: black or white
    Bilevel,
    /// `L`: grey, 8 bits
    Grey,
    /// `LA`: grey and alpha, 8 bits each
    GreyAlpha,
    /// `P`: an index into a palette
    Palette,
    /// `RGB`, 8 bits each
    Rgb,
    /// `RGBA`, 8 bits each
    Rgba,
    /// `I;16`: grey, 16 bits. Pillow also writes its 32-bit mode `I` as PNG of 16 bits.
    Grey16,
}

impl Mode {
    const ALL: [Self; 7] =
        [Self::Bilevel, Self::Grey, Self::GreyAlpha, Self::Palette, Self::Rgb, Self::Rgba, Self::Grey16];

    /// Pillow's name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Bilevel => "1",
            Self::Grey => "L",
            Self::GreyAlpha => "LA",
            Self::Palette => "P",
            Self::Rgb => "RGB",
            Self::Rgba => "RGBA",
            Self::Grey16 => "I;16",
        }
    }

    /// The mode of a name.
    pub(crate) const fn from_name(name: &str) -> Option<Self> {
        let mut index = 0;
        while index < Self::ALL.len() {
            if same(Self::ALL[index].name(), name) {
                return Some(Self::ALL[index]);
            }
            index += 1;
        }
        if same(name, "I") { Some(Self::Grey16) } else { None }
    }

    /// The mode of a name from the wire.
    pub(crate) fn parse(name: &str) -> Result<Self, TensorError> {
        Self::from_name(name).ok_or_else(|| {
            let message = match name {
                "CMYK" | "YCbCr" | "HSV" | "LAB" | "F" | "PA" | "RGBX" | "RGBa" | "La" | "I;16B" | "I;16L"
                | "I;16N" => {
                    format!("images of mode {name} can't be carried: convert them to RGB, RGBA, L or I;16 first")
                }
                _ => format!("unknown mode {:?}: expected 1, L, LA, P, RGB, RGBA, I;16 or I", excerpt(name)),
            };
            TensorError::mode(message)
        })
    }

    /// Bytes that one pixel takes at most once it is decoded.
    pub(crate) const fn pixel_bytes(self) -> u64 {
        match self {
            Self::Bilevel | Self::Grey => 1,
            Self::GreyAlpha | Self::Grey16 => 2,
            Self::Rgb => 3,
            // A palette's colours may have alpha.
            Self::Palette | Self::Rgba => 4,
        }
    }
}
