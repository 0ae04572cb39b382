//! libtorch tensors.

mod device;
mod memory;

pub use device::{DeviceMap, with_device, with_device_map};

use super::carried::{Carried, Traits};
use super::list::{parse_list, write_list};
use super::{TensorRules, report, schema};
use crate::EnvelopeKind;
use crate::dtype::DType;
use crate::element::{Wire, with_element};
use crate::envelope::{Data, Envelope, Head, write_envelope};
use crate::error::TensorError;
use device::{choose_device, device_name};
use memory::{brief, filled, for_each_piece, on_cpu};
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::Schema;
use tch::Kind;

/// Our name of torch's element type.
fn dtype_of(tensor: &tch::Tensor) -> Result<DType, TensorError> {
    let kind = tensor.f_kind().map_err(|error| brief(&error))?;
    Ok(match kind {
        Kind::Bool => DType::Bool,
        Kind::Uint8 => DType::UInt8,
        Kind::Int8 => DType::Int8,
        Kind::Int16 => DType::Int16,
        Kind::Int => DType::Int32,
        Kind::Int64 => DType::Int64,
        Kind::Half => DType::Float16,
        Kind::BFloat16 => DType::BFloat16,
        Kind::Float => DType::Float32,
        Kind::Double => DType::Float64,
        Kind::ComplexFloat => DType::Complex64,
        Kind::ComplexDouble => DType::Complex128,
        Kind::QInt8 | Kind::QUInt8 | Kind::QInt32 => {
            let message = format!("quantized tensors ({kind:?}) can't be carried: call `dequantize` first");
            return Err(TensorError::dtype(message));
        }
        other => return Err(TensorError::dtype(format!("tensors of torch's {other:?} can't be carried"))),
    })
}

/// Torch's name of our element type.
fn kind_of(dtype: DType) -> Result<Kind, TensorError> {
    Ok(match dtype {
        DType::Bool => Kind::Bool,
        DType::UInt8 => Kind::Uint8,
        DType::Int8 => Kind::Int8,
        DType::Int16 => Kind::Int16,
        DType::Int32 => Kind::Int,
        DType::Int64 => Kind::Int64,
        DType::Float16 => Kind::Half,
        DType::BFloat16 => Kind::BFloat16,
        DType::Float32 => Kind::Float,
        DType::Float64 => Kind::Double,
        DType::Complex64 => Kind::ComplexFloat,
        DType::Complex128 => Kind::ComplexDouble,
        DType::UInt16 | DType::UInt32 | DType::UInt64 => {
            return Err(TensorError::dtype(format!("`tch` has no tensors of type {dtype}")));
        }
    })
}

/// A tensor with plain elements, and what its envelope says of it. Nothing is copied yet.
struct Dense<'t> {
    tensor: &'t tch::Tensor,
    dtype: DType,
    shape: Vec<usize>,
    device: String,
}

impl<'t> Dense<'t> {
    /// Refuses what has no plain elements.
    fn new(tensor: &'t tch::Tensor) -> Result<Self, TensorError> {
        if !tensor.defined() {
            return Err(TensorError::data("the tensor is undefined"));
        }
        if tensor.is_sparse() {
            return Err(TensorError::data("sparse tensors can't be carried: call `to_dense` first"));
        }
        // The compressed ones are not `is_sparse`; but nothing can look at them as a view of strides.
        if tensor.f_alias().is_err() {
            return Err(TensorError::data("compressed sparse tensors can't be carried: call `to_dense` first"));
        }
        if tensor.is_mkldnn() {
            return Err(TensorError::data("MKL-DNN tensors can't be carried: call `to_dense` first"));
        }
        let dtype = dtype_of(tensor)?;
        let shape = tensor.size().into_iter().map(|length| usize::try_from(length).unwrap_or(0)).collect();
        Ok(Self { tensor, dtype, shape, device: device_name(tensor.device()) })
    }

    /// Hands over the elements' bytes, from a GPU by one copy. Views that only promise their elements are resolved. A
    /// gradient stays behind: the values alone are carried.
    fn for_each_piece(&self, piece: &mut dyn FnMut(&[u8])) -> Result<(), TensorError> {
        let plain = self
            .tensor
            .f_detach()
            .and_then(|tensor| on_cpu(&tensor))
            .and_then(|tensor| tensor.f_resolve_conj())
            .and_then(|tensor| tensor.f_resolve_neg())
            .map_err(|error| brief(&error))?;
        for_each_piece(&plain, self.dtype, piece)
    }

