//! [`Tensor`]: the adapter of `#[opt(tensor)]`.

mod carried;
mod list;
#[cfg(feature = "ndarray")]
mod ndarray;
mod raw;
mod rules;
mod shared;
mod slices;
#[cfg(feature = "tch")]
mod torch;

pub use carried::{Carried, Lent};
#[cfg(feature = "ndarray")]
pub use ndarray::Storage;
pub use raw::RawTensor;
pub use rules::TensorRules;
#[cfg(feature = "safetensors")]
pub(crate) use rules::check_dtype;
#[cfg(all(feature = "safetensors", feature = "ndarray"))]
pub(crate) use rules::check_rank;
#[cfg(feature = "tch")]
pub use torch::{DeviceMap, with_device, with_device_map};

use crate::EnvelopeKind;
use crate::dtype::DType;
use crate::element::Element;
use crate::envelope::{Envelope, Head, envelope_schema, list_schema, little_endian, write_envelope};
use crate::error::TensorError;
use list::{parse_list, write_list};
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::Schema;
use std::borrow::Cow;

/// Carries tensors: `#[opt(tensor)]`, `#[opt(tensor(shape = [_, _, 3], dtype = "uint8", format = "list"))]`.
///
/// | type of the field | writes | reads |
/// |---|---|---|
/// | `ndarray::Array`, `ArcArray`, `CowArray`, any dimension | `numpy_array` | both envelopes |
/// | `ndarray::ArrayView`, any dimension | `numpy_array` | a safetensors file, where its elements lie |
/// | `Vec`, `[T; N]`, `Cow<[T]>`, `Arc<[T]>`, `Box<[T]>` of elements | `numpy_array` of one dimension | both envelopes |
/// | `&[T]` of elements | `numpy_array` of one dimension | a safetensors file, where its elements lie |
/// | [`RawTensor`] | the envelope it has come in | both envelopes |
/// | `tch::Tensor` | `torch_tensor` | both envelopes, onto the CPU |
///
/// and `Option`, `Vec` and maps from strings of them, and `Arc` and `Box` of one that owns its elements. `CowArray` and `Cow` borrow from a safetensors file where
/// they can, and own otherwise.
///
/// | key | |
/// |---|---|
/// | `shape = [_, _, 3]` | the number of dimensions, and lengths; a constant's path is a length too |
/// | `dtype = "uint8"` | the element type; needed where the field's type does not say it and `format` is `"list"` |
/// | `format = "list"` | nested lists of numbers, as numpy's `tolist`, instead of the envelope |
/// | `order = "F"` | arrays that are read lie in Fortran order; the wire has C order all the same |
/// | `crate = path` | another name of this crate |
///
/// The derive knows element types by their names: of `type Sample = f32` a single tensor is `Box<[Sample]>` or an array, for
/// `Vec<Sample>` reads as a list of tensors.
///
/// The element type must be the field's own: nothing is converted. Bytes are written in C order and
/// read in either byte order. Floats keep their bits, NaN and infinities too. As lists complex numbers are
/// pairs, and non-finite floats go the way of all floats of the dump.
///
/// In a generic model the keys are held against what is behind the parameter, as soon as the model's own type is used:
///
/// ```
/// # #[cfg(feature = "ndarray")] {
/// # use ndarray::Array2;
/// # use optimize_core::Optimized;
/// # use optimize_tensor::Element;
/// #[derive(Optimized)]
/// struct Mask<T: Element> {
///     #[opt(tensor(dtype = "uint8"))]
///     values: Array2<T>,
/// }
/// let mask = Mask { values: Array2::<u8>::zeros((2, 2)) };
/// assert_eq!(Mask::<u8>::from_json(&mask.to_json().unwrap()).unwrap().values, mask.values);
/// # }
/// ```
///
/// ```compile_fail,E0080
/// # use ndarray::Array2;
/// # use optimize_core::Optimized;
/// # use optimize_tensor::Element;
/// # #[derive(Optimized)]
/// # struct Mask<T: Element> {
/// #     #[opt(tensor(dtype = "uint8"))]
/// #     values: Array2<T>,
/// # }
/// let mask = Mask { values: Array2::<f32>::zeros((2, 2)) };
/// mask.to_json(); // `dtype` is not that of the field's type
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Tensor;

impl Tensor {
    /// The rules of a field of type `T`, once they can hold for it. The derive calls it in a constant.
    ///
    /// # Panics
    /// The rules contradict the type: its number of dimensions, its dtype. In a constant that is a compile error.
    #[must_use]
    pub const fn checked<T: Carried>(rules: TensorRules) -> TensorRules {
        rules.checked::<T>()
    }
}

/// Writes elements that lie one behind the other in C order.
fn write_slice<A: Element, S: Style>(shape: &[usize], items: &[A], rules: &TensorRules, writer: &mut Writer<'_, S>) {
    write_pieces::<A, S>(shape, rules, writer, &mut |piece| piece(A::bytes(items)), |shape, writer| {
        write_list(shape, items, writer);
    });
}

