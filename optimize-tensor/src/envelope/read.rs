//! Reads an envelope. Its data is decoded on the way where that needs no second look at the text, else it
//! waits until it is known where it goes.

use super::{EnvelopeKind, MAX_DIMENSIONS, count};
use crate::base64;
use crate::dtype::{ByteOrder, DType, excerpt};
use crate::element::{Element, Order, Quoted, Wire, check_bools, swap, to_native};
use crate::error::TensorError;
use optimize_core::json::{Attachment, Parser, Stop};
use std::borrow::Cow;
use std::cell::Cell;

/// An envelope whose header is consistent: the data has the bytes that dtype and shape ask for.
pub(crate) struct Envelope<'de, A> {
    pub(crate) kind: EnvelopeKind,
    pub(crate) dtype: DType,
    pub(crate) shape: Vec<usize>,
    /// The device that the sender had the tensor on. Never obeyed.
    pub(crate) device: Option<String>,
    /// Where the envelope begins in the input.
    pub(crate) start: usize,
    order: ByteOrder,
    data: Data<'de, A>,
}

/// The data, as far as it has come.
pub(crate) enum Data<'de, A> {
    /// Base64.
    Text(Cow<'de, str>),
    /// Base64 without escapes, not looked at yet.
    #[cfg_attr(not(feature = "tch"), allow(dead_code))] // others decode on the way
    Raw(&'de [u8]),
    /// In the wire's byte order; the number of bytes that the text had.
    Elements(Vec<A>, usize),
    /// Beside the text, in a container.
    Beside(&'de [u8]),
}

/// The keys as they come, in any order.
struct Parts<'de, A> {
    kind: Option<EnvelopeKind>,
    dtype: Option<(DType, ByteOrder)>,
    shape: Option<Vec<usize>>,
    data: Option<Data<'de, A>>,
    device: Option<String>,
    /// The name of the data beside the text.
    tensor: Option<String>,
}

impl<'de, A: Wire> Envelope<'de, A> {
    /// Parses an envelope into elements of a type that is known: in the memory of elements of before, where that is
    /// large enough. Keys that it does not have are skipped, as the Python readers do.
    pub(crate) fn parse(spare: Vec<A>, parser: &mut Parser<'de>) -> Result<Self, Stop> {
        let spare = Cell::new(spare);
        Self::parse_with(parser, |rest| {
            A::decode_quoted(rest, spare.take())
                .map(|(Quoted(decoded), taken)| (Data::Elements(decoded.items, decoded.bytes), taken))
        })
    }
}

impl<'de, A> Envelope<'de, A> {
    /// Parses an envelope, its data read by `read` where that can.
    pub(crate) fn parse_with(
        parser: &mut Parser<'de>,
        read: impl Fn(&'de [u8]) -> Option<(Data<'de, A>, usize)>,
    ) -> Result<Self, Stop> {
        let start = parser.start()?;
        let mut parts = Parts { kind: None, dtype: None, shape: None, data: None, device: None, tensor: None };
        parser.entries(|parser, key| {
            match key {
                "__type__" => parts.kind = Some(parse_kind(parser)?),
                "dtype" => parts.dtype = Some(parse_dtype(parser)?),
                "shape" => parts.shape = Some(parse_shape(parser)?),
                "data" => {
                    parts.data = Some(match parser.text_with(&read)? {
                        Some(data) => data,
                        None => Data::Text(parser.text()?),
                    });
                }
                "device" => parts.device = Some(parser.text()?.into_owned()),
                "tensor" => parts.tensor = Some(parser.text()?.into_owned()),
                _ => drop(parser.skip()?),
            }
            Ok(())
        })?;
        if let Some(name) = parts.tensor.take() {
            let found = parser.attachment(&name);
            parts.take(&name, found).map_err(|error| parser.reject(start, error.into()))?;
        }
        parts.assemble(start).map_err(|error| parser.reject(start, error.into()))
    }

    /// The data's base64, in this machine's words: bytes to decode, and the order in which they come.
    #[cfg_attr(not(feature = "tch"), allow(dead_code))] // others decode on the way
    pub(crate) fn copy_to(&self, out: &mut [u8]) -> Result<(), TensorError> {
        match &self.data {
            Data::Text(text) => base64::decode_into(&**text, out).map_err(TensorError::data)?,
            Data::Raw(text) => base64::decode_into(text, out).map_err(TensorError::data)?,
            Data::Beside(bytes) => out.copy_from_slice(bytes),
            Data::Elements(..) => return Err(TensorError::data("the data was decoded before")),
        }
        to_native(out, self.dtype, self.order);
        if self.dtype == DType::Bool { check_bools(out) } else { Ok(()) }
    }
}

impl<'de, A: Element> Envelope<'de, A> {
    /// The elements, in C order.
    pub(crate) fn elements(self) -> Result<Vec<A>, TensorError> {
        let mut items = match self.data {
            Data::Elements(items, _) => items,
            Data::Text(text) => A::decode(text.as_bytes())?,
            Data::Raw(text) => A::decode(text)?,
            Data::Beside(bytes) => A::from_bytes(bytes)?,
        };
        A::settle(&mut items, Order(self.order));
        Ok(items)
    }

    /// The elements where they lie beside the text. `None` where they lie in the text, or can't stay where
    /// they are: they are not aligned, or the machine has another byte order.
    pub(crate) fn lent(&self) -> Result<Option<&'de [A]>, TensorError> {
        match self.data {
            Data::Beside(bytes) if ByteOrder::NATIVE == ByteOrder::Little => A::view(bytes),
            _ => Ok(None),
        }
    }
}

