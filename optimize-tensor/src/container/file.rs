//! [`SafetensorsFile`]: a file that is read.

use super::header::{MODEL, dtype_of};
use super::{Mapping, SafetensorsError};
use crate::dtype::{DType, excerpt};
use crate::element::{Element, Wire as _};
use crate::error::TensorError;
use crate::tensor::RawTensor;
use optimize_core::json::{Attachment, Attachments, parse_attached};
use optimize_core::{ParseField, ParseOptions};
use safetensors::SafeTensors;
use safetensors::tensor::Metadata;
use serde_json::{Map, json};
use std::path::Path;

/// A safetensors file: its header is read and checked, its data is where it was. What is read from it may borrow
/// the data, and then lives as long as this value.
///
/// ```no_run
/// # use ndarray::ArrayView3;
/// # use optimize_core::Optimized;
/// # use optimize_tensor::SafetensorsFile;
/// #[derive(Optimized)]
/// struct Frame<'a> {
///     frame_id: &'a str,
///     #[opt(tensor(shape = [_, _, 3]))]
///     pixels: ArrayView3<'a, u8>,
/// }
///
/// let file = SafetensorsFile::open("frames.safetensors")?; // milliseconds, however large
/// let frames: Vec<Frame<'_>> = file.read()?; // no pixel is copied, or looked at
/// # Ok::<(), optimize_tensor::SafetensorsError>(())
/// ```
#[derive(Debug)]
pub struct SafetensorsFile<B = Mapping> {
    bytes: B,
    /// Where the data begins.
    start: usize,
    header: Metadata,
    /// For a file without a model's JSON: an object of all tensors.
    flat: Option<String>,
}

impl SafetensorsFile {
    /// Opens the file at a path over a memory map. Reads the header only.
    ///
    /// # Errors
    /// The file can't be opened, or is no safetensors file.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, SafetensorsError> {
        Self::new(Mapping::open(path)?)
    }
}

impl<B: AsRef<[u8]>> SafetensorsFile<B> {
    /// Reads the header of a file in memory.
    ///
    /// # Errors
    /// The bytes are no safetensors file.
    pub fn new(bytes: B) -> Result<Self, SafetensorsError> {
        let (length, header) = SafeTensors::read_metadata(bytes.as_ref()).map_err(SafetensorsError::format)?;
        let mut file = Self { bytes, start: length + 8, header, flat: None };
        if file.metadata(MODEL).is_none() {
            let refs: Map<String, serde_json::Value> = file
                .names()
                .into_iter()
                .map(|name| (name.clone(), json!({"__type__": "numpy_array", "tensor": name})))
                .collect();
            file.flat = Some(serde_json::Value::Object(refs).to_string());
        }
        Ok(file)
    }

    /// Reads and validates a value. It may borrow strings, arrays, slices and raw images from the file.
    ///
    /// # Errors
    /// Every problem at once, each with its path.
    pub fn read<'f, T: ParseField<'f>>(&'f self) -> Result<T, SafetensorsError> {
        self.read_with(&ParseOptions::new())
    }

    /// Reads and validates a value as the options ask.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_with<'f, T: ParseField<'f>>(&'f self, options: &ParseOptions) -> Result<T, SafetensorsError> {
        let text = self.model();
        Ok(parse_attached("safetensors", text.as_bytes(), self, options)?)
    }

    /// The model's JSON; of a file that has none, an object of all tensors by name.
    #[must_use]
    pub fn model(&self) -> &str {
        self.flat.as_deref().or_else(|| self.metadata(MODEL)).unwrap_or_default()
    }

    /// An entry of the file's metadata.
    #[must_use]
    pub fn metadata(&self, key: &str) -> Option<&str> {
        self.header.metadata().as_ref()?.get(key).map(String::as_str)
    }

    /// The names of the tensors, in the order in which they lie.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.header.offset_keys()
    }

    /// A tensor by its name. `None` when there is none, or none of an element type that is known here.
    #[must_use]
    pub fn tensor(&self, name: &str) -> Option<TensorRef<'_>> {
        let info = self.header.info(name)?;
        let (start, end) = info.data_offsets;
        let bytes = self.bytes.as_ref().get(self.start + start..self.start + end)?;
        Some(TensorRef { dtype: dtype_of(info.dtype)?, shape: &info.shape, bytes })
    }

    /// What the file is read from.
    #[must_use]
    pub fn into_inner(self) -> B {
        self.bytes
    }
}

impl<B: AsRef<[u8]>> Attachments for SafetensorsFile<B> {
    fn find(&self, name: &str) -> Result<Attachment<'_>, String> {
        if let Some(tensor) = self.tensor(name) {
            return Ok(Attachment { dtype: tensor.dtype.name(), shape: tensor.shape.to_vec(), bytes: tensor.bytes });
        }
        let name = excerpt(name);
        Err(match self.header.info(&name) {
            Some(info) => format!("the tensor `{name}` has elements of type {}, which can't be carried", info.dtype),
            None => format!("the file has no tensor `{name}`"),
        })
    }

    fn size(&self) -> usize {
        self.header.data_len()
    }
}

/// A tensor in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TensorRef<'f> {
    dtype: DType,
    shape: &'f [usize],
    bytes: &'f [u8],
}

impl<'f> TensorRef<'f> {
    /// The element type.
    #[must_use]
    pub fn dtype(&self) -> DType {
        self.dtype
    }

    /// The length of each dimension, in elements.
    #[must_use]
    pub fn shape(&self) -> &'f [usize] {
        self.shape
    }

    /// The elements' bytes, in C order, little endian.
    #[must_use]
    pub fn bytes(&self) -> &'f [u8] {
        self.bytes
    }

    /// The elements where they lie.
    ///
    /// # Errors
    /// They are of another type, or can't stay where they are: not aligned, or not in this machine's byte order.
    pub fn elements<A: Element>(&self) -> Result<&'f [A], TensorError> {
        crate::tensor::check_dtype(A::DTYPE, self.dtype)?;
        let native = crate::dtype::ByteOrder::NATIVE == crate::dtype::ByteOrder::Little;
        let view = if native { A::view(self.bytes)? } else { None };
        view.ok_or_else(|| TensorError::data("the elements can't be borrowed where they lie: take `to_raw`"))
    }

    /// A copy.
    ///
    /// # Errors
    /// A bool is neither 0 nor 1.
    pub fn to_raw(&self) -> Result<RawTensor, TensorError> {
        let mut bytes = u8::from_bytes(self.bytes)?;
        crate::element::to_native(&mut bytes, self.dtype, crate::dtype::ByteOrder::Little);
        RawTensor::new(self.dtype, self.shape.to_vec(), bytes)
    }
}

#[cfg(feature = "ndarray")]
impl<'f> TensorRef<'f> {
    /// The tensor as an array that points into the file.
    ///
    /// # Errors
    /// As [`elements`](Self::elements), or the dimensions are not as many.
    pub fn view<A: Element, D: ndarray::Dimension>(&self) -> Result<ndarray::ArrayView<'f, A, D>, TensorError> {
        if let Some(rank) = D::NDIM {
            crate::tensor::check_rank(rank, self.shape.len())?;
        }
        ndarray::ArrayView::from_shape(self.shape, self.elements()?)
            .and_then(ndarray::ArrayBase::into_dimensionality)
            .map_err(|error| TensorError::shape(error.to_string()))
    }
}
