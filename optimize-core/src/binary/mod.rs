//! Models in binary formats: MessagePack for other languages, postcard between Rust programs. Both are
//! validated on the way in, as JSON is.
//!
//! ```
//! use optimize_core::binary::BinaryFormat;
//! use optimize_core::{DumpOptions, Optimized, ParseOptions};
//!
//! #[derive(Optimized, Debug, PartialEq)]
//! struct Clip { #[opt(ge = 1)] id: u32, title: Option<String> }
//!
//! let clip = Clip { id: 7, title: None };
//! # #[cfg(feature = "msgpack")] {
//! let bytes = BinaryFormat::MessagePack.encode(&clip, &DumpOptions::new().exclude_none())?;
//! assert_eq!(bytes, b"\x81\xa2id\x07");
//! assert_eq!(BinaryFormat::MessagePack.decode::<Clip>(&bytes, &ParseOptions::new())?, clip);
//! let error = BinaryFormat::MessagePack.decode::<Clip>(b"\x81\xa2id\x00", &ParseOptions::new()).unwrap_err();
//! assert!(error.to_string().contains("greater than or equal to 1"));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | format | feature | a model is | read by |
//! |---|---|---|---|
//! | MessagePack | `msgpack` | a map with its wire names, computed fields too: what its JSON is | every language |
//! | postcard | `postcard` | its fields' values one after the other, without names | Rust with the same model |
//!
//! Postcard has every field at its place, so it takes no options that leave fields out.

mod error;
mod format;
#[cfg(feature = "msgpack")]
mod msgpack;
#[cfg(feature = "postcard")]
mod postcard;

pub use error::BinaryError;
pub use format::BinaryFormat;
