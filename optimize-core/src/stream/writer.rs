//! [`StreamWriter`]: writes models as NDJSON.

use super::chunker::Chunker;
use super::group::Group;
use super::{StreamCause, StreamConfigError, StreamError, StreamStats, StreamWriterBuilder};
use crate::model::Optimized;
use std::fmt;
use std::io::{self, Write};

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

/// Writes models as NDJSON, a chunk at a time. [`finish`](Self::finish) writes the last chunk;
/// dropping the writer does so too, but nobody hears of an error then.
pub struct StreamWriter<W: Write> {
    /// Taken by [`finish_into`](Self::finish_into) only.
    inner: Option<W>,
    chunker: Chunker,
    /// What [`write_all`](Self::write_all) encodes into.
    group: Group,
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
        Self { inner: Some(inner), chunker: Chunker::new(choices), group: Group::default(), broken: false }
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
    /// A megabyte of them is encoded at once, or a record for each core if they are large, and the writer holds so much
    /// more in memory.
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
        let mut rest = records;
        while !rest.is_empty() {
            let (group, later) = rest.split_at(self.chunker.group().min(rest.len()));
            rest = later;
            let mut errors = self.group.encode(group, &self.chunker).into_iter().peekable();
            let mut next = 0;
            while next < group.len() {
                if let Some((_, error)) = errors.next_if(|(index, _)| *index == next) {
                    on_error(self.chunker.refuse_of_group(error));
                    next += 1;
                } else {
                    let end = errors.peek().map_or(group.len(), |(index, _)| *index);
                    next += self.chunker.push_group(&self.group, next..end);
                    self.flush_full()?;
                }
            }
        }
        Ok(())
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
        if !self.chunker.is_full() {
            return Ok(());
        }
        self.write_chunk().map_err(|error| self.break_with(error))
    }

    fn write_chunk(&mut self) -> io::Result<()> {
        let Some(inner) = self.inner.as_mut().filter(|_| !self.chunker.is_empty()) else { return Ok(()) };
        let sealed = self.chunker.sealed()?;
        inner.write_all(&sealed)?;
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
