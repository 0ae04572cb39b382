//! Validated models: a plain struct with `#[derive(Optimized)]` becomes a single-pass validating JSON
//! parser, a JSON writer with options, serde implementations, a fingerprint and a JSON Schema. Around
//! the models stands the runtime that carries them at scale: caches, compression, batches, streams, a
//! monitor, and [`Codec`], which holds them together.
//!
//! ```
//! use optimize_core::{DumpOptions, Optimized};
//!
//! /// One video known to the pipeline.
//! #[derive(Optimized, Debug, PartialEq)]
//! #[opt(extra = "forbid", trim, computed(duration_minutes))]
//! struct Video {
//!     #[opt(min_length = 1, max_length = 50)]
//!     id: String,
//!     #[opt(ge = 0.0, le = 3600.0)]
//!     duration: f64,
//!     #[opt(pattern = r"^https?://")]
//!     thumbnail: Option<String>,
//! }
//!
//! impl Video {
//!     fn duration_minutes(&self) -> f64 {
//!         self.duration / 60.0
//!     }
//! }
//!
//! let video = Video::from_json(r#"{"id": " v1 ", "duration": 90}"#)?;
//! assert_eq!(video.id, "v1");
//! assert_eq!(
//!     video.dump(&DumpOptions::new().exclude_none())?,
//!     br#"{"id":"v1","duration":90.0,"duration_minutes":1.5}"#
//! );
//!
//! let error = Video::from_json(r#"{"id": "", "duration": -1, "fps": 25}"#).unwrap_err();
//! assert_eq!(error.errors().len(), 3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! | feature | default | gives | costs |
//! |---|---|---|---|
//! | `derive` | yes | `#[derive(Optimized)]` | syn, at compile time |
//! | `regex` | yes | the `pattern` constraint | the regex engine |
//! | `runtime` | yes | what carries models at scale: [`batch`], [`cache`], [`codec`], [`compress`], [`monitor`], [`progress`], [`stream`], [`weak_cache`] | rayon, quick_cache, clocks and a histogram |
//! | `gzip` | yes | gzip, on zlib-rs; with `runtime` | pure Rust |
//! | `lz4` | yes | lz4 frames; with `runtime` | pure Rust |
//! | `zstd` | yes | zstd; with `runtime` | builds the C library |
//! | `email` | no | the `email` format | `email_address` |
//! | `url` | no | the `url` format, and `url::Url` as a field | `url` and its Unicode tables |
//! | `uuid` | no | the `uuid` format, and `uuid::Uuid` as a field | `uuid` |
//! | `decimal` | no | `rust_decimal::Decimal` as a field, exact | `rust_decimal` |
//! | `base64` | no | `bytes::Base64Bytes`, bytes in base64 | `base64` |
//! | `hex` | no | `bytes::HexBytes`, bytes in hex | `hex` |
//! | `miette` | no | `ValidationError::with_source`: errors beside their source, with carets | miette without its renderers |
//! | `jiff` | no | jiff's dates, times, instants and durations as fields | jiff: about 12 s of a cold release build on two cores |
//! | `msgpack` | no | models as MessagePack | rmp-serde |
//! | `postcard` | no | models as postcard | postcard |
//! | `redis` | no | a Redis or Valkey server behind the cache, shared between machines; with `runtime` | the client and tokio, and a thread that runs it: about 15 s of a cold release build on two cores |
//! | `tracing` | no | the monitor's operations as events, its alerts as warnings; with `runtime` | tracing without its macros' derive |
//! | `metrics` | no | the monitor's figures for a recorder of `metrics`; with `runtime` | metrics |
//! | `tokio` | no | batches and streams for async code; with `runtime` | tokio without its I/O, macros and timers |
//!
//! Who needs models, JSON and validation alone takes `default-features = false` and `derive`, with `regex` where a pattern
//! asks for it (the compiler says so).

#![deny(unsafe_code)]

// The derive's output names this crate from outside; the tests in here need that name too.
#[cfg(test)]
#[allow(unused_extern_crates)] // not every set of features has a test that derives
extern crate self as optimize_core;

