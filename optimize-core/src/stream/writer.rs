//! [`StreamWriter`]: writes models as NDJSON.

use super::{StreamCause, StreamConfigError, StreamError};
use crate::batch::panic_text;
use crate::compress::{Compression, compress};
use crate::model::Optimized;
use crate::options::DumpOptions;
use std::fmt;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How many records a chunk has.
pub const DEFAULT_CHUNK_SIZE: usize = 1000;

/// At how many bytes a chunk is written although it has fewer records.
pub const DEFAULT_CHUNK_BYTES: usize = 4 << 20;

/// Choices for a [`StreamWriter`].
#[derive(Clone, Debug)]
pub struct StreamWriterBuilder {
    options: DumpOptions,
    compression: Compression,
    chunk_size: usize,
    chunk_bytes: usize,
}

impl Default for StreamWriterBuilder {
    fn default() -> Self {
        Self {
            options: DumpOptions::new(),
            compression: Compression::none(),
            chunk_size: DEFAULT_CHUNK_SIZE,
            chunk_bytes: DEFAULT_CHUNK_BYTES,
        }
    }
}

impl StreamWriterBuilder {
    /// How records are written. They can't be indented: a record is one line.
    #[must_use]
    pub fn dump_options(mut self, options: DumpOptions) -> Self {
        self.options = options;
        self
    }

    /// Compresses every chunk into a frame of its own.
    #[must_use]
    pub fn compression(mut self, compression: Compression) -> Self {
        self.compression = compression;
        self
    }

    /// At most this many records a chunk; 1,000 by default.
    #[must_use]
    pub fn chunk_size(mut self, records: usize) -> Self {
        self.chunk_size = records;
        self
    }

    /// Ends a chunk at this many bytes before compression; 4 MiB by default. With one record more
    /// it is also what the writer holds in memory.
    #[must_use]
    pub fn chunk_bytes(mut self, bytes: usize) -> Self {
        self.chunk_bytes = bytes;
        self
    }

    /// A writer over this one.
    ///
    /// # Errors
    /// When the choices can't give a stream.
    pub fn open<W: Write>(self, inner: W) -> Result<StreamWriter<W>, StreamConfigError> {
        let reason = if self.chunk_size == 0 {
            "`chunk_size` is 0: a chunk needs a record"
        } else if self.chunk_bytes == 0 {
            "`chunk_bytes` is 0: a chunk needs a record"
        } else if self.options.indent.is_some() {
            "records can't be indented: each is one line"
        } else if self.options.exclude_unset {
            "`exclude_unset` has no effect in a stream: its records do not know what was set"
        } else {
            return Ok(StreamWriter::with(inner, self));
        };
        Err(StreamConfigError { reason })
    }
}

/// What a stream has written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StreamStats {
    /// Records that were written.
    pub records: u64,
    /// Records that could not be written as JSON.
    pub failures: u64,
    /// Chunks.
    pub chunks: u64,
    /// Bytes of the records and their newlines, before compression.
    pub bytes: u64,
    /// Bytes that reached the underlying writer.
    pub written: u64,
}

/// Writes models as NDJSON, a chunk at a time. [`finish`](Self::finish) writes the last chunk;
/// dropping the writer does so too, but nobody hears of an error then.
pub struct StreamWriter<W: Write> {
    /// Taken by [`finish_into`](Self::finish_into) only.
    inner: Option<W>,
    choices: StreamWriterBuilder,
    chunk: Vec<u8>,
    chunk_records: usize,
    stats: StreamStats,
    broken: bool,
}

impl StreamWriter<io::Sink> {
    /// Choices for a new writer.
    #[must_use]
    pub fn builder() -> StreamWriterBuilder {
        StreamWriterBuilder::default()
    }
}

impl<W: Write> StreamWriter<W> {
    /// A writer of compact, uncompressed records.
    #[must_use]
    pub fn new(inner: W) -> Self {
        Self::with(inner, StreamWriterBuilder::default())
    }

    pub(crate) fn with(inner: W, choices: StreamWriterBuilder) -> Self {
        let stats = StreamStats::default();
        Self { inner: Some(inner), choices, chunk: Vec::new(), chunk_records: 0, stats, broken: false }
    }

