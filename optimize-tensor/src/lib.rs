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
//! [`Tensor`] and [`Picture`] list what they carry, and every key. Everything that comes in is checked before memory
//! is taken for it: the dtype against a closed list, the shape without overflow, the bytes against
//! both, an image's header against its envelope and against fixed limits.
//!
//! # My numpy service sends me arrays
//!
//! On Python's side an array is `{"__type__": "numpy_array", "data": base64(a.tobytes()), "dtype": str(a.dtype),
//! "shape": a.shape}`; either byte order, either spelling of the dtype, any shape. Here it is an `ndarray` array:
//!
//! ```
//! use ndarray::{Array1, Array2, Axis};
//! use optimize_core::Optimized;
//!
//! #[derive(Optimized)]
//! #[opt(extra = "forbid")]
//! struct Request {
//!     /// One row a video, two features each. Another rank than 2 would not compile.
//!     #[opt(tensor(shape = [_, 2]))]
//!     features: Array2<f32>,
//! }
//!
//! #[derive(Optimized)]
//! struct Response {
//!     #[opt(tensor)]
//!     means: Array1<f32>,
//!     /// For people: `[2.0,3.0]` instead of base64.
//!     #[opt(tensor(format = "list"))]
//!     readable: Array1<f32>,
//! }
//!
//! let request = Request::from_json(
//!     r#"{"features": {"__type__": "numpy_array", "data": "AACAPwAAAEAAAEBAAACAQA==", "dtype": "float32", "shape": [2, 2]}}"#,
//! )?;
//! let means = request.features.mean_axis(Axis(0)).expect("rows");
//! let answer = Response { readable: means.clone(), means }.to_json_string()?;
//! assert!(answer.ends_with(r#""readable":[2.0,3.0]}"#));
//!
//! // What does not fit is refused by its path, before memory is taken for it.
//! let wrong = r#"{"features": {"__type__": "numpy_array", "data": "AACAPw==", "dtype": "float32", "shape": [4000000000, 2]}}"#;
//! let error = Request::from_json(wrong).err().expect("refused");
//! assert_eq!(error.errors()[0].loc().to_string(), "features");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The example `numpy_service` is this service whole.
//!
//! # I have a torch model's output
//!
//! On Python's side a tensor is `{"__type__": "torch_tensor", "data": base64(t.cpu().numpy().tobytes()), "dtype":
//! "torch.float32", "shape": list(t.shape), "device": "cpu"}`. Here, with the feature `tch`, a field is a `tch::Tensor`; without libtorch it is an array, a [`RawTensor`], or what else
//! [`Tensor`] lists: the envelope is read by all of them.
//!
//! ```
//! # #[cfg(feature = "tch")] {
//! use optimize_core::Optimized;
//! use optimize_tensor::with_device;
//! use tch::{Device, Kind};
//!
//! #[derive(Optimized)]
//! struct Output {
//!     #[opt(tensor(shape = [_, 3], dtype = "float32"))]
//!     scores: tch::Tensor,
//! }
//!
//! let scores = tch::Tensor::ones([2, 3], (Kind::Float, Device::Cpu)).set_requires_grad(true);
//! let json = Output { scores: &scores * 2.0 }.to_json()?;
//! // To a device that the reader names: the sender's is not obeyed.
//! let output = with_device(Device::Cpu, || Output::from_json(&json))?;
//! assert_eq!(output.scores.double_value(&[1, 2]), 2.0);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | the tensor | what happens |
//! |---|---|
//! | contiguous, on the CPU | its memory goes into the output, without a copy |
//! | strided, transposed, expanded, conjugated | written in C order, part by part |
//! | on a GPU | copied once, into pinned memory; the envelope says `cuda:0` |
//! | `requires_grad` | its values are written; what is read requires none |
//! | sparse, quantized, MKL-DNN | an error that names `to_dense` or `dequantize` |
//!
//! # I store video frames
//!
//! As JSON for services: `#[opt(image)]` is a PNG in Pillow's envelope, `#[opt(tensor)]` the raw array. For
//! disks and pipelines: a [safetensors file](Safetensors), where pixels lie as in memory and the rest is JSON. Any number of frames
//! is one file, and opening it copies and reads none of them:
//!
//! ```
//! # #[cfg(all(feature = "safetensors", feature = "ndarray", feature = "image"))] {
//! use image::RgbImage;
//! use ndarray::{Array3, ArrayView3};
//! use optimize_core::Optimized;
//! use optimize_tensor::{Safetensors, SafetensorsFile};
//!
//! #[derive(Optimized)]
//! struct Frame {
//!     frame_id: String,
//!     #[opt(tensor(shape = [_, _, 3]))]
//!     pixels: Array3<u8>,
//!     /// Small and lossless; `codec = "jpeg"` is smaller and not, `codec = "raw"` the pixels themselves.
//!     #[opt(image)]
//!     thumbnail: RgbImage,
//! }
//!
//! /// The same, looking into the file.
//! #[derive(Optimized)]
//! struct FrameView<'a> {
//!     frame_id: &'a str,
//!     #[opt(tensor(shape = [_, _, 3]))]
//!     pixels: ArrayView3<'a, u8>,
//! }
//!
//! let frame = |index| Frame {
//!     frame_id: format!("frame {index}"),
//!     pixels: Array3::from_elem((4, 6, 3), index),
//!     thumbnail: RgbImage::new(2, 2),
//! };
//! let frames: Vec<Frame> = (0..3).map(frame).collect();
//! # let path = std::env::temp_dir().join(format!("optimize-tensor-doc-{}.safetensors", std::process::id()));
//! frames.save_safetensors(&path)?;
//!
//! let file = SafetensorsFile::open(&path)?;
//! let views: Vec<FrameView<'_>> = file.read()?;
//! assert_eq!((views[2].frame_id, views[2].pixels[[3, 5, 2]]), ("frame 2", 2));
//! // Python: `safetensors.numpy.load_file(path)["2.pixels"]`
//! # std::fs::remove_file(&path)?;
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! One after the other, frames of one size need no new memory: `Frame::from_json_into(text, &mut slot)` decodes into the array
//! and the image that the slot has, and so does `StreamReader::read_into`.
//!
//! A `Codec` of `optimize-core` caches, compresses and times batches of frames as of any model; the example
//! `ai_video` does that with a folder of them.
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
mod pages;
mod tensor;

#[cfg(feature = "safetensors")]
pub use container::{Mapping, Safetensors, SafetensorsError, SafetensorsFile, TensorRef};
pub use dtype::DType;
pub use element::Element;
pub use envelope::EnvelopeKind;
pub use error::TensorError;
#[cfg(feature = "image")]
pub use image::{Channel, Container, LentPixels, Picture, PictureRules, PixelFormat, Pixels};
#[cfg(feature = "ndarray")]
pub use tensor::Storage;
pub use tensor::{Carried, Lent, RawTensor, Tensor, TensorRules};
#[cfg(feature = "tch")]
pub use tensor::{DeviceMap, with_device, with_device_map};