mod adapter;
mod check;
mod codegen_units;
mod field;
mod lent;
mod limits;
mod mode;
mod model;
mod notes;
mod redacted;
mod ruled;
mod serde_model;
mod shapes;
#[cfg(feature = "runtime")]
mod sync;
mod tracked;
#[cfg(feature = "runtime")]
mod type_map;
mod validators;
mod vocabulary;

pub mod binary;
pub mod error;
pub mod fingerprint;
pub mod json;
pub mod options;
pub mod rules;
pub mod schema;
pub mod shape;

// ---- the runtime ----
#[cfg(feature = "runtime")]
pub mod batch;
#[cfg(feature = "runtime")]
pub mod cache;
#[cfg(feature = "runtime")]
pub mod codec;
#[cfg(feature = "runtime")]
pub mod compress;
#[cfg(feature = "runtime")]
pub mod monitor;
#[cfg(feature = "runtime")]
pub mod progress;
#[cfg(feature = "runtime")]
pub mod stream;
#[cfg(feature = "runtime")]
pub mod weak_cache;

#[cfg(all(test, shuttle, feature = "runtime"))]
mod model_checks;
#[cfg(all(test, feature = "runtime"))]
mod test_model;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use adapter::{Adapted, Adapter, Each, Maybe, Serde, ThroughSerde, Values};
#[cfg(feature = "runtime")]
pub use codec::Codec;
pub use error::{DumpError, ValidationError};
pub use field::{ExtraMap, Field, FieldBits, Json, MapKey, ParseField, ParseFieldOwned, ParseKey, bytes};
pub use fingerprint::Fingerprint;
pub use json::{from_json, from_json_with, to_json, to_json_with};
pub use lent::{AdaptedRef, BorrowAdapter};
pub use limits::Limits;
pub use mode::Mode;
pub use model::{FieldDescriber, FieldVisitor, Literal, Model, Optimized, OptimizedOwned, ParseModel, Partial};
#[cfg(feature = "derive")]
pub use optimize_derive::Optimized;
pub use options::{DumpOptions, ParseOptions};
pub use redacted::Redacted;
pub use tracked::Tracked;
pub use vocabulary::Vocabulary;

/// A [`Mask`](options::Mask) whose names are checked at compile time: a constant, for `include` and
/// `exclude` of [`DumpOptions`].
///
/// `mask!(Type: path, path, …)`. A path's steps are names of fields and computed fields, names or
/// `"quoted keys"` of maps, positions in lists and tuples, and `*` for every item of a list or value
/// of a map; braces name several steps at once. `Option`, `Box`, `Rc`, `Arc`, `Cow` and references are seen through.
/// Into an enum the steps lead as its JSON does: by the variant's name, by tag and content, or by the fields of any
/// variant; what several variants have under one name is not looked into, nor what a newtype or an untagged variant
/// holds behind a pointer: there, every step is taken. Into a computed field steps lead where its type is said:
/// `computed(method: Type)`.
///
/// ```
/// use optimize_core::options::Mask;
/// use optimize_core::{DumpOptions, Optimized, mask};
///
/// #[derive(Optimized)]
/// struct Video { id: u32, size: Size, frames: Vec<Size> }
///
/// #[derive(Optimized)]
/// struct Size { width: u32, height: u32 }
///
/// const SMALL: Mask = mask!(Video: id, size.{width}, frames.*.height);
///
/// let video = Video { id: 1, size: Size { width: 4, height: 3 }, frames: vec![Size { width: 2, height: 1 }] };
/// assert_eq!(
///     video.dump(&DumpOptions::new().include(SMALL))?,
///     br#"{"id":1,"size":{"width":4},"frames":[{"height":1}]}"#
/// );
/// # Ok::<(), optimize_core::DumpError>(())
/// ```
///
/// A name that does not exist does not compile:
///
/// ```compile_fail
/// # use optimize_core::{Optimized, mask};
/// #[derive(Optimized)]
/// struct Size { width: u32, height: u32 }
///
/// let mask = mask!(Size: widht); // `Size` has no field `widht`: did you mean `width`?
/// ```
///
/// Inside a generic function the type must not name the function's parameters.
#[cfg(feature = "derive")]
#[macro_export]
macro_rules! mask {
    ($($mask:tt)*) => { $crate::__private::mask!([$crate] $($mask)*) };
}
