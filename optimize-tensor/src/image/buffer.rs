//! [`Pixels`]: the types of `image` that a field can have, and the ways between them and bytes.

use super::PictureRules;
use super::mode::{Mode, Sample};
use super::samples::{Channel, Decoded, Samples};
use crate::error::TensorError;
use image::{DynamicImage, ImageBuffer, Luma, LumaA, Pixel, Rgb, Rgba};
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop};
use std::ops::Deref;
use std::sync::Arc;

/// A type of images: `image::DynamicImage`, or an `ImageBuffer` of `Luma`, `LumaA`, `Rgb` or `Rgba` pixels
/// of `u8`, `u16` or `f32` in a `Vec` or a borrowed slice: `RgbImage`, `ImageBuffer<Luma<u16>, Vec<u16>>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no image that can be carried",
    label = "this type can't be an `#[opt(image)]` field",
    note = "DynamicImage and ImageBuffer of Luma, LumaA, Rgb and Rgba pixels of u8, u16 and f32 are carried, of the version of image that `optimize-tensor` uses",
    note = "a type of another library needs an adapter of yours: `#[opt(with = MyAdapter)]`"
)]
pub trait Pixels: Buffer {}

/// A type of images that borrows its pixels for `'a` from what it is read from: `ImageBuffer<P, &'a [S]>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no image that can be carried",
    label = "this type can't be an `#[opt(image)]` field",
    note = "of what borrows `ImageBuffer<P, &[S]>` is carried, of the pixels Luma, LumaA, Rgb and Rgba of u8, u16 and f32"
)]
pub trait LentPixels<'a>: Pixels {
    #[doc(hidden)]
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &PictureRules) -> Result<Self, Stop>;
}

/// The two ways between an image's type and its bytes. Sealed with [`Pixels`].
pub trait Buffer: Sized {
    #[doc(hidden)]
    const FORMAT: Format;

    #[doc(hidden)]
    fn view(&self) -> Result<View<'_>, TensorError>;

    #[doc(hidden)]
    fn from_bitmap(bitmap: Bitmap) -> Result<Self, TensorError>;

    /// The memory of an image that is about to be replaced, if it is its own. What is left is an empty image.
    #[doc(hidden)]
    fn take_samples(&mut self) -> Option<Decoded> {
        None
    }

    #[doc(hidden)]
    fn fingerprint(&self, hasher: &mut FingerprintHasher) {
        match self.view() {
            Ok(view) => view.fingerprint(hasher),
            // What can't be dumped is told apart by why.
            Err(error) => hasher.write_bytes(error.to_string().as_bytes()),
        }
    }
}

/// The mode that all images of a type have, as a type that users can't name.
#[derive(Clone, Copy, Debug)]
pub struct Format(pub(crate) Option<Mode>);

/// An image in memory, to be written.
pub struct View<'a> {
    pub(crate) mode: Mode,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) samples: Samples<'a>,
}

impl View<'_> {
    fn fingerprint(&self, hasher: &mut FingerprintHasher) {
        hasher.write_u8(self.mode as u8);
        hasher.write_u64(self.width.into());
        hasher.write_u64(self.height.into());
        hasher.write_bytes(&self.samples.little_endian());
    }
}

/// An image that was read. A bilevel image is grey by now, a palette applied.
pub struct Bitmap {
    pub(crate) mode: Mode,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) samples: Decoded,
}

impl Bitmap {
    fn refuse(&self, field: &str) -> TensorError {
        TensorError::mode(format!(
            "expected an image that {field} can hold without loss, got a {} one",
            self.mode.describe()
        ))
    }
}

/// A pixel type with a mode of its own.
pub trait PixelFormat: Pixel<Subpixel: Channel> {
    #[doc(hidden)]
    const FORMAT: Format;
    /// What to call a buffer of such pixels, with its article.
    #[doc(hidden)]
    const BUFFER: &'static str;
}

macro_rules! pixel_formats {
    ($($pixel:ty: $mode:ident, $name:literal;)*) => {$(
        impl PixelFormat for $pixel {
            const FORMAT: Format = Format(Some(Mode::$mode));
            const BUFFER: &'static str = $name;
        }
    )*};
}

