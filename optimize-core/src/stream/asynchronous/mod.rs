//! Streams for async code: [`AsyncStreamReader`] over an `AsyncRead`, [`AsyncStreamWriter`] over an
//! `AsyncWrite`, and [`EncodedStream`], which makes a stream of chunks from a stream of models.
//!
//! Compressing, decompressing and parsing are done on other threads: the reactor's only moves bytes and
//! writes JSON.

mod encoded;
mod reader;
mod sealing;
#[cfg(test)]
mod tests;
mod writer;

pub use encoded::EncodedStream;
pub use reader::AsyncStreamReader;
pub use writer::AsyncStreamWriter;
