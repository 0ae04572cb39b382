//! [`RawTensor`]: a tensor of any element type, known only at run time.

use super::carried::{Carried, Traits};
use super::list::{parse_list, write_list};
use super::{TensorRules, hash, report, schema};
use crate::EnvelopeKind;
use crate::dtype::DType;
use crate::element::{Element, check_bools, with_element};
use crate::envelope::{Envelope, Head, count, write_envelope};
use crate::error::TensorError;
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::Schema;

/// A tensor whose element type and number of dimensions are data: what a service holds that passes
/// tensors on without knowing them. It remembers whose envelope it came in and leaves in the same.
///
/// ```
/// use optimize_tensor::{DType, RawTensor};
///
/// let tensor = RawTensor::from_elements(vec![2, 3], &[1.0_f32, 2.0, 3.0, 4.0, 5.0, 6.0])?;
/// assert_eq!(tensor.dtype(), DType::Float32);
/// assert_eq!(tensor.to_vec::<f32>()?[5], 6.0);
/// # Ok::<(), optimize_tensor::TensorError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawTensor {
    kind: EnvelopeKind,
    dtype: DType,
    shape: Vec<usize>,
    data: Vec<u8>,
    device: Option<String>,
}

impl RawTensor {
    /// A tensor of bytes in C order and this machine's byte order.
    ///
    /// # Errors
    /// The shape is impossible, the bytes are not as many as it asks for, or a bool is neither 0 nor 1.
    pub fn new(dtype: DType, shape: Vec<usize>, data: Vec<u8>) -> Result<Self, TensorError> {
        let expected = count(&shape, dtype)? * dtype.size();
        if data.len() != expected {
            let message = format!("expected {expected} bytes for the shape {shape:?} of {dtype}, got {}", data.len());
            return Err(TensorError::data(message));
        }
        if dtype == DType::Bool {
            check_bools(&data)?;
        }
        Ok(Self { kind: EnvelopeKind::Numpy, dtype, shape, data, device: None })
    }

    /// A tensor of elements in C order.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn from_elements<A: Element>(shape: Vec<usize>, items: &[A]) -> Result<Self, TensorError> {
        Self::new(A::DTYPE, shape, A::bytes(items).to_vec())
    }

    /// The same tensor, to leave in this envelope.
    #[must_use]
    pub fn with_kind(mut self, kind: EnvelopeKind) -> Self {
        self.kind = kind;
        self
    }

    /// The envelope that the tensor came in and is written in.
    #[must_use]
    pub fn kind(&self) -> EnvelopeKind {
        self.kind
    }

    /// The element type.
    #[must_use]
    pub fn dtype(&self) -> DType {
        self.dtype
    }

    /// The length of each dimension, in elements.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The elements' bytes, in C order and this machine's byte order.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The elements' bytes, in C order and this machine's byte order.
    #[must_use]
    pub fn into_data(self) -> Vec<u8> {
        self.data
    }

    /// The device that a torch envelope named. It says where the tensor was, not where it is.
    #[must_use]
    pub fn device(&self) -> Option<&str> {
        self.device.as_deref()
    }

    /// The elements in C order, in a vector of their own.
    ///
    /// # Errors
    /// The elements are of another type.
    pub fn to_vec<A: Element>(&self) -> Result<Vec<A>, TensorError> {
        super::rules::check_dtype(A::DTYPE, self.dtype)?;
        A::from_bytes(&self.data)
    }

    fn parse_envelope(spare: Vec<u8>, parser: &mut Parser<'_>, rules: &TensorRules) -> Result<Self, Stop> {
        let mut envelope = Envelope::<u8>::parse(spare, parser)?;
        let (kind, dtype, start) = (envelope.kind, envelope.dtype, envelope.start);
        let checked = rules.check_dtype(dtype).and_then(|()| rules.check_shape(&envelope.shape));
        checked.map_err(|error| parser.reject(start, error.into()))?;
        let (shape, device) = (std::mem::take(&mut envelope.shape), envelope.device.take());
        let data = envelope.bytes().map_err(|error| parser.reject(start, error.into()))?;
        Ok(Self { kind, dtype, shape, data, device })
    }

    fn parse_list(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        let Some(dtype) = rules.dtype else {
            parser.skip()?;
            let error = TensorError::dtype("a list does not say its element type: the field needs a `dtype`");
            return Err(parser.reject(start, error.into()));
        };
        let read = with_element!(dtype, A => parse_list::<A>(Vec::new(), parser, None, rules).map(|(shape, items)| {
            rules.check_shape(&shape).and_then(|()| Self::from_elements(shape, &items))
        }))?;
        read.map_err(|error| parser.reject(start, error.into()))
    }
}

