//! The JSON object that an image travels in.

use super::header::PictureHeader;
use super::mode::{Mode, NAMES};
use super::rules::{Codec, PictureRules};
use crate::dtype::excerpt;
use crate::error::TensorError;
use optimize_core::json::{Attachment, Parser, Stop};
use optimize_core::schema::Schema;
use serde_json::json;
use std::borrow::Cow;

/// The value of the key `__type__`.
pub(super) const TYPE: &str = "pil_image";

/// An envelope with all its keys, its data still as it came.
pub(super) struct PictureEnvelope<'de> {
    pub(super) header: PictureHeader<'de>,
    pub(super) data: Data<'de>,
    /// Where the envelope begins in the input.
    pub(super) start: usize,
}

/// The image's data: a file or pixels.
pub(super) enum Data<'de> {
    /// Base64.
    Text(Cow<'de, str>),
    /// Beside the text, in a container.
    Beside(&'de [u8]),
}

impl<'de> PictureEnvelope<'de> {
    /// Parses an envelope. Keys that it does not have are skipped, as the Python readers do.
    pub(super) fn parse(parser: &mut Parser<'de>) -> Result<Self, Stop> {
        let start = parser.start()?;
        let (mut known, mut mode, mut size, mut data, mut codec, mut tensor) = (false, None, None, None, None, None);
        parser.entries(|parser, key| {
            match key {
                "__type__" => known = parse_type(parser)?,
                "mode" => mode = Some(parse_mode(parser)?),
                "size" => size = Some(parse_size(parser)?),
                "data" => data = Some(Data::Text(parser.text()?)),
                "codec" => codec = parse_codec(parser)?,
                "tensor" => tensor = Some(parser.text()?),
                _ => drop(parser.skip()?),
            }
            Ok(())
        })?;
        let beside = tensor.as_ref().map(|name| parser.attachment(name));
        let assemble = || {
            if !known {
                return Err(TensorError::picture(format!("the key `__type__` is missing: expected {TYPE:?}")));
            }
            let data = match (&tensor, beside) {
                (Some(name), Some(found)) => take(name, found)?,
                _ => data.ok_or_else(|| TensorError::pixels("the key `data` is missing"))?,
            };
            let (mode, mode_name) = mode.ok_or_else(|| TensorError::mode("the key `mode` is missing"))?;
            let (width, height) = size.ok_or_else(|| TensorError::size("the key `size` is missing"))?;
            Ok(Self { header: PictureHeader { mode, mode_name, width, height, codec }, data, start })
        };
        assemble().map_err(|error: TensorError| parser.reject(start, error.into()))
    }
}

/// The bytes beside the text. Their shape need not be looked at: mode and size say how many pixels they
/// must be, and a file is a row of bytes.
fn take<'de>(name: &str, found: Option<Result<Attachment<'de>, String>>) -> Result<Data<'de>, TensorError> {
    let found = found.ok_or_else(|| {
        TensorError::pixels(format!(
            "the data is the tensor `{}` of a safetensors file: read it with `from_safetensors`",
            excerpt(name)
        ))
    })?;
    Ok(Data::Beside(found.map_err(TensorError::pixels)?.bytes))
}

fn parse_type(parser: &mut Parser<'_>) -> Result<bool, Stop> {
    let start = parser.start()?;
    let text = parser.text()?;
    if text == TYPE {
        return Ok(true);
    }
    let error = TensorError::picture(format!("expected {TYPE:?}, got {:?}", excerpt(&text)));
    Err(parser.reject(start, error.into()))
}

fn parse_mode<'de>(parser: &mut Parser<'de>) -> Result<(Mode, Cow<'de, str>), Stop> {
    let start = parser.start()?;
    let text = parser.text()?;
    match Mode::parse(&text) {
        Ok(mode) => Ok((mode, text)),
        Err(error) => Err(parser.reject(start, error.into())),
    }
}

fn parse_codec(parser: &mut Parser<'_>) -> Result<Option<Codec>, Stop> {
    let start = parser.start()?;
    let text = parser.text()?;
    match &*text {
        "raw" => Ok(Some(Codec::Raw)),
        "png" | "jpeg" => Ok(None),
        _ => {
            let message = format!("expected \"png\", \"jpeg\" or \"raw\", got {:?}", excerpt(&text));
            Err(parser.reject(start, TensorError::picture(message).into()))
        }
    }
}

fn parse_size(parser: &mut Parser<'_>) -> Result<(u32, u32), Stop> {
    let start = parser.start()?;
    let (mut sides, mut count) = ([0; 2], 0);
    parser.items(|parser, index| {
        let start = parser.start()?;
        let length: i64 = parser.value()?;
        count += 1;
        if let Some(side) = sides.get_mut(index) {
            *side = u32::try_from(length).map_err(|_| {
                let error = TensorError::size(format!("expected a number of pixels, got {length}"));
                parser.reject(start, error.into())
            })?;
        }
        Ok(())
    })?;
    if count != 2 {
        let error = TensorError::size(format!("expected width and height, got {count} numbers"));
        return Err(parser.reject(start, error.into()));
    }
    Ok((sides[0], sides[1]))
}

/// The JSON Schema of the envelope.
pub(super) fn schema(rules: &PictureRules) -> Schema {
    let modes = rules.modes.unwrap_or(&NAMES);
    let media = match rules.codec {
        Codec::Png => json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}),
        Codec::Jpeg => json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/jpeg"}),
        Codec::Raw => json!({"type": "string", "contentEncoding": "base64"}),
    };
    let side = json!({"type": "integer", "minimum": 0, "maximum": super::limits::MAX_SIDE});
    let mut properties = json!({
        "__type__": {"const": TYPE},
        "data": media,
        "mode": {"enum": modes},
        "size": {"type": "array", "items": side, "minItems": 2, "maxItems": 2},
    });
    let mut required = vec!["__type__", "data", "mode", "size"];
    if rules.codec == Codec::Raw {
        properties["codec"] = json!({"const": "raw"});
        required.push("codec");
    }
    Schema::of_type("object").with("properties", properties).with("required", json!(required))
}