    /// Writes a record. A record that can't be written as JSON leaves no trace in the stream.
    ///
    /// # Errors
    /// When the record can't be written as JSON or panics; the stream goes on. When the underlying
    /// writer fails; then every further call fails, because a part of the chunk may be written.
    pub fn write<T: Optimized>(&mut self, record: &T) -> Result<(), StreamError> {
        self.whole()?;
        let start = self.chunk.len();
        let dumped = catch_unwind(AssertUnwindSafe(|| record.dump_into(&self.choices.options, &mut self.chunk)));
        let cause = match dumped {
            Ok(Ok(())) => {
                self.end_record(start);
                return self.flush_full();
            }
            Ok(Err(error)) => StreamCause::Dump(error),
            Err(payload) => StreamCause::Panic(panic_text(payload)),
        };
        self.chunk.truncate(start);
        let error = self.error(cause);
        self.stats.failures += 1;
        Err(error)
    }

    /// Writes the records that are held back, as a chunk of its own.
    ///
    /// # Errors
    /// When the underlying writer fails.
    pub fn flush(&mut self) -> Result<(), StreamError> {
        self.whole()?;
        let result = self.write_chunk().and_then(|()| self.inner.as_mut().map_or(Ok(()), Write::flush));
        result.map_err(|error| self.break_with(error))
    }

    /// Writes what is left, and says what was written.
    ///
    /// # Errors
    /// When the underlying writer fails.
    pub fn finish(mut self) -> Result<StreamStats, StreamError> {
        self.flush()?;
        Ok(self.stats)
    }

    /// As [`finish`](Self::finish), and gives the underlying writer back.
    ///
    /// # Errors
    /// When the underlying writer fails.
    pub fn finish_into(mut self) -> Result<(W, StreamStats), StreamError> {
        self.flush()?;
        match self.inner.take() {
            Some(inner) => Ok((inner, self.stats)),
            None => Err(self.error(StreamCause::Io(broken()))),
        }
    }

    /// What was written so far. Records that are held back count as written.
    #[must_use]
    pub const fn stats(&self) -> StreamStats {
        self.stats
    }

    /// Ends the record that begins here in the chunk.
    fn end_record(&mut self, start: usize) {
        // An adapter may pass on JSON text with line breaks: there they are white space.
        for byte in &mut self.chunk[start..] {
            if *byte == b'\n' {
                *byte = b' ';
            }
        }
        self.chunk.push(b'\n');
        self.chunk_records += 1;
        self.stats.records += 1;
        self.stats.bytes += (self.chunk.len() - start) as u64;
    }

    fn flush_full(&mut self) -> Result<(), StreamError> {
        if self.chunk_records < self.choices.chunk_size && self.chunk.len() < self.choices.chunk_bytes {
            return Ok(());
        }
        self.write_chunk().map_err(|error| self.break_with(error))
    }

    fn write_chunk(&mut self) -> io::Result<()> {
        let Some(inner) = self.inner.as_mut().filter(|_| self.chunk_records > 0) else { return Ok(()) };
        let written = if self.choices.compression.is_none() {
            inner.write_all(&self.chunk)?;
            self.chunk.len()
        } else {
            let frame = compress(&self.chunk, self.choices.compression).map_err(io::Error::other)?;
            inner.write_all(&frame)?;
            frame.len()
        };
        self.stats.chunks += 1;
        self.stats.written += written as u64;
        self.chunk_records = 0;
        self.chunk.clear();
        // One huge record must not be paid for until the end.
        self.chunk.shrink_to(2 * self.choices.chunk_bytes.min(1 << 30));
        Ok(())
    }

    fn whole(&self) -> Result<(), StreamError> {
        if self.broken { Err(self.error(StreamCause::Io(broken()))) } else { Ok(()) }
    }

    fn break_with(&mut self, error: io::Error) -> StreamError {
        self.broken = true;
        self.error(StreamCause::Io(error))
    }

    /// An error at the record that comes next.
    fn error(&self, cause: StreamCause) -> StreamError {
        let record = self.stats.records + self.stats.failures + 1;
        StreamError { record, line: self.stats.records + 1, offset: self.stats.bytes, cause }
    }
}

impl<W: Write> Drop for StreamWriter<W> {
    fn drop(&mut self) {
        if !self.broken {
            let _ = self.write_chunk();
        }
    }
}

impl<W: Write> fmt::Debug for StreamWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamWriter").field("stats", &self.stats).finish_non_exhaustive()
    }
}

fn broken() -> io::Error {
    io::Error::other("an earlier write failed: the stream may end within a chunk")
}