#[cfg(feature = "ndarray")]
impl RawTensor {
    /// A copy of the tensor as an array.
    ///
    /// # Errors
    /// The elements are of another type, or the dimensions are not as many.
    pub fn to_array<A: Element, D: ndarray::Dimension>(&self) -> Result<ndarray::Array<A, D>, TensorError> {
        let items = self.to_vec::<A>()?;
        if let Some(rank) = D::NDIM {
            super::rules::check_rank(rank, self.shape.len())?;
        }
        ndarray::ArrayD::from_shape_vec(self.shape.as_slice(), items)
            .and_then(ndarray::ArrayBase::into_dimensionality)
            .map_err(|error| TensorError::shape(error.to_string()))
    }

    /// A copy of an array, of any layout.
    ///
    /// # Errors
    /// The array has more than 32 dimensions.
    pub fn from_array<A, S, D>(array: &ndarray::ArrayBase<S, D>) -> Result<Self, TensorError>
    where
        A: Element,
        S: ndarray::Data<Elem = A>,
        D: ndarray::Dimension,
    {
        let shape = array.shape().to_vec();
        match array.as_slice() {
            Some(items) => Self::from_elements(shape, items),
            None => Self::from_elements(shape, &array.iter().copied().collect::<Vec<A>>()),
        }
    }
}

impl Carried for RawTensor {
    const TRAITS: Traits = Traits::dynamic(true);

    fn write<S: Style>(tensor: &RawTensor, rules: &TensorRules, writer: &mut Writer<'_, S>) {
        if rules.list {
            with_element!(tensor.dtype, A => match tensor.to_vec::<A>() {
                Ok(items) => write_list(&tensor.shape, &items, writer),
                Err(error) => writer.fail(error.to_string()),
            });
            return;
        }
        // The device is where the receiver would put it: here it is on the CPU, wherever it came from.
        let head = Head { kind: tensor.kind, dtype: tensor.dtype, shape: &tensor.shape, device: "cpu" };
        write_envelope(writer, &head, &mut |piece| {
            piece(&tensor.data);
            Ok(())
        });
    }

    fn parse(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<RawTensor, Stop> {
        if rules.list {
            RawTensor::parse_list(parser, rules)
        } else {
            RawTensor::parse_envelope(Vec::new(), parser, rules)
        }
    }

    fn parse_over(tensor: &mut RawTensor, parser: &mut Parser<'_>, rules: &TensorRules) -> Result<(), Stop> {
        *tensor = if rules.list {
            RawTensor::parse_list(parser, rules)?
        } else {
            // Without its bytes it is the empty tensor.
            tensor.shape.clear();
            tensor.shape.push(0);
            RawTensor::parse_envelope(std::mem::take(&mut tensor.data), parser, rules)?
        };
        Ok(())
    }

    fn check(tensor: &RawTensor, rules: &TensorRules, problems: &mut Report) {
        report(&tensor.shape, tensor.dtype, rules, problems);
    }

    fn fingerprint(tensor: &RawTensor, hasher: &mut FingerprintHasher) {
        hasher.write_u8(tensor.kind as u8);
        hash(tensor.dtype, &tensor.shape, &tensor.data, hasher);
    }

    fn schema(rules: &TensorRules) -> Schema {
        schema(rules, None, None)
    }
}
