//! [`Tensor`]: the adapter of `#[opt(tensor)]`.

mod list;
#[cfg(feature = "ndarray")]
mod ndarray;
mod raw;
mod rules;
#[cfg(feature = "tch")]
mod torch;
mod vec;

pub use raw::RawTensor;
pub use rules::TensorRules;
#[cfg(feature = "tch")]
pub use torch::{DeviceMap, with_device_map};

use crate::EnvelopeKind;
use crate::dtype::DType;
use crate::element::Element;
use crate::envelope::{
    Envelope, Head, append_elements, append_slice, envelope_schema, list_schema, little_endian, write_envelope,
};
use crate::error::TensorError;
use list::{parse_list, write_list};
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::Schema;

/// Carries tensors: `#[opt(tensor)]`, `#[opt(tensor(shape = [_, _, 3], dtype = "uint8", format = "list"))]`.
///
/// | type of the field | writes | reads |
/// |---|---|---|
/// | `ndarray::Array`, `ArcArray`, `CowArray`, any dimension | `numpy_array` | both envelopes |
/// | `Vec` of elements | `numpy_array` of one dimension | both envelopes |
/// | [`RawTensor`] | the envelope it has come in | both envelopes |
/// | `tch::Tensor` | `torch_tensor` | both envelopes, onto the CPU |
///
/// The element type must be the field's own: nothing is converted. Bytes are written in C order and
/// read in either byte order. Floats keep their bits, NaN and infinities too. With `format = "list"`
/// the tensor is nested lists of numbers instead, complex ones as pairs, and non-finite floats go the
/// way of all floats of the dump.
#[derive(Clone, Copy, Debug)]
pub struct Tensor;

/// Elements in memory: side by side in C order, or not.
enum Elements<'a, A, I> {
    Slice(&'a [A]),
    #[cfg_attr(not(feature = "ndarray"), allow(dead_code))] // only arrays have gaps
    Scattered(I),
}

/// Writes a typed tensor in the format that the rules ask for.
fn write_elements<A: Element, S: Style>(
    shape: &[usize],
    elements: Elements<'_, A, impl Iterator<Item = A>>,
    rules: &TensorRules,
    writer: &mut Writer<'_, S>,
) {
    if let Err(error) = crate::envelope::count(shape, A::DTYPE) {
        writer.fail(error.to_string());
        return;
    }
    if rules.list {
        match elements {
            Elements::Slice(items) => write_list(shape, items, writer),
            Elements::Scattered(items) => write_list(shape, &items.collect::<Vec<A>>(), writer),
        }
        return;
    }
    let head = Head { kind: EnvelopeKind::Numpy, dtype: A::DTYPE, shape, device: "" };
    write_envelope(writer, &head, |out| match elements {
        Elements::Slice(items) => append_slice(items, out),
        Elements::Scattered(items) => append_elements(items, out),
    });
}

/// Reads a typed tensor of a number of dimensions, `None` for any.
fn parse_elements<A: Element>(
    parser: &mut Parser<'_>,
    rank: Option<usize>,
    rules: &TensorRules,
) -> Result<(Vec<usize>, Vec<A>), Stop> {
    let start = parser.start()?;
    let (shape, items) = if rules.list {
        parse_list(parser, rank, rules)?
    } else {
        let envelope = Envelope::parse(parser)?;
        let checked = rules::check_dtype(A::DTYPE, envelope.dtype)
            .and_then(|()| check_shape(&envelope.shape, rank, rules))
            .and_then(|()| envelope.elements());
        let items = checked.map_err(|error| parser.reject(start, error.into()))?;
        (envelope.shape, items)
    };
    rules.check_dtype(A::DTYPE).map_err(|error| parser.reject(start, error.into()))?;
    check_shape(&shape, rank, rules).map_err(|error| parser.reject(start, error.into()))?;
    Ok((shape, items))
}

/// Refuses a shape that the field's type or its rules do not allow.
fn check_shape(shape: &[usize], rank: Option<usize>, rules: &TensorRules) -> Result<(), TensorError> {
    if let Some(rank) = rank {
        rules::check_rank(rank, shape.len())?;
    }
    rules.check_shape(shape)
}

/// Reports what a tensor in memory breaks.
fn report(shape: &[usize], dtype: DType, rules: &TensorRules, report: &mut Report) {
    for error in [rules.check_dtype(dtype), rules.check_shape(shape)].into_iter().filter_map(Result::err) {
        report.error(error.into());
    }
}

/// Feeds dtype, shape and the elements' bits in C order, the same on every machine.
fn hash(dtype: DType, shape: &[usize], bytes: &[u8], hasher: &mut FingerprintHasher) {
    hasher.write_u8(dtype as u8);
    hasher.write_len(shape.len());
    shape.iter().for_each(|&length| hasher.write_len(length));
    hasher.write_bytes(&little_endian(bytes, dtype));
}

/// The schema of a tensor field.
fn schema(rules: &TensorRules, rank: Option<usize>, dtype: Option<DType>) -> Schema {
    if rules.list { list_schema(rules, rank, dtype) } else { envelope_schema(rules, rank, dtype) }
}
