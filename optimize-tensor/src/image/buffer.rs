//! [`Pixels`]: the types of `image` that a field can have, and what they can hold.

use super::mode::Mode;
use crate::error::TensorError;
use image::{DynamicImage, GrayAlphaImage, GrayImage, ImageBuffer, Luma, RgbImage, RgbaImage};
use optimize_core::fingerprint::FingerprintHasher;
use std::borrow::Cow;

/// A type of images: `image::DynamicImage`, `GrayImage`, `GrayAlphaImage`, `RgbImage`, `RgbaImage` and
/// `ImageBuffer<Luma<u16>, Vec<u16>>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no image that Pillow has a mode for",
    label = "this type can't be an `#[opt(image)]` field",
    note = "DynamicImage, GrayImage, GrayAlphaImage, RgbImage, RgbaImage and ImageBuffer<Luma<u16>, Vec<u16>> are carried"
)]
pub trait Pixels: Buffer {}

/// The two ways between an image's type and its bytes. Sealed with [`Pixels`].
pub trait Buffer: Sized {
    #[doc(hidden)]
    fn view(&self) -> Result<View<'_>, TensorError>;

    #[doc(hidden)]
    fn from_bitmap(bitmap: Bitmap) -> Result<Self, TensorError>;

    #[doc(hidden)]
    fn fingerprint(&self, hasher: &mut FingerprintHasher) {
        match self.view() {
            Ok(view) => view.fingerprint(hasher),
            // What can't be dumped is told apart by why.
            Err(error) => hasher.write_bytes(error.to_string().as_bytes()),
        }
    }
}

/// An image in memory, to be written.
pub struct View<'a> {
    pub(crate) mode: Mode,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) samples: Samples<'a>,
}

/// The samples of all pixels, row by row from the top.
pub(crate) enum Samples<'a> {
    Bytes(&'a [u8]),
    Words(&'a [u16]),
}

impl View<'_> {
    /// The samples as bytes, those of words in this order.
    pub(crate) fn bytes(&self, word_bytes: fn(u16) -> [u8; 2]) -> Cow<'_, [u8]> {
        match self.samples {
            Samples::Bytes(bytes) => Cow::Borrowed(bytes),
            Samples::Words(words) => Cow::Owned(words.iter().flat_map(|&word| word_bytes(word)).collect()),
        }
    }

    fn fingerprint(&self, hasher: &mut FingerprintHasher) {
        hasher.write_u8(self.mode as u8);
        hasher.write_u64(self.width.into());
        hasher.write_u64(self.height.into());
        match self.samples {
            Samples::Bytes(bytes) => hasher.write_bytes(bytes),
            Samples::Words(words) => hasher.write_bytes(bytemuck::must_cast_slice(words)),
        }
    }
}

/// An image that was read.
pub struct Bitmap {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) pixels: Decoded,
}

/// Pixels as they were decoded. A bilevel image is grey by now, a palette applied.
pub(crate) enum Decoded {
    Grey(Vec<u8>),
    GreyAlpha(Vec<u8>),
    Rgb(Vec<u8>),
    Rgba(Vec<u8>),
    Grey16(Vec<u16>),
}

impl Decoded {
    fn name(&self) -> &'static str {
        match self {
            Self::Grey(_) => "grey",
            Self::GreyAlpha(_) => "grey with transparency",
            Self::Rgb(_) => "coloured",
            Self::Rgba(_) => "coloured with transparency",
            Self::Grey16(_) => "grey of 16 bits",
        }
    }

    fn refuse(&self, field: &str) -> TensorError {
        TensorError::mode(format!("expected an image that {field} can hold without loss, got a {} one", self.name()))
    }
}

/// Each pixel of `N` samples as one of `M`.
fn widen<const N: usize, const M: usize>(samples: &[u8], pixel: impl Fn([u8; N]) -> [u8; M]) -> Vec<u8> {
    samples.as_chunks::<N>().0.iter().flat_map(|&samples| pixel(samples)).collect()
}

/// The buffer of a size, unless there are too few samples for it.
fn buffer<P: image::Pixel>(
    width: u32,
    height: u32,
    samples: Vec<P::Subpixel>,
) -> Result<ImageBuffer<P, Vec<P::Subpixel>>, TensorError> {
    ImageBuffer::from_raw(width, height, samples)
        .ok_or_else(|| TensorError::pixels(format!("fewer pixels than {width} × {height}")))
}

