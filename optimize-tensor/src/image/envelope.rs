//! The JSON object that an image travels in.

use super::buffer::View;
use super::mode::Mode;
use super::rules::{Codec, PictureRules};
use crate::base64;
use crate::dtype::excerpt;
use crate::error::TensorError;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::Schema;
use serde_json::json;
use std::borrow::Cow;

/// The value of the key `__type__`.
const TYPE: &str = "pil_image";

/// An envelope with all its keys, its data still base64.
pub(super) struct PictureEnvelope<'de> {
    pub(super) mode: Mode,
    /// The mode as it was spelt: Pillow has more names than modes.
    pub(super) mode_name: Cow<'de, str>,
    /// In pixels.
    pub(super) width: u32,
    /// In pixels.
    pub(super) height: u32,
    pub(super) data: Cow<'de, str>,
    /// Raw pixels say so; files do not.
    pub(super) codec: Option<Codec>,
    /// Where the envelope begins in the input.
    pub(super) start: usize,
}

impl<'de> PictureEnvelope<'de> {
    /// Parses an envelope. Keys that it does not have are skipped, as the Python readers do.
    pub(super) fn parse(parser: &mut Parser<'de>) -> Result<Self, Stop> {
        let start = parser.start()?;
        let (mut known, mut mode, mut size, mut data, mut codec) = (false, None, None, None, None);
        parser.entries(|parser, key| {
            match key {
                "__type__" => known = parse_type(parser)?,
                "mode" => mode = Some(parse_mode(parser)?),
                "size" => size = Some(parse_size(parser)?),
                "data" => data = Some(parser.text()?),
                "codec" => codec = parse_codec(parser)?,
                _ => drop(parser.skip()?),
            }
            Ok(())
        })?;
        let assemble = || {
            if !known {
                return Err(TensorError::picture(format!("the key `__type__` is missing: expected {TYPE:?}")));
            }
            let data = data.ok_or_else(|| TensorError::pixels("the key `data` is missing"))?;
            let (mode, mode_name) = mode.ok_or_else(|| TensorError::mode("the key `mode` is missing"))?;
            let (width, height) = size.ok_or_else(|| TensorError::size("the key `size` is missing"))?;
            Ok(Self { mode, mode_name, width, height, data, codec, start })
        };
        assemble().map_err(|error: TensorError| parser.reject(start, error.into()))
    }

    /// Refuses an image that is not of the envelope's size.
    pub(super) fn check_size(&self, width: u32, height: u32) -> Result<(), TensorError> {
        if (width, height) == (self.width, self.height) {
            return Ok(());
        }
        let message =
            format!("expected {} × {} pixels as `size` says, got {width} × {height}", self.width, self.height);
        Err(TensorError::size(message))
    }

    /// Refuses an image that has not the envelope's mode.
    pub(super) fn mismatch(&self, found: &str) -> TensorError {
        TensorError::mode(format!("expected an image of mode {}, got {found}", self.mode_name))
    }
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

/// Writes the envelope of an encoded image, its keys in the guide's order.
pub(super) fn write<S: Style>(writer: &mut Writer<'_, S>, view: &View<'_>, file: &[u8], rules: &PictureRules) {
    let mut object = writer.object();
    object.entry_with("__type__", |writer| writer.string(TYPE));
    object.entry_with("data", |writer| {
        let out = writer.buffer();
        base64::reserve(file.len(), out);
        out.push(b'"');
        base64::append(file, out);
        out.push(b'"');
    });
    object.entry_with("mode", |writer| writer.string(view.mode.name()));
    object.entry("size", &vec![view.width, view.height]);
    if rules.codec == Codec::Raw {
        object.entry_with("codec", |writer| writer.string("raw"));
    }
    object.end();
}

/// The JSON Schema of the envelope.
pub(super) fn schema(rules: &PictureRules) -> Schema {
    let modes = rules.modes.unwrap_or(&["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "I"]);
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