impl Envelope<'_, u8> {
    /// The elements' bytes, in C order and this machine's byte order.
    pub(crate) fn bytes(self) -> Result<Vec<u8>, TensorError> {
        let mut bytes = match self.data {
            Data::Elements(bytes, _) => bytes,
            Data::Text(text) => base64::decode(&*text).map_err(TensorError::data)?,
            Data::Raw(text) => base64::decode(text).map_err(TensorError::data)?,
            Data::Beside(bytes) => u8::from_bytes(bytes)?,
        };
        if self.order != ByteOrder::NATIVE {
            swap(&mut bytes, self.dtype.word());
        }
        if self.dtype == DType::Bool {
            check_bools(&bytes)?;
        }
        Ok(bytes)
    }
}

impl<'de, A> Parts<'de, A> {
    /// Takes dtype, shape and data from beside the text. What the text says of them it says of what the
    /// container can't: a complex number is a pair of floats there.
    fn take(&mut self, name: &str, found: Option<Result<Attachment<'de>, String>>) -> Result<(), TensorError> {
        let Some(found) = found else {
            return Err(TensorError::data(format!(
                "the data is the tensor `{}` of a safetensors file: read it with `from_safetensors`",
                excerpt(name)
            )));
        };
        let found = found.map_err(TensorError::data)?;
        let (stored, _) = DType::parse(found.dtype)?;
        let mut shape = found.shape;
        let dtype = match self.dtype {
            Some((DType::Complex128, _)) if stored == DType::Float64 && shape.last() == Some(&2) => {
                shape.pop();
                DType::Complex128
            }
            Some((said, _)) if said != stored => {
                return Err(TensorError::dtype(format!("the tensor `{}` holds {stored}, not {said}", excerpt(name))));
            }
            _ => stored,
        };
        self.dtype = Some((dtype, ByteOrder::Little));
        self.shape = Some(shape);
        self.data = Some(Data::Beside(found.bytes));
        // Files of others hold arrays and do not say whose.
        self.kind.get_or_insert(EnvelopeKind::Numpy);
        Ok(())
    }

    fn assemble(self, start: usize) -> Result<Envelope<'de, A>, TensorError> {
        let kind = self.kind.ok_or_else(|| {
            TensorError::envelope("the key `__type__` is missing: expected \"numpy_array\" or \"torch_tensor\"")
        })?;
        let (dtype, order) = self.dtype.ok_or_else(|| TensorError::dtype("the key `dtype` is missing"))?;
        let shape = self.shape.ok_or_else(|| TensorError::shape("the key `shape` is missing"))?;
        let data = self.data.ok_or_else(|| TensorError::data("the key `data` is missing"))?;
        let count = count(&shape, dtype)?;
        // `count` has checked that this fits.
        let expected = count * dtype.size();
        let actual = match &data {
            Data::Text(text) => base64::decoded_length(&**text).map_err(TensorError::data)?,
            Data::Raw(text) => base64::decoded_length(text).map_err(TensorError::data)?,
            Data::Elements(_, bytes) => *bytes,
            Data::Beside(bytes) => bytes.len(),
        };
        if actual != expected {
            return Err(TensorError::data(format!(
                "expected {expected} bytes for the shape {shape:?} of {dtype}, got {actual}"
            )));
        }
        Ok(Envelope { kind, dtype, shape, device: self.device, start, order, data })
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
