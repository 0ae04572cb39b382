//! Models as safetensors files.

mod error;
mod file;
mod header;
mod map;
mod sink;
mod write;

pub use error::SafetensorsError;
pub use file::{SafetensorsFile, TensorRef};
pub use map::Mapping;

use optimize_core::{Field, ParseFieldOwned};
use std::io::Write;
use std::path::Path;

/// Models as safetensors files: tensors and raw images lie in them as they lie in memory, and everything
/// else is the model's JSON in the file's metadata. Implemented for every model, and for lists and maps of
/// models: a batch of frames is one file.
///
/// ```
/// use ndarray::{Array2, ArrayView2, array};
/// use optimize_core::Optimized;
/// use optimize_tensor::{Safetensors, SafetensorsFile};
///
/// #[derive(Optimized, Debug, PartialEq)]
/// struct Layer {
///     name: String,
///     #[opt(tensor)]
///     weight: Array2<f32>,
/// }
///
/// let layers = vec![Layer { name: "in".into(), weight: array![[1.0, 2.0]] }];
/// let bytes = layers.to_safetensors()?;
/// assert_eq!(Vec::<Layer>::from_safetensors(&bytes)?, layers);
///
/// // The same without a copy: the arrays point into the bytes.
/// #[derive(Optimized)]
/// struct LayerView<'a> {
///     name: &'a str,
///     #[opt(tensor)]
///     weight: ArrayView2<'a, f32>,
/// }
///
/// let file = SafetensorsFile::new(&bytes)?;
/// assert_eq!(file.names(), ["0.weight"]);
/// let views: Vec<LayerView<'_>> = file.read()?;
/// assert_eq!((views[0].name, views[0].weight[[0, 1]]), ("in", 2.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Names
/// A tensor's name is the way to it from the root, in wire names, with dots between: `pixels`,
/// `layers.3.weight`, `thumbnails.intro.0`. Where two would meet, because a key has a dot of its own, the second gets
/// `#2` behind it. The JSON names each tensor, so that reading depends on no rule.
///
/// # Files of others
/// A file without a model's JSON is read as an object of its tensors by their whole names: a model with a field
/// `#[opt(rename = "layer1.weight")]`, or a map from strings to tensors. Python's `safetensors` opens what is
/// written here; the JSON is the metadata's `model`. An image is an array of height × width × channels with
/// `codec = "raw"`, else a row of bytes: the PNG or JPEG file. A `complex128` is stored as `float64` with one more
/// dimension of the two parts, because the format does not have it.
pub trait Safetensors: Field {
    /// The file, in memory.
    ///
    /// # Errors
    /// An adapter refuses a value, or the header would be larger than the format allows (100 MB).
    fn to_safetensors(&self) -> Result<Vec<u8>, SafetensorsError> {
        write::to_vec(self)
    }

    /// Writes the file. Tensors go from where they lie to the writer, without a copy in between.
    ///
    /// # Errors
    /// As [`to_safetensors`](Self::to_safetensors), and when the writer fails.
    fn write_safetensors<W: Write>(&self, mut writer: W) -> Result<(), SafetensorsError> {
        write::to_writer(self, &mut writer)
    }

    /// Writes the file at a path. What was there stands until the new file is complete.
    ///
    /// # Errors
    /// As [`write_safetensors`](Self::write_safetensors).
    fn save_safetensors(&self, path: impl AsRef<Path>) -> Result<(), SafetensorsError> {
        write::to_path(self, path.as_ref())
    }

    /// Reads and validates a value of its own: every tensor is copied once. To borrow them, or to read only some,
    /// there is [`SafetensorsFile`].
    ///
    /// # Errors
    /// The bytes are no safetensors file, or hold no such value.
    fn from_safetensors(bytes: &[u8]) -> Result<Self, SafetensorsError>
    where
        Self: ParseFieldOwned,
    {
        SafetensorsFile::new(bytes)?.read()
    }

    /// Reads and validates a value of its own from the file at a path, over a memory map.
    ///
    /// # Errors
    /// As [`from_safetensors`](Self::from_safetensors), and when the file can't be read.
    fn load_safetensors(path: impl AsRef<Path>) -> Result<Self, SafetensorsError>
    where
        Self: ParseFieldOwned,
    {
        SafetensorsFile::open(path)?.read()
    }
}

impl<T: Field> Safetensors for T {}
