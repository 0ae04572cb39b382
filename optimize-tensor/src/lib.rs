//! Tensors and images in models of `optimize-core`: `ndarray` arrays, `image` buffers, `tch` tensors.
//!
//! A field keeps its own type and names an adapter; the JSON is what Python services exchange:
//!
//! ```
//! use ndarray::Array3;
//! use optimize_core::Optimized;
//!
//! /// One frame of a video.
//! #[derive(Optimized)]
//! struct Frame {
//!     frame_id: String,
//!     /// Height, width and the three channels.
//!     #[opt(tensor(shape = [_, _, 3]))]
//!     pixels: Array3<u8>,
//! }
//!
//! let frame = Frame { frame_id: "f0".into(), pixels: Array3::zeros((1, 1, 3)) };
//! let json = frame.to_json_string()?;
//! assert_eq!(
//!     json,
//!     r#"{"frame_id":"f0","pixels":{"__type__":"numpy_array","data":"AAAA","dtype":"uint8","shape":[1,1,3]}}"#,
//! );
//! assert_eq!(Frame::from_json(&json)?.pixels, frame.pixels);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Tensor`] and [`Picture`] list what they carry. Everything that comes in is checked before memory
//! is taken for it: the dtype against a closed list, the shape without overflow, the bytes against
//! both, an image's header against its envelope and against fixed limits.
//!
//! # Features
//! - `ndarray` (default) and `image` (default): those crates' types. `image` brings the codecs of PNG and JPEG.
//! - `safetensors` (default): models as files whose tensors lie as in memory, opened over a memory map.
//! - `tch`: libtorch tensors. Compiles C++ and links libtorch, which `LIBTORCH` names; see `tch`'s own documentation.
#![deny(unsafe_code)]

mod base64;
#[cfg(feature = "safetensors")]
mod container;
mod decode;
mod dtype;
mod element;
mod envelope;
mod error;
#[cfg(feature = "image")]
mod image;
mod tensor;

#[cfg(feature = "safetensors")]
pub use container::{Mapping, Safetensors, SafetensorsError, SafetensorsFile, TensorRef};
pub use dtype::DType;
pub use element::Element;
pub use envelope::EnvelopeKind;
pub use error::TensorError;
#[cfg(feature = "image")]
pub use image::{Channel, Container, Picture, PictureRules, PixelFormat, Pixels};
#[cfg(feature = "ndarray")]
pub use tensor::Storage;
pub use tensor::{Carried, RawTensor, Tensor, TensorRules};
#[cfg(feature = "tch")]
pub use tensor::{DeviceMap, with_device, with_device_map};
