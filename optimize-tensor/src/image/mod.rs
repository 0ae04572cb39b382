//! [`Picture`]: the adapter of `#[opt(image)]`.

mod buffer;
mod envelope;
mod header;
mod jpeg;
mod limits;
mod mode;
mod png;
mod raw;
mod rules;
mod samples;
mod write;

pub use buffer::{Container, LentPixels, PixelFormat, Pixels};
pub use rules::PictureRules;
pub use samples::Channel;
use samples::Decoded;

use crate::base64;
use crate::dtype::ByteOrder;
use crate::error::TensorError;
use ::image::ImageBuffer;
use buffer::Bitmap;
use envelope::{Data, PictureEnvelope};
use header::PictureHeader;
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::{Schema, SchemaGenerator};
use optimize_core::{Adapter, BorrowAdapter};
use rules::Codec;

/// Carries images: `#[opt(image)]`, `#[opt(image(codec = "jpeg", quality = 90, modes = ["RGB"]))]`.
///
/// The JSON is `{"__type__":"pil_image","data":"<base64>","mode":"RGB","size":[width,height]}`. The data
/// is a PNG file, or with `codec` a JPEG file (`L` and `RGB` only, lossy) or the bare pixels; raw data
/// carries the further key `"codec":"raw"`. The format is the field's, it is never guessed.
///
/// | type of the field | writes | reads the modes |
/// |---|---|---|
/// | `GrayImage` | `L` | `1`, `L` |
/// | `GrayAlphaImage` | `LA` | `1`, `L`, `LA` |
/// | `RgbImage` | `RGB` | `1`, `L`, `P` without transparency, `RGB` |
/// | `RgbaImage` | `RGBA` | `1`, `L`, `LA`, `P`, `RGB`, `RGBA` |
/// | `ImageBuffer<Luma<u16>, Vec<u16>>` | `I;16` | `I;16`, `I` |
/// | the same of `LumaA`, `Rgb`, `Rgba` | `LA;16`, `RGB;16`, `RGBA;16` | those of 16 bits with fewer channels |
/// | `ImageBuffer<Luma<f32>, Vec<f32>>` | `F`, raw only | `F` |
/// | the same of `LumaA`, `Rgb`, `Rgba` | `LA;32F`, `RGB;32F`, `RGBA;32F`, raw only | those of floats with fewer channels |
/// | `DynamicImage` | that of its variant | all of these, as the nearest variant |
/// | `Arc` and `Box` of one | that of the image | those of the image |
///
/// Pillow has no modes of 16 bits with colours, nor of floats but `F`: those names continue its own. It opens
/// the 16-bit PNG files all the same, with the upper 8 bits of each sample. `ImageBuffer<P, &[S]>` is written as
/// the others, and read from raw pixels in a safetensors file, where they lie.
///
/// | key | |
/// |---|---|
/// | `codec = "png"` (default), `"jpeg"`, `"raw"` | how pixels become bytes |
/// | `compression = "fast"` (default), `"fastest"`, `"balanced"`, `"high"` | how hard PNG tries |
/// | `quality = 85` | JPEG's, from 1 to 100 |
/// | `lossless` | a promise: JPEG does not compile beside it |
/// | `max_pixels = 1_000_000` | refuses larger images before they are decoded |
/// | `modes = ["L", "RGB"]` | refuses other modes |
/// | `crate = path` | another name of this crate |
///
/// Mode and size are compared with the image's own header, and the header with the limits, before a
/// pixel is decoded: at most 16,384 pixels a side, 64 × 2²⁰ pixels and 256 MiB.
#[derive(Clone, Copy, Debug)]
pub struct Picture;

impl<P: Pixels> Adapter<P> for Picture {
    type Rules = PictureRules;

    fn write<S: Style>(image: &P, rules: &PictureRules, writer: &mut Writer<'_, S>) {
        let written = image.view().and_then(|view| write::write(writer, &view, rules));
        if let Err(error) = written {
            writer.fail(error.to_string());
        }
    }

    fn parse(parser: &mut Parser<'_>, rules: &PictureRules) -> Result<P, Stop> {
        let envelope = PictureEnvelope::parse(parser)?;
        let image = decode(&envelope, rules, None).and_then(P::from_bitmap);
        image.map_err(|error| parser.reject(envelope.start, error.into()))
    }

    fn parse_over(image: &mut P, parser: &mut Parser<'_>, rules: &PictureRules) -> Result<(), Stop> {
        let envelope = PictureEnvelope::parse(parser)?;
        let read = decode(&envelope, rules, image.take_samples()).and_then(P::from_bitmap);
        *image = read.map_err(|error| parser.reject(envelope.start, error.into()))?;
        Ok(())
    }

