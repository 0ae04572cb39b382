//! Writes an image's envelope: its data straight into the output, or beside the text.

use super::buffer::View;
use super::envelope::TYPE;
use super::rules::{Codec, PictureRules};
use super::{jpeg, limits, png};
use crate::base64::{self, Encoder};
use crate::dtype::DType;
use crate::error::TensorError;
use optimize_core::json::{AttachedData, Style, Writer};
use std::io::Write;

/// Writes the envelope, its keys in the guide's order.
pub(super) fn write<S: Style>(
    writer: &mut Writer<'_, S>,
    view: &View<'_>,
    rules: &PictureRules,
) -> Result<(), TensorError> {
    rules.check_mode(view.mode.name())?;
    limits::check(view.width, view.height, view.mode.pixel_bytes(), rules)?;
    let beside = writer.attach(&mut Beside { view, rules, file: Vec::new() });
    let mut written = Ok(());
    let mut object = writer.object();
    object.entry_with("__type__", |writer| writer.string(TYPE));
    if let Some(name) = beside {
        object.entry_with("tensor", |writer| writer.string(&name));
    } else {
        object.entry_with("data", |writer| {
            let out = writer.buffer();
            if rules.codec == Codec::Raw {
                base64::reserve(view.samples.native().len(), out);
            }
            out.push(b'"');
            let start = out.len();
            let mut encoder = Encoder::new(out);
            written = encode(view, rules, &mut encoder);
            encoder.finish();
            let length = out.len() - start;
            out.push(b'"');
            if rules.codec != Codec::Raw {
                writer.packed(length);
            }
        });
    }
    object.entry_with("mode", |writer| writer.string(view.mode.name()));
    object.entry_with("size", |writer| {
        writer.items([view.width, view.height].iter(), |writer, side| writer.value(side));
    });
    if rules.codec == Codec::Raw {
        object.entry_with("codec", |writer| writer.string("raw"));
    }
    object.end();
    written
}

/// Writes the image in the field's codec.
fn encode(view: &View<'_>, rules: &PictureRules, out: &mut impl Write) -> Result<(), TensorError> {
    match rules.codec {
        Codec::Png => png::encode(view, rules.effort, out),
        Codec::Jpeg => jpeg::encode(view, rules.quality, out),
        Codec::Raw => {
            out.write_all(&view.samples.little_endian()).map_err(|error| TensorError::pixels(error.to_string()))
        }
    }
}

/// An image on its way into a container: raw pixels as height × width × channels, a file as a row of bytes.
struct Beside<'a> {
    view: &'a View<'a>,
    rules: &'a PictureRules,
    file: Vec<u8>,
}

impl AttachedData for Beside<'_> {
    fn describe(&mut self) -> Result<(&'static str, Vec<usize>), String> {
        if self.rules.codec == Codec::Raw {
            let mode = self.view.mode;
            let mut shape = vec![self.view.height as usize, self.view.width as usize];
            // As numpy has it: a grey image has no third dimension.
            if mode.channels() > 1 {
                shape.push(mode.channels());
            }
            return Ok((mode.sample().dtype().name(), shape));
        }
        self.file.clear();
        encode(self.view, self.rules, &mut self.file).map_err(|error| error.to_string())?;
        Ok((DType::UInt8.name(), vec![self.file.len()]))
    }

    fn write(&mut self, piece: &mut dyn FnMut(&[u8])) -> Result<(), String> {
        if self.rules.codec == Codec::Raw {
            piece(&self.view.samples.little_endian());
        } else {
            piece(&self.file);
        }
        Ok(())
    }

    fn is_costly(&self) -> bool {
        self.rules.codec != Codec::Raw
    }
}