/// Hands over the elements' bytes in C order and this machine's byte order, in as many pieces as it likes.
type ManyPieces<'p> = dyn FnMut(&mut dyn FnMut(&[u8])) + 'p;

/// Writes a typed tensor in the format that the rules ask for.
fn write_pieces<A: Element, S: Style>(
    shape: &[usize],
    rules: &TensorRules,
    writer: &mut Writer<'_, S>,
    pieces: &mut ManyPieces<'_>,
    list: impl FnOnce(&[usize], &mut Writer<'_, S>),
) {
    if let Err(error) = crate::envelope::count(shape, A::DTYPE) {
        writer.fail(error.to_string());
    } else if rules.list {
        list(shape, writer);
    } else {
        let head = Head { kind: EnvelopeKind::Numpy, dtype: A::DTYPE, shape, device: "" };
        write_envelope(writer, &head, &mut |piece| {
            pieces(piece);
            Ok(())
        });
    }
}

/// Reads a typed tensor of a number of dimensions, `None` for any.
fn parse_elements<A: Element>(
    parser: &mut Parser<'_>,
    rank: Option<usize>,
    rules: &TensorRules,
) -> Result<(Vec<usize>, Vec<A>), Stop> {
    parse_elements_over(Vec::new(), parser, rank, rules)
}

/// As [`parse_elements`], into the memory of elements of before where that is large enough.
fn parse_elements_over<A: Element>(
    spare: Vec<A>,
    parser: &mut Parser<'_>,
    rank: Option<usize>,
    rules: &TensorRules,
) -> Result<(Vec<usize>, Vec<A>), Stop> {
    let start = parser.start()?;
    let (shape, items) = if rules.list {
        parse_list(spare, parser, rank, rules)?
    } else {
        let mut envelope = parse_envelope::<A>(spare, parser, rank, rules)?;
        let shape = std::mem::take(&mut envelope.shape);
        let items = envelope.elements().map_err(|error| parser.reject(start, error.into()))?;
        (shape, items)
    };
    rules.check_dtype(A::DTYPE).map_err(|error| parser.reject(start, error.into()))?;
    check_shape(&shape, rank, rules).map_err(|error| parser.reject(start, error.into()))?;
    Ok((shape, items))
}

/// Reads an envelope of the field's dtype and shape.
fn parse_envelope<'de, A: Element>(
    spare: Vec<A>,
    parser: &mut Parser<'de>,
    rank: Option<usize>,
    rules: &TensorRules,
) -> Result<Envelope<'de, A>, Stop> {
    let envelope = Envelope::<A>::parse(spare, parser)?;
    rules::check_dtype(A::DTYPE, envelope.dtype)
        .and_then(|()| rules.check_dtype(A::DTYPE))
        .and_then(|()| check_shape(&envelope.shape, rank, rules))
        .map_err(|error| parser.reject(envelope.start, error.into()))?;
    Ok(envelope)
}

/// Reads a tensor that borrows where it can, and owns a copy where its elements lie in text or can't stay where
/// they are: its shape and its elements.
fn parse_lent<'de, A: Element>(
    parser: &mut Parser<'de>,
    rank: Option<usize>,
    rules: &TensorRules,
) -> Result<(Vec<usize>, Cow<'de, [A]>), Stop> {
    let start = parser.start()?;
    if rules.list {
        return parse_elements(parser, rank, rules).map(|(shape, items)| (shape, Cow::Owned(items)));
    }
    let mut envelope = parse_envelope::<A>(Vec::new(), parser, rank, rules)?;
    let shape = std::mem::take(&mut envelope.shape);
    let lent = envelope.lent().and_then(|lent| match lent {
        Some(items) => Ok(Cow::Borrowed(items)),
        None => envelope.elements().map(Cow::Owned),
    });
    lent.map(|items| (shape, items)).map_err(|error| parser.reject(start, error.into()))
}

/// Why a type that only borrows can't be read from text.
fn nothing_to_borrow() -> TensorError {
    TensorError::data(
        "there is nothing to borrow from: the elements are text, or not aligned where they lie. Read them into an \
         owned type (`Array`, `Vec`), or into one that can do both (`CowArray`, `Cow`)",
    )
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
    hash_pieces(dtype, shape, &mut |piece| piece(bytes), hasher);
}

/// The same of elements that come in pieces.
fn hash_pieces(dtype: DType, shape: &[usize], pieces: &mut ManyPieces<'_>, hasher: &mut FingerprintHasher) {
    hasher.write_u8(dtype as u8);
    hasher.write_len(shape.len());
    shape.iter().for_each(|&length| hasher.write_len(length));
    pieces(&mut |piece| hasher.write_bytes_of(&little_endian(piece, dtype)));
}

/// The schema of a tensor field.
fn schema(rules: &TensorRules, rank: Option<usize>, dtype: Option<DType>) -> Schema {
    if rules.list { list_schema(rules, rank, dtype) } else { envelope_schema(rules, rank, dtype) }
}
