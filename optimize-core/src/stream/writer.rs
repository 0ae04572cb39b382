//! [`StreamWriter`]: writes models as NDJSON.

use super::chunker::Chunker;
use super::relay::Relay;
use super::{StreamCause, StreamConfigError, StreamError, StreamStats, StreamWriterBuilder};
use crate::model::Optimized;
use std::fmt;
use std::io::{self, Write};

/// How many bytes of a chunk that is not compressed wait for more: the core's nearest caches hold them.
const AHEAD: usize = if cfg!(test) { 1 << 10 } else { 32 << 10 };

/// From how many bytes on records are written from where they lie, and not copied first.
const UNCOPIED: usize = if cfg!(test) { 256 } else { 8 << 10 };

impl StreamWriterBuilder {
    /// A writer over this one.
    ///
    /// # Errors
    /// When the choices can't give a stream.
    pub fn open<W: Write>(self, inner: W) -> Result<StreamWriter<W>, StreamConfigError> {
        self.check()?;
        Ok(StreamWriter::with(inner, self))
    }
}

/// Writes models as NDJSON, compressed a chunk at a time, or else in pieces of some ten kilobytes, whole records each.
/// [`finish`](Self::finish) writes what is held back; dropping the writer does so too, but nobody hears of an error then.
pub struct StreamWriter<W: Write> {
    /// Taken by [`finish_into`](Self::finish_into) only.
    inner: Option<W>,
    pub(super) chunker: Chunker,
    /// What [`write_all`](Self::write_all) encodes into.
    pub(super) relay: Relay,
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
        Self { inner: Some(inner), chunker: Chunker::new(choices), relay: Relay::default(), broken: false }
    }

    /// Writes a record. A record that can't be written as JSON leaves no trace in the stream.
    ///
    /// # Errors
    /// When the record can't be written as JSON or panics; the stream goes on. When the underlying
    /// writer fails; then every further call fails, because a part of the chunk may be written.
    pub fn write<T: Optimized>(&mut self, record: &T) -> Result<(), StreamError> {
        self.whole()?;
        self.chunker.push(record)?;
        self.flush_full()
    }

    /// Writes many records, encoded on all cores, in their order. The stream is the same as from [`write`](Self::write)
    /// for each. A record that can't be written as JSON is given to `on_error` and leaves no trace in the stream.
    ///
    /// A megabyte of them may be encoded and wait to be written, or a record for each core if they are large: so much more
    /// the writer holds in memory. While it writes, the other cores encode.
    ///
    /// ```
    /// # use optimize_core::Optimized;
    /// # use optimize_core::stream::StreamWriter;
    /// # #[derive(Optimized)]
    /// # struct Clip { id: u32 }
    /// let clips: Vec<Clip> = (0..5000).map(|id| Clip { id }).collect();
    /// let mut writer = StreamWriter::new(Vec::new());
    /// writer.write_all(&clips, |error| eprintln!("{error}"))?;
    /// let (file, stats) = writer.finish_into()?;
    /// assert!(file.starts_with(b"{\"id\":0}\n{\"id\":1}\n"));
    /// assert_eq!((stats.records, stats.failures, stats.chunks), (5000, 0, 5));
    /// # Ok::<(), optimize_core::stream::StreamError>(())
    /// ```
    ///
    /// # Errors
    /// When the underlying writer fails; then every further call fails, because a part of the chunk may be written.
    pub fn write_all<T: Optimized + Sync>(
        &mut self,
        records: &[T],
        mut on_error: impl FnMut(StreamError),
    ) -> Result<(), StreamError> {
        self.whole()?;
        self.write_group(records, &mut on_error)
    }

    /// Writes a record that is JSON already: what a cache or a batch has encoded.
    ///
    /// ```
    /// # use optimize_core::stream::StreamWriter;
    /// let mut writer = StreamWriter::new(Vec::new());
    /// writer.write_encoded(br#"{"id":1}"#)?;
    /// assert!(writer.write_encoded(b"{\"id\":2}\n{\"id\":3}").is_err());
    /// assert_eq!(writer.finish_into()?.0, b"{\"id\":1}\n");
    /// # Ok::<(), optimize_core::stream::StreamError>(())
    /// ```
    ///
    /// # Errors
    /// When the bytes are not one JSON text, an envelope for instance: they would be read as other
    /// records than were written. The stream goes on. As [`write`](Self::write) when the underlying
    /// writer fails.
    pub fn write_encoded(&mut self, json: &[u8]) -> Result<(), StreamError> {
        self.whole()?;
        self.chunker.push_encoded(json)?;
        self.flush_full()
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
        Ok(self.chunker.finish())
    }

    /// As [`finish`](Self::finish), and gives the underlying writer back.
    ///
    /// # Errors
    /// When the underlying writer fails.
    pub fn finish_into(mut self) -> Result<(W, StreamStats), StreamError> {
        self.flush()?;
        match self.inner.take() {
            Some(inner) => Ok((inner, self.chunker.finish())),
            None => Err(self.chunker.error(StreamCause::Io(broken()))),
        }
    }

    /// What was written so far. Records that are held back count as written.
    #[must_use]
    pub const fn stats(&self) -> StreamStats {
        self.chunker.stats
    }

    fn flush_full(&mut self) -> Result<(), StreamError> {
        let written = if self.chunker.is_full() {
            self.write_chunk()
        } else if self.chunker.chunk.len() >= AHEAD && self.goes_ahead() {
            self.write_ahead()
        } else {
            return Ok(());
        };
        written.map_err(|error| self.break_with(error))
    }

    /// Adds records that are lines already, and no more than the chunk takes.
    pub(super) fn append(&mut self, lines: &[u8], records: usize) -> Result<(), StreamError> {
        if lines.len() >= UNCOPIED && self.goes_ahead() {
            self.write_ahead().and_then(|()| self.write_lines(lines)).map_err(|error| self.break_with(error))?;
            self.chunker.sent_ahead(lines.len());
        } else {
            self.chunker.chunk.extend_from_slice(lines);
        }
        self.chunker.count(records, lines.len());
        self.flush_full()
    }

    /// Whether records need not wait for the others of their chunk.
    const fn goes_ahead(&self) -> bool {
        self.chunker.choices.packing.is_none()
    }

    /// Writes what there is of a chunk that is not compressed.
    fn write_ahead(&mut self) -> io::Result<()> {
        let lines = std::mem::take(&mut self.chunker.chunk);
        self.write_lines(&lines)?;
        self.chunker.sent_ahead(lines.len());
        self.chunker.chunk = lines;
        self.chunker.chunk.clear();
        Ok(())
    }

    fn write_lines(&mut self, lines: &[u8]) -> io::Result<()> {
        let Some(inner) = self.inner.as_mut().filter(|_| !lines.is_empty()) else { return Ok(()) };
        // Should it panic, nobody knows what was written, and nothing more must follow.
        self.broken = true;
        inner.write_all(lines)?;
        self.broken = false;
        Ok(())
    }

    fn write_chunk(&mut self) -> io::Result<()> {
        if self.chunker.is_empty() {
            return Ok(());
        }
        let sealed = self.chunker.sealed()?;
        if let Some(inner) = self.inner.as_mut().filter(|_| !sealed.is_empty()) {
            self.broken = true;
            inner.write_all(&sealed)?;
            self.broken = false;
        }
        let written = sealed.len();
        self.chunker.sent(written);
        Ok(())
    }

    fn whole(&self) -> Result<(), StreamError> {
        if self.broken { Err(self.chunker.error(StreamCause::Io(broken()))) } else { Ok(()) }
    }

    fn break_with(&mut self, error: io::Error) -> StreamError {
        self.broken = true;
        self.chunker.error(StreamCause::Io(error))
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
        f.debug_struct("StreamWriter").field("stats", &self.stats()).finish_non_exhaustive()
    }
}

pub(super) fn broken() -> io::Error {
    io::Error::other("an earlier write failed: the stream may end within a chunk")
}
