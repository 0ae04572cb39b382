//! Writes an envelope, its keys in the guide's order.

use super::EnvelopeKind;
use crate::base64;
use crate::dtype::{ByteOrder, DType};
use crate::element::{Element, swap};
use optimize_core::json::{Style, Writer};
use std::borrow::Cow;

/// What an envelope says of its data.
pub(crate) struct Head<'a> {
    pub(crate) kind: EnvelopeKind,
    pub(crate) dtype: DType,
    pub(crate) shape: &'a [usize],
    /// Written in a torch envelope only.
    pub(crate) device: &'a str,
}

/// Writes an envelope; `data` appends the base64 of the elements' bytes straight to the output.
pub(crate) fn write_envelope<S: Style>(writer: &mut Writer<'_, S>, head: &Head<'_>, data: impl FnOnce(&mut Vec<u8>)) {
    let dtype = match head.kind {
        EnvelopeKind::Numpy => head.dtype.name(),
        EnvelopeKind::Torch => head.dtype.torch_name(),
    };
    let mut object = writer.object();
    object.entry_with("__type__", |writer| writer.string(head.kind.name()));
    object.entry_with("data", |writer| {
        let out = writer.buffer();
        base64::reserve(head.shape.iter().product::<usize>() * head.dtype.size(), out);
        out.push(b'"');
        data(out);
        out.push(b'"');
    });
    object.entry_with("dtype", |writer| writer.string(dtype));
    object.entry("shape", &head.shape.to_vec());
    if head.kind == EnvelopeKind::Torch {
        object.entry_with("device", |writer| writer.string(head.device));
    }
    object.end();
}

/// Elements that are gathered at a time: their bytes are a multiple of three, so that no padding
/// comes between two portions.
const PORTION: usize = 3 * 1024;

/// Appends the base64 of elements that may not lie side by side, a portion at a time.
pub(crate) fn append_elements<A: Element>(mut items: impl Iterator<Item = A>, out: &mut Vec<u8>) {
    let mut portion = Vec::with_capacity(PORTION);
    loop {
        portion.clear();
        portion.extend(items.by_ref().take(PORTION));
        if portion.is_empty() {
            return;
        }
        append_slice(&portion, out);
    }
}

/// Appends the base64 of elements that lie side by side, without a copy.
pub(crate) fn append_slice<A: Element>(items: &[A], out: &mut Vec<u8>) {
    base64::append(&little_endian(A::bytes(items), A::DTYPE), out);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_join_without_padding() {
        for count in [0, 1, PORTION - 1, PORTION, PORTION + 1, 2 * PORTION + 7] {
            let items: Vec<u16> = (0..count).map(|index| (index % 65_521) as u16).collect();
            let (mut whole, mut joined) = (Vec::new(), Vec::new());
            append_slice(&items, &mut whole);
            append_elements(items.iter().copied(), &mut joined);
            assert_eq!(whole, joined, "{count}");
        }
    }
}