pixel_formats! {
    Luma<u8>: Grey, "a `GrayImage`";
    LumaA<u8>: GreyAlpha, "a `GrayAlphaImage`";
    Rgb<u8>: Rgb, "an `RgbImage`";
    Rgba<u8>: Rgba, "an `RgbaImage`";
    Luma<u16>: Grey16, "an `ImageBuffer<Luma<u16>, _>`";
    LumaA<u16>: GreyAlpha16, "an `ImageBuffer<LumaA<u16>, _>`";
    Rgb<u16>: Rgb16, "an `ImageBuffer<Rgb<u16>, _>`";
    Rgba<u16>: Rgba16, "an `ImageBuffer<Rgba<u16>, _>`";
    Luma<f32>: GreyFloat, "an `ImageBuffer<Luma<f32>, _>`";
    LumaA<f32>: GreyAlphaFloat, "an `ImageBuffer<LumaA<f32>, _>`";
    Rgb<f32>: RgbFloat, "an `Rgb32FImage`";
    Rgba<f32>: RgbaFloat, "an `Rgba32FImage`";
}

/// What holds the samples of an `ImageBuffer`.
pub trait Container<S>: Deref<Target = [S]> + Sized {
    #[doc(hidden)]
    fn from_vec(samples: Vec<S>) -> Result<Self, TensorError>;

    #[doc(hidden)]
    fn into_vec(self) -> Option<Vec<S>> {
        None
    }
}

impl<S> Container<S> for Vec<S> {
    fn from_vec(samples: Vec<S>) -> Result<Self, TensorError> {
        Ok(samples)
    }

    fn into_vec(self) -> Option<Vec<S>> {
        Some(self)
    }
}

impl<S> Container<S> for &[S] {
    fn from_vec(_: Vec<S>) -> Result<Self, TensorError> {
        Err(TensorError::pixels(
            "a borrowed buffer can't be decoded into: read a safetensors file, or own the pixels (`Vec`)",
        ))
    }
}

impl<P: PixelFormat, C: Container<P::Subpixel>> Pixels for ImageBuffer<P, C> {}

impl<P: PixelFormat, C: Container<P::Subpixel>> Buffer for ImageBuffer<P, C> {
    const FORMAT: Format = P::FORMAT;

    fn view(&self) -> Result<View<'_>, TensorError> {
        let (width, height) = self.dimensions();
        let mode = mode_of::<P>()?;
        // The container may be longer than the image.
        let wanted = (width as usize).checked_mul(height as usize).and_then(|count| count.checked_mul(mode.channels()));
        let samples = wanted.and_then(|wanted| self.as_raw().get(..wanted));
        let samples = samples.ok_or_else(|| too_few(width, height))?;
        Ok(View { mode, width, height, samples: P::Subpixel::samples(samples) })
    }

    fn from_bitmap(bitmap: Bitmap) -> Result<Self, TensorError> {
        let (mode, found) = (mode_of::<P>()?, bitmap.mode);
        let (width, height) = (bitmap.width, bitmap.height);
        if found.sample() != mode.sample() || !widens(found.channels(), mode.channels()) {
            return Err(bitmap.refuse(P::BUFFER));
        }
        let samples = P::Subpixel::take(bitmap.samples)?;
        let samples = widen(samples, found.channels(), mode.channels());
        ImageBuffer::from_raw(width, height, C::from_vec(samples)?).ok_or_else(|| too_few(width, height))
    }

    fn take_samples(&mut self) -> Option<Decoded> {
        let empty = ImageBuffer::from_raw(0, 0, C::from_vec(Vec::new()).ok()?)?;
        std::mem::replace(self, empty).into_raw().into_vec().map(P::Subpixel::give)
    }
}

/// The mode of a pixel type; all have one.
fn mode_of<P: PixelFormat>() -> Result<Mode, TensorError> {
    P::FORMAT.0.ok_or_else(|| TensorError::mode("the pixel type has no mode"))
}

fn too_few(width: u32, height: u32) -> TensorError {
    TensorError::pixels(format!("fewer pixels than {width} × {height}"))
}

/// Whether pixels of so many channels are without loss pixels of so many others.
fn widens(from: usize, to: usize) -> bool {
    matches!((from, to), (1, _) | (2, 2 | 4) | (3, 3 | 4) | (4, 4))
}

/// Pixels of one number of channels as pixels of another: grey is spread, alpha is full.
fn widen<S: Channel>(samples: Vec<S>, from: usize, to: usize) -> Vec<S> {
    fn each<S: Channel, const N: usize, const M: usize>(samples: &[S], pixel: impl Fn([S; N]) -> [S; M]) -> Vec<S> {
        samples.as_chunks::<N>().0.iter().flat_map(|&samples| pixel(samples)).collect()
    }
    match (from, to) {
        (1, 2) => each(&samples, |[grey]| [grey, S::OPAQUE]),
        (1, 3) => each(&samples, |[grey]| [grey; 3]),
        (1, 4) => each(&samples, |[grey]| [grey, grey, grey, S::OPAQUE]),
        (2, 4) => each(&samples, |[grey, alpha]| [grey, grey, grey, alpha]),
        (3, 4) => each(&samples, |[red, green, blue]| [red, green, blue, S::OPAQUE]),
        _ => samples,
    }
}

