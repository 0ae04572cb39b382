//! Reads an envelope up to its data, which stays base64 until it is known where it goes.

use super::{EnvelopeKind, MAX_DIMENSIONS, count};
use crate::base64;
use crate::dtype::{ByteOrder, DType, excerpt};
use crate::element::{Element, Order, check_bools, to_native};
use crate::error::TensorError;
use optimize_core::json::{Parser, Stop};
use std::borrow::Cow;

/// An envelope whose header is consistent: the data has the bytes that dtype and shape ask for.
pub(crate) struct Envelope<'de> {
    pub(crate) kind: EnvelopeKind,
    pub(crate) dtype: DType,
    pub(crate) shape: Vec<usize>,
    /// The device that the sender had the tensor on. Never obeyed.
    pub(crate) device: Option<String>,
    /// Where the envelope begins in the input.
    pub(crate) start: usize,
    order: ByteOrder,
    count: usize,
    data: Cow<'de, str>,
}

/// The keys as they come, in any order.
#[derive(Default)]
struct Parts<'de> {
    kind: Option<EnvelopeKind>,
    dtype: Option<(DType, ByteOrder)>,
    shape: Option<Vec<usize>>,
    data: Option<Cow<'de, str>>,
    device: Option<String>,
}

impl<'de> Envelope<'de> {
    /// Parses an envelope. Keys that it does not have are skipped, as the Python readers do.
    pub(crate) fn parse(parser: &mut Parser<'de>) -> Result<Self, Stop> {
        let start = parser.start()?;
        let mut parts = Parts::default();
        parser.entries(|parser, key| {
            match key {
                "__type__" => parts.kind = Some(parse_kind(parser)?),
                "dtype" => parts.dtype = Some(parse_dtype(parser)?),
                "shape" => parts.shape = Some(parse_shape(parser)?),
                "data" => parts.data = Some(parser.text()?),
                "device" => parts.device = Some(parser.text()?.into_owned()),
                _ => drop(parser.skip()?),
            }
            Ok(())
        })?;
        parts.assemble(start).map_err(|error| parser.reject(start, error.into()))
    }

    /// The elements, in C order.
    pub(crate) fn elements<A: Element>(&self) -> Result<Vec<A>, TensorError> {
        A::decode(&self.data, self.count, Order(self.order))
    }

    /// The elements' bytes, in C order and this machine's byte order.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, TensorError> {
        let mut bytes = base64::decode(&self.data).map_err(TensorError::data)?;
        to_native(&mut bytes, self.dtype, self.order);
        if self.dtype == DType::Bool {
            check_bools(&bytes)?;
        }
        Ok(bytes)
    }
}

impl<'de> Parts<'de> {
    fn assemble(self, start: usize) -> Result<Envelope<'de>, TensorError> {
        let kind = self.kind.ok_or_else(|| {
            TensorError::envelope("the key `__type__` is missing: expected \"numpy_array\" or \"torch_tensor\"")
        })?;
        let (dtype, order) = self.dtype.ok_or_else(|| TensorError::dtype("the key `dtype` is missing"))?;
        let shape = self.shape.ok_or_else(|| TensorError::shape("the key `shape` is missing"))?;
        let data = self.data.ok_or_else(|| TensorError::data("the key `data` is missing"))?;
        let count = count(&shape, dtype)?;
        // `count` has checked that this fits.
        let expected = count * dtype.size();
        let actual = base64::decoded_length(&data).map_err(TensorError::data)?;
        if actual != expected {
            return Err(TensorError::data(format!(
                "expected {expected} bytes for the shape {shape:?} of {dtype}, got {actual}"
            )));
        }
        Ok(Envelope { kind, dtype, shape, device: self.device, start, order, count, data })
    }
}

fn parse_kind(parser: &mut Parser<'_>) -> Result<EnvelopeKind, Stop> {
    let start = parser.start()?;
    let text = parser.text()?;
    let kind = [EnvelopeKind::Numpy, EnvelopeKind::Torch].into_iter().find(|kind| kind.name() == text);
    kind.ok_or_else(|| {
        let message = format!("expected \"numpy_array\" or \"torch_tensor\", got {:?}", excerpt(&text));
        parser.reject(start, TensorError::envelope(message).into())
    })
}

fn parse_dtype(parser: &mut Parser<'_>) -> Result<(DType, ByteOrder), Stop> {
    let start = parser.start()?;
    let text = parser.text()?;
    DType::parse(&text).map_err(|error| parser.reject(start, error.into()))
}

fn parse_shape(parser: &mut Parser<'_>) -> Result<Vec<usize>, Stop> {
    let start = parser.start()?;
    let mut shape = Vec::new();
    let mut dimensions = 0_usize;
    parser.items(|parser, _| {
        let start = parser.start()?;
        let length: i64 = parser.value()?;
        dimensions += 1;
        match usize::try_from(length) {
            Ok(length) if shape.len() <= MAX_DIMENSIONS => shape.push(length),
            Ok(_) => {}
            Err(_) => {
                let error = TensorError::shape(format!("expected a length of 0 or more, got {length}"));
                return Err(parser.reject(start, error.into()));
            }
        }
        Ok(())
    })?;
    if dimensions > MAX_DIMENSIONS {
        let error = TensorError::shape(format!("expected at most {MAX_DIMENSIONS} dimensions, got {dimensions}"));
        return Err(parser.reject(start, error.into()));
    }
    Ok(shape)
}
