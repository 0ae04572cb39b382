//! Writes an envelope, its keys in the guide's order.

use super::EnvelopeKind;
use crate::base64::{self, Encoder};
use crate::dtype::{ByteOrder, DType};
use crate::element::swap;
use optimize_core::json::{AttachedData, Style, Writer};
use std::borrow::Cow;

/// What an envelope says of its data.
pub(crate) struct Head<'a> {
    pub(crate) kind: EnvelopeKind,
    pub(crate) dtype: DType,
    pub(crate) shape: &'a [usize],
    /// Written in a torch envelope only.
    pub(crate) device: &'a str,
}

/// Hands over the elements' bytes in C order and this machine's byte order, in as many pieces as it likes.
pub(crate) type Pieces<'p> = dyn FnMut(&mut dyn FnMut(&[u8])) -> Result<(), String> + 'p;

/// Writes an envelope: its data straight into the output as base64, or beside the text where there is a
/// container for it.
pub(crate) fn write_envelope<S: Style>(writer: &mut Writer<'_, S>, head: &Head<'_>, pieces: &mut Pieces<'_>) {
    let dtype = match head.kind {
        EnvelopeKind::Numpy => head.dtype.name(),
        EnvelopeKind::Torch => head.dtype.torch_name(),
    };
    let beside = writer.attach(&mut Beside { head, pieces });
    let mut failure = None;
    let mut object = writer.object();
    object.entry_with("__type__", |writer| writer.string(head.kind.name()));
    if let Some(name) = beside {
        object.entry_with("tensor", |writer| writer.string(&name));
        if head.dtype == DType::Complex128 {
            object.entry_with("dtype", |writer| writer.string(dtype));
        }
    } else {
        object.entry_with("data", |writer| {
            let out = writer.buffer();
            base64::reserve(head.shape.iter().product::<usize>() * head.dtype.size(), out);
            out.push(b'"');
            let mut encoder = Encoder::new(out);
            failure = pieces(&mut |piece| encoder.push(&little_endian(piece, head.dtype))).err();
            encoder.finish();
            out.push(b'"');
        });
        object.entry_with("dtype", |writer| writer.string(dtype));
        object.entry_with("shape", |writer| {
            writer.items(head.shape.iter(), |writer, length| writer.value(length));
        });
    }
    if head.kind == EnvelopeKind::Torch {
        object.entry_with("device", |writer| writer.string(head.device));
    }
    object.end();
    if let Some(reason) = failure {
        writer.fail(reason);
    }
}

/// A tensor on its way into a container.
struct Beside<'a, 'p> {
    head: &'a Head<'a>,
    pieces: &'a mut Pieces<'p>,
}

impl AttachedData for Beside<'_, '_> {
    fn describe(&mut self) -> Result<(&'static str, Vec<usize>), String> {
        let mut shape = self.head.shape.to_vec();
        // Safetensors has no complex numbers of this size: the two parts are one more dimension.
        if self.head.dtype == DType::Complex128 {
            shape.push(2);
            return Ok((DType::Float64.name(), shape));
        }
        Ok((self.head.dtype.name(), shape))
    }

    fn write(&mut self, piece: &mut dyn FnMut(&[u8])) -> Result<(), String> {
        (self.pieces)(&mut |bytes| piece(&little_endian(bytes, self.head.dtype)))
    }
}

/// Bytes of this machine's order as the wire's, which is little endian.
pub(crate) fn little_endian(bytes: &[u8], dtype: DType) -> Cow<'_, [u8]> {
    if ByteOrder::NATIVE == ByteOrder::Little {
        return Cow::Borrowed(bytes);
    }
    let mut swapped = bytes.to_vec();
    swap(&mut swapped, dtype.word());
    Cow::Owned(swapped)
}
