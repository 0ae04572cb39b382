//! Streams as iterators of chunks: what a message queue, a database or a generator carries.

use super::chunker::Chunker;
use super::{
    StreamCause, StreamConfigError, StreamError, StreamReader, StreamReaderBuilder, StreamStats, StreamWriterBuilder,
};
use crate::model::{Optimized, OptimizedOwned};
use std::fmt;
use std::io::{self, Read};
use std::iter::FusedIterator;

impl StreamWriterBuilder {
    /// The stream of these records as an iterator of its chunks. Nothing is taken from the records
    /// before a chunk is asked for.
    ///
    /// ```
    /// use optimize_core::Optimized;
    /// use optimize_core::stream::{StreamReader, StreamWriter};
    ///
    /// #[derive(Optimized, Debug, PartialEq)]
    /// struct Clip { id: u32 }
    ///
    /// let chunks = StreamWriter::builder().chunk_size(2).encode_iter((0..5).map(|id| Clip { id }))?;
    /// let chunks: Vec<Vec<u8>> = chunks.collect::<Result<_, _>>()?;
    /// assert_eq!(chunks[2], b"{\"id\":4}\n");
    ///
    /// let clips: Vec<Clip> = StreamReader::from_chunks(chunks)?.collect::<Result<_, _>>()?;
    /// assert_eq!(clips.len(), 5);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the choices can't give a stream.
    pub fn encode_iter<I>(self, records: I) -> Result<EncodedChunks<I::IntoIter>, StreamConfigError>
    where
        I: IntoIterator,
        I::Item: Optimized,
    {
        self.check()?;
        Ok(EncodedChunks { records: Some(records.into_iter()), chunker: Chunker::new(self) })
    }
}

/// The chunks of a stream, each complete records and compressed by itself. A record that can't be
/// written as JSON is an error item, and the stream goes on behind it.
pub struct EncodedChunks<I> {
    /// `None` when they have all been taken.
    records: Option<I>,
    chunker: Chunker,
}

impl<I> EncodedChunks<I> {
    /// What the stream has so far. Records that wait for their chunk count as written.
    #[must_use]
    pub const fn stats(&self) -> StreamStats {
        self.chunker.stats
    }
}

impl<I> EncodedChunks<I> {
    fn chunk(&mut self) -> Result<Vec<u8>, StreamError> {
        let (chunk, packing) = self.chunker.take();
        if packing.is_none() {
            self.chunker.count_written(chunk.len());
            return Ok(chunk);
        }
        let sealed = match packing.seal(&chunk) {
            Ok(sealed) => sealed.into_owned(),
            Err(error) => return Err(self.chunker.error(StreamCause::Io(error))),
        };
        self.chunker.count_written(sealed.len());
        Ok(sealed)
    }
}

impl<I> Iterator for EncodedChunks<I>
where
    I: Iterator,
    I::Item: Optimized,
{
    type Item = Result<Vec<u8>, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(records) = &mut self.records {
            match records.next() {
                Some(record) => {
                    if let Err(error) = self.chunker.push(&record) {
                        return Some(Err(error));
                    }
                    if self.chunker.is_full() {
                        return Some(self.chunk());
                    }
                }
                None => {
                    self.records = None;
                    let last = (!self.chunker.is_empty()).then(|| self.chunk());
                    self.chunker.finish();
                    return last;
                }
            }
        }
        None
    }
}

impl<I> FusedIterator for EncodedChunks<I>
where
    I: Iterator,
    I::Item: Optimized,
{
}

impl<I> fmt::Debug for EncodedChunks<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodedChunks").field("stats", &self.stats()).finish_non_exhaustive()
    }
}

/// Reads an iterator's chunks as one stream of bytes. Records may go over their borders.
#[derive(Debug)]
pub struct ChunksRead<I: Iterator> {
    chunks: I,
    chunk: Option<I::Item>,
    position: usize,
}

impl<I> ChunksRead<I>
where
    I: Iterator,
    I::Item: AsRef<[u8]>,
{
    /// Reads the chunks one after the other.
    pub fn new(chunks: impl IntoIterator<IntoIter = I>) -> Self {
        Self { chunks: chunks.into_iter(), chunk: None, position: 0 }
    }
}

impl<I> Read for ChunksRead<I>
where
    I: Iterator,
    I::Item: AsRef<[u8]>,
{
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(chunk) = &self.chunk {
                let rest = &chunk.as_ref()[self.position..];
                if !rest.is_empty() {
                    let count = rest.len().min(out.len());
                    out[..count].copy_from_slice(&rest[..count]);
                    self.position += count;
                    return Ok(count);
                }
            }
            self.position = 0;
            self.chunk = self.chunks.next();
            if self.chunk.is_none() {
                return Ok(0);
            }
        }
    }
}

impl<I, T> StreamReader<ChunksRead<I>, T>
where
    I: Iterator,
    I::Item: AsRef<[u8]>,
    T: OptimizedOwned,
{
    /// A reader of a stream that comes in chunks, cut wherever it may be.
    ///
    /// # Errors
    /// When the codec's feature is off.
    pub fn from_chunks(chunks: impl IntoIterator<IntoIter = I>) -> io::Result<Self> {
        StreamReaderBuilder::default().open(ChunksRead::new(chunks))
    }
}