/// What a box has is nobody else's.
#[allow(clippy::unnecessary_wraps)] // as `Arc::get_mut`
fn unboxed<T>(own: &mut Box<T>) -> Option<&mut T> {
    Some(own)
}

/// Images behind a pointer. The types are listed: one impl for all would send the compiler round in circles wherever a
/// type is still to be inferred.
macro_rules! pointer {
    ($pointer:ident, $own:path, $image:ty $(, $param:ident: $bound:path)*) => {
        #[diagnostic::do_not_recommend]
        impl<$($param: $bound),*> Pixels for $pointer<$image> {}

        #[diagnostic::do_not_recommend]
        impl<$($param: $bound),*> Buffer for $pointer<$image> {
            const FORMAT: Format = <$image>::FORMAT;

            fn view(&self) -> Result<View<'_>, TensorError> {
                (**self).view()
            }

            fn from_bitmap(bitmap: Bitmap) -> Result<Self, TensorError> {
                <$image>::from_bitmap(bitmap).map(Self::new)
            }

            fn take_samples(&mut self) -> Option<Decoded> {
                $own(self)?.take_samples()
            }

            fn fingerprint(&self, hasher: &mut FingerprintHasher) {
                (**self).fingerprint(hasher);
            }
        }
    };
}

pointer!(Arc, Arc::get_mut, DynamicImage);
pointer!(Box, unboxed, DynamicImage);
pointer!(Arc, Arc::get_mut, ImageBuffer<P, Vec<P::Subpixel>>, P: PixelFormat);
pointer!(Box, unboxed, ImageBuffer<P, Vec<P::Subpixel>>, P: PixelFormat);

impl Pixels for DynamicImage {}

impl Buffer for DynamicImage {
    const FORMAT: Format = Format(None);

    fn view(&self) -> Result<View<'_>, TensorError> {
        match self {
            Self::ImageLuma8(image) => image.view(),
            Self::ImageLumaA8(image) => image.view(),
            Self::ImageRgb8(image) => image.view(),
            Self::ImageRgba8(image) => image.view(),
            Self::ImageLuma16(image) => image.view(),
            Self::ImageLumaA16(image) => image.view(),
            Self::ImageRgb16(image) => image.view(),
            Self::ImageRgba16(image) => image.view(),
            Self::ImageRgb32F(image) => image.view(),
            Self::ImageRgba32F(image) => image.view(),
            other => Err(TensorError::mode(format!("{:?} images can't be carried", other.color()))),
        }
    }

    fn from_bitmap(bitmap: Bitmap) -> Result<Self, TensorError> {
        Ok(match (bitmap.mode.sample(), bitmap.mode.channels()) {
            (Sample::Byte, 1) => Self::ImageLuma8(Buffer::from_bitmap(bitmap)?),
            (Sample::Byte, 2) => Self::ImageLumaA8(Buffer::from_bitmap(bitmap)?),
            (Sample::Byte, 3) => Self::ImageRgb8(Buffer::from_bitmap(bitmap)?),
            (Sample::Byte, _) => Self::ImageRgba8(Buffer::from_bitmap(bitmap)?),
            (Sample::Word, 1) => Self::ImageLuma16(Buffer::from_bitmap(bitmap)?),
            (Sample::Word, 2) => Self::ImageLumaA16(Buffer::from_bitmap(bitmap)?),
            (Sample::Word, 3) => Self::ImageRgb16(Buffer::from_bitmap(bitmap)?),
            (Sample::Word, _) => Self::ImageRgba16(Buffer::from_bitmap(bitmap)?),
            (Sample::Float, 3) => Self::ImageRgb32F(Buffer::from_bitmap(bitmap)?),
            (Sample::Float, 4) => Self::ImageRgba32F(Buffer::from_bitmap(bitmap)?),
            (Sample::Float, _) => return Err(bitmap.refuse("a `DynamicImage`")),
        })
    }

    fn take_samples(&mut self) -> Option<Decoded> {
        match self {
            Self::ImageLuma8(image) => image.take_samples(),
            Self::ImageLumaA8(image) => image.take_samples(),
            Self::ImageRgb8(image) => image.take_samples(),
            Self::ImageRgba8(image) => image.take_samples(),
            Self::ImageLuma16(image) => image.take_samples(),
            Self::ImageLumaA16(image) => image.take_samples(),
            Self::ImageRgb16(image) => image.take_samples(),
            Self::ImageRgba16(image) => image.take_samples(),
            Self::ImageRgb32F(image) => image.take_samples(),
            Self::ImageRgba32F(image) => image.take_samples(),
            _ => None,
        }
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
