//! Compression: gzip, lz4 and zstd behind one value, the self-describing [`Envelope`], and readers
//! and writers for streams. Everything that decompresses is limited: see [`DecompressLimits`].
//!
//! ```
//! use optimize_core::compress::{Compression, CompressionPolicy, DecompressLimits, Envelope};
//!
//! let text = "one two three ".repeat(500);
//! let policy = CompressionPolicy::new(Compression::from_name("gzip")?);
//! let sealed = Envelope::seal(text.as_bytes(), &policy);
//! assert!(sealed.len() < text.len() / 10);
//!
//! let opened = Envelope::open(&sealed, &DecompressLimits::new())?;
//! assert_eq!(&*opened, text.as_bytes());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | codec | feature | strength |
//! |---|---|---|
//! | gzip | `gzip` | read everywhere |
//! | lz4 | `lz4` | fastest, least compression |
//! | zstd | `zstd` | best ratio for its time |
//!
//! Every codec's own content checksum is written, so that a damaged frame is found without the
//! envelope too.

mod algorithm;
mod decode;
#[cfg(feature = "zstd")]
pub mod dictionary;
mod encode;
mod envelope;
mod error;
#[cfg(feature = "gzip")]
mod gzip;
#[cfg(feature = "gzip")]
mod gzip_reader;
mod header;
mod limits;
#[cfg(feature = "lz4")]
mod lz4;
#[cfg(feature = "lz4")]
mod lz4_reader;
#[cfg(all(test, feature = "lz4"))]
mod lz4_tests;
mod opener;
mod policy;
mod reader;
mod source;
#[cfg(test)]
mod tests;
mod writer;
#[cfg(feature = "zstd")]
mod zstandard;
#[cfg(feature = "zstd")]
mod zstd_reader;

pub use algorithm::{Algorithm, Compression};
pub use decode::{decompress, decompress_into};
#[cfg(feature = "zstd")]
pub use dictionary::{Dictionaries, Dictionary, DictionaryError};
pub use encode::{compress, compress_into};
pub use envelope::Envelope;
pub use error::{CompressError, EnvelopeError};
pub use header::{EnvelopeHeader, MAX_HEADER};
pub use limits::DecompressLimits;
pub use policy::{CompressionPolicy, DEFAULT_THRESHOLD};
pub use reader::DecompressReader;
pub use writer::CompressWriter;

pub(crate) use opener::Opener;