    fn check(image: &P, rules: &PictureRules, report: &mut Report) {
        let checked = image.view().and_then(|view| {
            rules.check_mode(view.mode.name())?;
            limits::check(view.width, view.height, view.mode.pixel_bytes(), rules)
        });
        if let Err(error) = checked {
            report.error(error.into());
        }
    }

    fn fingerprint(image: &P, hasher: &mut FingerprintHasher) {
        image.fingerprint(hasher);
    }

    fn schema(rules: &PictureRules, _: &mut SchemaGenerator) -> Schema {
        envelope::schema(rules)
    }
}

impl<'a, P: LentPixels<'a>> BorrowAdapter<'a, P> for Picture {
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &PictureRules) -> Result<P, Stop> {
        P::parse_borrowed(parser, rules)
    }
}

impl Picture {
    /// The rules of a field of type `P`, once they can hold for it. The derive calls it in a constant.
    ///
    /// # Panics
    /// The codec can't hold the type's pixels, or the modes leave out the type's own. In a constant that is a
    /// compile error.
    #[must_use]
    pub const fn checked<P: Pixels>(rules: PictureRules) -> PictureRules {
        rules.checked::<P>()
    }
}

/// The image, in the memory of samples of before, if there are some and they are enough.
fn decode(envelope: &PictureEnvelope<'_>, rules: &PictureRules, spare: Option<Decoded>) -> Result<Bitmap, TensorError> {
    let header = &envelope.header;
    rules.check_mode(&header.mode_name)?;
    if header.codec != (rules.codec == Codec::Raw).then_some(Codec::Raw) {
        let found = if header.codec.is_some() { "raw pixels" } else { "a file" };
        return Err(TensorError::picture(format!("expected {}, got {found}", rules.codec.describe())));
    }
    limits::check(header.width, header.height, header.mode.pixel_bytes(), rules)?;
    let length = match &envelope.data {
        Data::Text(text) => base64::decoded_length(&**text).map_err(TensorError::pixels)?,
        Data::Beside(bytes) => bytes.len(),
    };
    match (rules.codec, &envelope.data) {
        (Codec::Raw, Data::Text(text)) => {
            raw::check_length(header, length)?;
            raw::decode(text, length, header, spare)
        }
        (Codec::Raw, Data::Beside(bytes)) => {
            raw::check_length(header, length)?;
            raw::copy(bytes, header, spare)
        }
        (codec, Data::Text(text)) => {
            let file: Vec<u8> = base64::decode(&**text).map_err(TensorError::pixels)?;
            decode_file(codec, &file, header, rules, spare)
        }
        (codec, Data::Beside(file)) => decode_file(codec, file, header, rules, spare),
    }
}

fn decode_file(
    codec: Codec,
    file: &[u8],
    header: &PictureHeader<'_>,
    rules: &PictureRules,
    spare: Option<Decoded>,
) -> Result<Bitmap, TensorError> {
    if codec == Codec::Jpeg {
        jpeg::decode(file, header, rules, spare)
    } else {
        png::decode(file, header, rules, spare)
    }
}

/// Pixels that are only borrowed: they lie raw in a safetensors file.
impl<'a, P, S> LentPixels<'a> for ImageBuffer<P, &'a [S]>
where
    P: PixelFormat<Subpixel = S>,
    S: Channel,
{
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &PictureRules) -> Result<Self, Stop> {
        let envelope = PictureEnvelope::parse(parser)?;
        borrow(&envelope, rules).map_err(|error| parser.reject(envelope.start, error.into()))
    }
}

fn borrow<'de, P, S>(
    envelope: &PictureEnvelope<'de>,
    rules: &PictureRules,
) -> Result<ImageBuffer<P, &'de [S]>, TensorError>
where
    P: PixelFormat<Subpixel = S>,
    S: Channel,
{
    let header = &envelope.header;
    let nothing = || {
        TensorError::pixels(
            "there are no pixels to borrow: they lie raw in a safetensors file only. Own them (`Vec`), or write \
             `codec = \"raw\"`",
        )
    };
    let (Data::Beside(bytes), Some(Codec::Raw)) = (&envelope.data, header.codec) else { return Err(nothing()) };
    rules.check_mode(&header.mode_name)?;
    limits::check(header.width, header.height, header.mode.pixel_bytes(), rules)?;
    raw::check_length(header, bytes.len())?;
    if P::FORMAT.0 != Some(header.mode) {
        let own = P::FORMAT.0.map_or("none", mode::Mode::name);
        return Err(TensorError::mode(format!("expected an image of mode {own}, got {}", header.mode_name)));
    }
    if ByteOrder::NATIVE != ByteOrder::Little && size_of::<S>() > 1 {
        return Err(nothing());
    }
    let samples = bytemuck::try_cast_slice(bytes).map_err(|_| nothing())?;
    ImageBuffer::from_raw(header.width, header.height, samples).ok_or_else(nothing)
}