    fn bytes(&self) -> Result<Vec<u8>, TensorError> {
        let mut bytes = Vec::with_capacity(self.shape.iter().product::<usize>() * self.dtype.size());
        self.for_each_piece(&mut |piece| bytes.extend_from_slice(piece))?;
        Ok(bytes)
    }
}

fn write<S: Style>(tensor: &tch::Tensor, rules: &TensorRules, writer: &mut Writer<'_, S>) -> Result<(), TensorError> {
    let dense = Dense::new(tensor)?;
    if rules.list {
        let bytes = dense.bytes()?;
        with_element!(dense.dtype, A => write_list(&dense.shape, &A::from_bytes(&bytes)?, writer));
        return Ok(());
    }
    let head = Head { kind: EnvelopeKind::Torch, dtype: dense.dtype, shape: &dense.shape, device: &dense.device };
    write_envelope(writer, &head, &mut |piece| dense.for_each_piece(piece).map_err(|error| error.to_string()));
    Ok(())
}

/// A tensor whose bytes, in this machine's order, `fill` writes; on the device that the caller chose.
fn build(
    dtype: DType,
    shape: &[usize],
    device: Option<&str>,
    fill: impl FnOnce(&mut [u8]) -> Result<(), TensorError>,
) -> Result<tch::Tensor, TensorError> {
    let kind = kind_of(dtype)?;
    let lengths: Vec<i64> = shape
        .iter()
        .map(|&length| i64::try_from(length))
        .collect::<Result<_, _>>()
        .map_err(|error| TensorError::shape(error.to_string()))?;
    filled(dtype, &lengths, kind, choose_device(device), fill)
}

/// Takes base64 up to the quote that ends it, without a look at it.
fn up_to_quote(rest: &[u8]) -> Option<(Data<'_, u8>, usize)> {
    let end = memchr::memchr2(b'"', b'\\', rest)?;
    (rest[end] == b'"').then(|| (Data::Raw(&rest[..end]), end))
}

fn parse_elements(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<tch::Tensor, Stop> {
    let start = parser.start()?;
    let Some(dtype) = rules.dtype else {
        parser.skip()?;
        let error = TensorError::dtype("a list does not say its element type: the field needs a `dtype`");
        return Err(parser.reject(start, error.into()));
    };
    let read = with_element!(dtype, A => parse_list::<A>(Vec::new(), parser, None, rules).map(|(shape, items)| {
        rules.check_shape(&shape).and_then(|()| build(dtype, &shape, None, |out| {
            out.copy_from_slice(<A as Wire>::bytes(&items));
            Ok(())
        }))
    }))?;
    read.map_err(|error| parser.reject(start, error.into()))
}

impl Carried for tch::Tensor {
    const TRAITS: Traits = Traits::dynamic(false);

    fn write<S: Style>(tensor: &tch::Tensor, rules: &TensorRules, writer: &mut Writer<'_, S>) {
        if let Err(error) = write(tensor, rules, writer) {
            writer.fail(error.to_string());
        }
    }

    fn parse(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<tch::Tensor, Stop> {
        if rules.list {
            return parse_elements(parser, rules);
        }
        let envelope = Envelope::parse_with(parser, up_to_quote)?;
        let built =
            rules.check_dtype(envelope.dtype).and_then(|()| rules.check_shape(&envelope.shape)).and_then(|()| {
                build(envelope.dtype, &envelope.shape, envelope.device.as_deref(), |out| envelope.copy_to(out))
            });
        built.map_err(|error| parser.reject(envelope.start, error.into()))
    }

    fn check(tensor: &tch::Tensor, rules: &TensorRules, problems: &mut Report) {
        match Dense::new(tensor) {
            Ok(dense) => report(&dense.shape, dense.dtype, rules, problems),
            Err(error) => problems.error(error.into()),
        }
    }

    fn fingerprint(tensor: &tch::Tensor, hasher: &mut FingerprintHasher) {
        // A tensor that can't be read out can't be dumped either: its message stands for it.
        match Dense::new(tensor) {
            Ok(dense) => {
                hasher.write_u8(0);
                hasher.write_bytes(dense.device.as_bytes());
                let mut failed = None;
                let pieces: &mut super::ManyPieces<'_> = &mut |piece| failed = dense.for_each_piece(piece).err();
                super::hash_pieces(dense.dtype, &dense.shape, pieces, hasher);
                if let Some(error) = failed {
                    hasher.write_bytes(error.to_string().as_bytes());
                }
            }
            Err(error) => {
                hasher.write_u8(1);
                hasher.write_bytes(error.to_string().as_bytes());
            }
        }
    }

    fn schema(rules: &TensorRules) -> Schema {
        schema(rules, None, None)
    }
}
