//! [`Picture`]: the adapter of `#[opt(image)]`.

mod buffer;
mod envelope;
mod jpeg;
mod limits;
mod mode;
mod png;
mod raw;
mod rules;

pub use buffer::Pixels;
pub use rules::PictureRules;

use crate::base64;
use crate::error::TensorError;
use buffer::{Bitmap, View};
use envelope::PictureEnvelope;
use optimize_core::Adapter;
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::{Schema, SchemaGenerator};
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
/// | `DynamicImage` | that of its variant | all of these, as the nearest variant |
///
/// Mode and size are compared with the image's own header, and the header with the limits, before a
/// pixel is decoded: at most 16,384 pixels a side, 64 × 2²⁰ pixels and 256 MiB.
#[derive(Clone, Copy, Debug)]
pub struct Picture;

impl<P: Pixels> Adapter<P> for Picture {
    type Rules = PictureRules;

    fn write<S: Style>(image: &P, rules: &PictureRules, writer: &mut Writer<'_, S>) {
        let written = image.view().and_then(|view| {
            let file = encode(&view, rules)?;
            envelope::write(writer, &view, &file, rules);
            Ok(())
        });
        if let Err(error) = written {
            writer.fail(error.to_string());
        }
    }

    fn parse(parser: &mut Parser<'_>, rules: &PictureRules) -> Result<P, Stop> {
        let envelope = PictureEnvelope::parse(parser)?;
        let image = decode(&envelope, rules).and_then(P::from_bitmap);
        image.map_err(|error| parser.reject(envelope.start, error.into()))
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

fn encode<'v>(view: &View<'v>, rules: &PictureRules) -> Result<std::borrow::Cow<'v, [u8]>, TensorError> {
    rules.check_mode(view.mode.name())?;
    limits::check(view.width, view.height, view.mode.pixel_bytes(), rules)?;
    match rules.codec {
        Codec::Png => png::encode(view).map(Into::into),
        Codec::Jpeg => jpeg::encode(view, rules.quality).map(Into::into),
        Codec::Raw => Ok(raw::encode(view)),
    }
}

fn decode(envelope: &PictureEnvelope<'_>, rules: &PictureRules) -> Result<Bitmap, TensorError> {
    rules.check_mode(&envelope.mode_name)?;
    if envelope.codec != (rules.codec == Codec::Raw).then_some(Codec::Raw) {
        let found = if envelope.codec.is_some() { "raw pixels" } else { "a file" };
        return Err(TensorError::picture(format!("expected {}, got {found}", rules.codec.describe())));
    }
    limits::check(envelope.width, envelope.height, envelope.mode.pixel_bytes(), rules)?;
    let length = base64::decoded_length(&envelope.data).map_err(TensorError::pixels)?;
    if rules.codec == Codec::Raw {
        raw::check_length(envelope, length)?;
    }
    let file = base64::decode(&envelope.data).map_err(TensorError::pixels)?;
    match rules.codec {
        Codec::Png => png::decode(&file, envelope, rules),
        Codec::Jpeg => jpeg::decode(&file, envelope, rules),
        Codec::Raw => raw::decode(file, envelope),
    }
}
