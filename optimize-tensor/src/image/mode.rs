//! [`Mode`]: Pillow's names of pixel formats, and what `image` has beyond them.

use crate::dtype::{DType, excerpt, same};
use crate::error::TensorError;

/// A pixel format. The first eight names are Pillow's; the others continue its way of naming: a raw
/// mode is what stands before the `;`, and the bits of a sample behind it.
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
    /// `F`: grey, a 32-bit float
    GreyFloat,
    /// `LA;16`
    GreyAlpha16,
    /// `RGB;16`
    Rgb16,
    /// `RGBA;16`
    Rgba16,
    /// `LA;32F`
    GreyAlphaFloat,
    /// `RGB;32F`
    RgbFloat,
    /// `RGBA;32F`
    RgbaFloat,
}

/// The type of a channel's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sample {
    Byte,
    Word,
    Float,
}

impl Sample {
    /// The element type of a tensor of such samples.
    pub(crate) const fn dtype(self) -> DType {
        match self {
            Self::Byte => DType::UInt8,
            Self::Word => DType::UInt16,
            Self::Float => DType::Float32,
        }
    }
}

/// The names, for messages and schemas. `I` is read as `I;16`.
pub(crate) const NAMES: [&str; 15] = [
    "1", "L", "LA", "P", "RGB", "RGBA", "I;16", "I", "F", "LA;16", "RGB;16", "RGBA;16", "LA;32F", "RGB;32F", "RGBA;32F",
];

impl Mode {
    const ALL: [Self; 14] = [
        Self::Bilevel,
        Self::Grey,
        Self::GreyAlpha,
        Self::Palette,
        Self::Rgb,
        Self::Rgba,
        Self::Grey16,
        Self::GreyFloat,
        Self::GreyAlpha16,
        Self::Rgb16,
        Self::Rgba16,
        Self::GreyAlphaFloat,
        Self::RgbFloat,
        Self::RgbaFloat,
    ];

    /// The name on the wire.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Bilevel => "1",
            Self::Grey => "L",
            Self::GreyAlpha => "LA",
            Self::Palette => "P",
            Self::Rgb => "RGB",
            Self::Rgba => "RGBA",
            Self::Grey16 => "I;16",
            Self::GreyFloat => "F",
            Self::GreyAlpha16 => "LA;16",
            Self::Rgb16 => "RGB;16",
            Self::Rgba16 => "RGBA;16",
            Self::GreyAlphaFloat => "LA;32F",
            Self::RgbFloat => "RGB;32F",
            Self::RgbaFloat => "RGBA;32F",
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
                "CMYK" | "YCbCr" | "HSV" | "LAB" | "PA" | "RGBX" | "RGBa" | "La" | "I;16B" | "I;16L" | "I;16N" => {
                    format!("images of mode {name} can't be carried: convert them to RGB, RGBA, L or I;16 first")
                }
                _ => format!("unknown mode {:?}: expected one of {}", excerpt(name), NAMES.join(", ")),
            };
            TensorError::mode(message)
        })
    }

    /// The type of a channel's value once the image is decoded.
    pub(crate) const fn sample(self) -> Sample {
        match self {
            Self::Bilevel | Self::Grey | Self::GreyAlpha | Self::Palette | Self::Rgb | Self::Rgba => Sample::Byte,
            Self::Grey16 | Self::GreyAlpha16 | Self::Rgb16 | Self::Rgba16 => Sample::Word,
            Self::GreyFloat | Self::GreyAlphaFloat | Self::RgbFloat | Self::RgbaFloat => Sample::Float,
        }
    }

    /// The channels of a pixel, at most, once the image is decoded.
    pub(crate) const fn channels(self) -> usize {
        match self {
            Self::Bilevel | Self::Grey | Self::Grey16 | Self::GreyFloat => 1,
            Self::GreyAlpha | Self::GreyAlpha16 | Self::GreyAlphaFloat => 2,
            Self::Rgb | Self::Rgb16 | Self::RgbFloat => 3,
            // A palette's colours may have alpha.
            Self::Palette | Self::Rgba | Self::Rgba16 | Self::RgbaFloat => 4,
        }
    }

    /// Bytes that one pixel takes at most once it is decoded.
    pub(crate) const fn pixel_bytes(self) -> u64 {
        (self.channels() * self.sample().dtype().size()) as u64
    }

    /// What to call a decoded image in a message.
    pub(crate) const fn describe(self) -> &'static str {
        match self {
            Self::Bilevel | Self::Grey => "grey",
            Self::GreyAlpha => "grey with transparency",
            Self::Palette | Self::Rgb => "coloured",
            Self::Rgba => "coloured with transparency",
            Self::Grey16 => "grey of 16 bits",
            Self::GreyAlpha16 => "grey of 16 bits with transparency",
            Self::Rgb16 => "coloured of 16 bits",
            Self::Rgba16 => "coloured of 16 bits with transparency",
            Self::GreyFloat => "grey of floats",
            Self::GreyAlphaFloat => "grey of floats with transparency",
            Self::RgbFloat => "coloured of floats",
            Self::RgbaFloat => "coloured of floats with transparency",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_that_of_its_mode() {
        for mode in Mode::ALL {
            assert_eq!(Mode::from_name(mode.name()), Some(mode));
            assert!(NAMES.contains(&mode.name()), "{mode:?}");
        }
        for name in NAMES {
            assert!(Mode::from_name(name).is_some(), "{name}");
        }
    }
}
