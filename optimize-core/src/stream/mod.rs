//! Streams of models: NDJSON, in chunks of bounded size, compressed or not, in bounded memory.
//!
//! ```
//! use optimize_core::Optimized;
//! use optimize_core::compress::Compression;
//! use optimize_core::stream::{StreamReader, StreamWriter};
//!
//! #[derive(Optimized, Debug, PartialEq)]
//! struct Clip { id: u32 }
//!
//! let mut file = Vec::new();
//! let mut writer = StreamWriter::builder().compression(Compression::zstd()).open(&mut file)?;
//! for id in 0..5000 {
//!     writer.write(&Clip { id })?;
//! }
//! assert_eq!(writer.finish()?.records, 5000);
//!
//! for (id, clip) in StreamReader::<_, Clip>::new(&file[..])?.enumerate() {
//!     assert_eq!(clip?.id as usize, id);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Every record ends with a newline, so files can be joined end to end; of compressed ones too, since
//! every chunk is a frame of its own. A record that can't be read is an error with its number, its
//! place and the cause, and reading goes on behind it.
//!
//! Every frame has a checksum, with which a reader notices each change of a file. NDJSON that is not compressed has none: a
//! letter that was changed on the disk is noticed only if what it makes is not valid.

#[cfg(feature = "tokio")]
mod asynchronous;
mod blocks;
mod chunker;
mod chunks;
mod desk;
#[cfg(all(test, feature = "zstd"))]
mod dictionary_tests;
mod error;
#[cfg(test)]
mod flips_tests;
#[cfg(test)]
mod foreign_tests;
mod group;
mod lines;
mod packing;
mod parallel;
#[cfg(test)]
mod pieces_tests;
mod reader;
mod relay;
mod sink;
mod tally;
#[cfg(test)]
mod tests;
mod trial;
mod writer;

#[cfg(feature = "tokio")]
pub use asynchronous::{AsyncStreamReader, AsyncStreamWriter, EncodedStream};
pub use chunker::{DEFAULT_CHUNK_BYTES, DEFAULT_CHUNK_SIZE, StreamStats, StreamWriterBuilder};
pub use chunks::{ChunksRead, EncodedChunks};
pub use error::{StreamCause, StreamConfigError, StreamError};
pub use parallel::ParallelReader;
pub use reader::{DEFAULT_MAX_RECORD, StreamReader, StreamReaderBuilder};
pub use sink::{DEFAULT_COMMIT_BYTES, FileSink, FileSinkBuilder, Resumed, SinkError};
pub use writer::StreamWriter;