/// A buffer of 8-bit samples: its mode, and the wider pixels that others become.
macro_rules! bytes_buffer {
    ($type:ty, $name:literal, $mode:ident, $($decoded:pat => $samples:expr),+ $(,)?) => {
        impl Pixels for $type {}

        impl Buffer for $type {
            fn view(&self) -> Result<View<'_>, TensorError> {
                let (width, height) = self.dimensions();
                Ok(View { mode: Mode::$mode, width, height, samples: Samples::Bytes(self.as_raw()) })
            }

            fn from_bitmap(bitmap: Bitmap) -> Result<Self, TensorError> {
                let samples = match bitmap.pixels {
                    $($decoded => $samples,)+
                    other => return Err(other.refuse($name)),
                };
                buffer(bitmap.width, bitmap.height, samples)
            }
        }
    };
}

bytes_buffer!(GrayImage, "a `GrayImage`", Grey, Decoded::Grey(samples) => samples);
bytes_buffer!(
    GrayAlphaImage, "a `GrayAlphaImage`", GreyAlpha,
    Decoded::GreyAlpha(samples) => samples,
    Decoded::Grey(samples) => widen(&samples, |[grey]| [grey, 255]),
);
bytes_buffer!(
    RgbImage, "an `RgbImage`", Rgb,
    Decoded::Rgb(samples) => samples,
    Decoded::Grey(samples) => widen(&samples, |[grey]| [grey; 3]),
);
bytes_buffer!(
    RgbaImage, "an `RgbaImage`", Rgba,
    Decoded::Rgba(samples) => samples,
    Decoded::Rgb(samples) => widen(&samples, |[red, green, blue]| [red, green, blue, 255]),
    Decoded::GreyAlpha(samples) => widen(&samples, |[grey, alpha]| [grey, grey, grey, alpha]),
    Decoded::Grey(samples) => widen(&samples, |[grey]| [grey, grey, grey, 255]),
);

type Grey16Image = ImageBuffer<Luma<u16>, Vec<u16>>;

impl Pixels for Grey16Image {}

impl Buffer for Grey16Image {
    fn view(&self) -> Result<View<'_>, TensorError> {
        let (width, height) = self.dimensions();
        Ok(View { mode: Mode::Grey16, width, height, samples: Samples::Words(self.as_raw()) })
    }

    fn from_bitmap(bitmap: Bitmap) -> Result<Self, TensorError> {
        match bitmap.pixels {
            Decoded::Grey16(samples) => buffer(bitmap.width, bitmap.height, samples),
            other => Err(other.refuse("an `ImageBuffer<Luma<u16>, _>`")),
        }
    }
}

impl Pixels for DynamicImage {}

impl Buffer for DynamicImage {
    fn view(&self) -> Result<View<'_>, TensorError> {
        match self {
            Self::ImageLuma8(image) => image.view(),
            Self::ImageLumaA8(image) => image.view(),
            Self::ImageRgb8(image) => image.view(),
            Self::ImageRgba8(image) => image.view(),
            Self::ImageLuma16(image) => image.view(),
            other => Err(TensorError::mode(format!("Pillow has no mode for {:?} images", other.color()))),
        }
    }

    fn from_bitmap(bitmap: Bitmap) -> Result<Self, TensorError> {
        Ok(match bitmap.pixels {
            Decoded::Grey(_) => Self::ImageLuma8(GrayImage::from_bitmap(bitmap)?),
            Decoded::GreyAlpha(_) => Self::ImageLumaA8(GrayAlphaImage::from_bitmap(bitmap)?),
            Decoded::Rgb(_) => Self::ImageRgb8(RgbImage::from_bitmap(bitmap)?),
            Decoded::Rgba(_) => Self::ImageRgba8(RgbaImage::from_bitmap(bitmap)?),
            Decoded::Grey16(_) => Self::ImageLuma16(Grey16Image::from_bitmap(bitmap)?),
        })
    }

    fn fingerprint(&self, hasher: &mut FingerprintHasher) {
        if let Ok(view) = self.view() {
            return view.fingerprint(hasher);
        }
        hasher.write_bytes(format!("{:?}", self.color()).as_bytes());
        hasher.write_u64(self.width().into());
        hasher.write_u64(self.height().into());
        hasher.write_bytes(self.as_bytes());
    }
}
