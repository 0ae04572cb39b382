//! [`Chunker`]: gathers records into chunks. All writers stand on it.

use super::packing::Packing;
use super::{StreamCause, StreamConfigError, StreamError};
use crate::batch::panic_text;
use crate::compress::{Compression, CompressionPolicy};
use crate::json::dump_measured;
use crate::model::Optimized;
use crate::options::{DumpOptions, ParseOptions};
use crate::progress::{Course, Listener, Progress};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// How many records a chunk has.
pub const DEFAULT_CHUNK_SIZE: usize = 1000;

/// At how many bytes a chunk is written although it has fewer records.
pub const DEFAULT_CHUNK_BYTES: usize = 4 << 20;

/// Choices for what writes a stream: a [`StreamWriter`](super::StreamWriter), a
/// [`FileSink`](super::FileSink), an iterator of [`EncodedChunks`](super::EncodedChunks).
#[derive(Clone, Debug)]
pub struct StreamWriterBuilder {
    pub(super) options: DumpOptions,
    pub(super) packing: Packing,
    pub(super) chunk_size: usize,
    pub(super) chunk_bytes: usize,
    progress: Option<Listener>,
    expected: Option<u64>,
}

impl Default for StreamWriterBuilder {
    fn default() -> Self {
        Self {
            options: DumpOptions::new(),
            packing: Packing::none(),
            chunk_size: DEFAULT_CHUNK_SIZE,
            chunk_bytes: DEFAULT_CHUNK_BYTES,
            progress: None,
            expected: None,
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
        self.packing.compression = compression;
        self
    }

    /// Compresses with this dictionary, which a reader then needs: every chunk names it. Many small chunks
    /// gain the most. Only zstd can use one.
    ///
    /// ```
    /// # use optimize_core::Optimized;
    /// use optimize_core::compress::{Compression, Dictionaries, Dictionary};
    /// use optimize_core::stream::{StreamReader, StreamWriter};
    ///
    /// #[derive(Optimized)]
    /// struct Clip { id: u32 }
    ///
    /// let dictionary = Dictionary::of::<Clip>();
    /// let choices = StreamWriter::builder().compression(Compression::zstd()).dictionary(dictionary.clone());
    /// let mut writer = choices.open(Vec::new())?;
    /// writer.write(&Clip { id: 7 })?;
    /// let (file, _) = writer.finish_into()?;
    ///
    /// let error = StreamReader::<_, Clip>::new(&file[..])?.next().unwrap().err().unwrap();
    /// assert!(error.to_string().contains("needs the dictionary"));
    ///
    /// let known = Dictionaries::new().with(dictionary)?;
    /// let mut reader = StreamReader::builder().dictionaries(known).open::<_, Clip>(&file[..])?;
    /// assert_eq!(reader.next().unwrap()?.id, 7);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "zstd")]
    #[must_use]
    pub fn dictionary(mut self, dictionary: crate::compress::Dictionary) -> Self {
        self.packing.dictionary = Some(dictionary);
        self
    }

    /// Compresses as single values are.
    pub(crate) fn policy(mut self, policy: &CompressionPolicy) -> Self {
        self.packing = Packing::of(policy);
        self
    }

    /// At most this many records a chunk; 1,000 by default.
    #[must_use]
    pub fn chunk_size(mut self, records: usize) -> Self {
        self.chunk_size = records;
        self
    }

    /// Ends a chunk at this many bytes before compression; 4 MiB by default. With one record more
    /// it is also what a writer that compresses holds in memory.
    #[must_use]
    pub fn chunk_bytes(mut self, bytes: usize) -> Self {
        self.chunk_bytes = bytes;
        self
    }

    /// Called now and then, whenever a chunk is complete, with the records and bytes so far; the last
    /// call tells of all. A panic in it is caught.
    #[must_use]
    pub fn progress(mut self, callback: impl Fn(&Progress) + Send + Sync + 'static) -> Self {
        self.progress = Some(Listener::new(callback));
        self
    }

    /// How long two calls of the progress callback are apart at least, the last one excepted:
    /// [`DEFAULT_INTERVAL`](crate::progress::DEFAULT_INTERVAL) unless set.
    #[must_use]
    pub fn progress_interval(mut self, interval: Duration) -> Self {
        self.progress = self.progress.map(|listener| listener.every(interval));
        self
    }

    /// How many records will come, as far as that is known: progress then tells the time left. A
    /// stream with more or fewer is whole all the same.
    #[must_use]
    pub fn expect_records(mut self, records: u64) -> Self {
        self.expected = Some(records);
        self
    }

    pub(super) fn check(&self) -> Result<(), StreamConfigError> {
        let reason = if self.chunk_size == 0 {
            "`chunk_size` is 0: a chunk needs a record"
        } else if self.chunk_bytes == 0 {
            "`chunk_bytes` is 0: a chunk needs a record"
        } else if self.packing.wastes_dictionary() {
            "there is a dictionary, which only zstd can use"
        } else if self.options.indent.is_some() {
            "records can't be indented: each is one line"
        } else if self.options.exclude_unset {
            "`exclude_unset` has no effect in a stream: its records do not know what was set"
        } else {
            return Ok(());
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

/// Records that wait for their chunk to be full.
#[derive(Debug)]
pub(super) struct Chunker {
    pub(super) choices: StreamWriterBuilder,
    pub(super) chunk: Vec<u8>,
    pub(super) chunk_records: usize,
    /// How many bytes of the chunk were written already.
    ahead: usize,
    /// How many of the chunk's bytes are compressed already: images in files of their own.
    packed: usize,
    pub(super) stats: StreamStats,
    course: Option<Course>,
}

impl Chunker {
    pub(super) fn new(choices: StreamWriterBuilder) -> Self {
        Self::resumed(choices, StreamStats::default())
    }

    /// Goes on behind what was written earlier.
    pub(super) fn resumed(choices: StreamWriterBuilder, stats: StreamStats) -> Self {
        let course = choices.progress.clone().map(|listener| Course::new(listener, choices.expected));
        Self { choices, chunk: Vec::new(), chunk_records: 0, ahead: 0, packed: 0, stats, course }
    }

    /// Adds a record. One that can't be written leaves no trace.
    pub(super) fn push<T: Optimized>(&mut self, record: &T) -> Result<(), StreamError> {
        let start = self.chunk.len();
        let dump = || dump_measured(record, &self.choices.options, &mut self.chunk);
        let cause = match catch_unwind(AssertUnwindSafe(dump)) {
            Ok(Ok(written)) => {
                self.packed += written.packed;
                end_line(&mut self.chunk, start, written.foreign);
                self.count(1, self.chunk.len() - start);
                return Ok(());
            }
            Ok(Err(error)) => StreamCause::Dump(error),
            Err(payload) => StreamCause::Panic(panic_text(payload)),
        };
        Err(self.refuse(start, cause))
    }

    /// Adds a record that is JSON already.
    pub(super) fn push_encoded(&mut self, json: &[u8]) -> Result<(), StreamError> {
        let start = self.chunk.len();
        // Anything but one JSON text, such as an envelope, would come back as other records.
        if let Err(error) = crate::json::check_json(json, &ParseOptions::new()) {
            return Err(self.refuse(start, StreamCause::Invalid(error)));
        }
        self.chunk.extend_from_slice(json);
        end_line(&mut self.chunk, start, true);
        self.count(1, self.chunk.len() - start);
        Ok(())
    }

    pub(super) const fn is_full(&self) -> bool {
        self.chunk_records >= self.choices.chunk_size || self.chunk_len() >= self.choices.chunk_bytes
    }

    /// How many records the chunk still takes; one at least.
    pub(super) fn records_left(&self) -> usize {
        self.choices.chunk_size.saturating_sub(self.chunk_records).max(1)
    }

    /// After how many bytes more the chunk is full.
    pub(super) const fn bytes_left(&self) -> usize {
        self.choices.chunk_bytes.saturating_sub(self.chunk_len())
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.chunk_records == 0
    }

    /// How many bytes the chunk has, those included that were written already.
    pub(super) const fn chunk_len(&self) -> usize {
        self.ahead + self.chunk.len()
    }

    /// How the chunk is packed.
    fn packing(&self) -> Packing {
        self.choices.packing.for_chunk(self.chunk.len(), self.packed)
    }

    /// The chunk as it goes to the writer; [`sent`](Self::sent) follows when it is there.
    pub(super) fn sealed(&self) -> io::Result<std::borrow::Cow<'_, [u8]>> {
        self.packing().seal(&self.chunk)
    }

    /// Counts the chunk as written in this many bytes, and begins the next one.
    pub(super) fn sent(&mut self, written: usize) {
        self.chunk.clear();
        self.begin_next(written);
        // One huge record must not be paid for until the end.
        self.chunk.shrink_to(2 * self.choices.chunk_bytes.min(1 << 30));
    }

    /// Counts so many bytes of the chunk as written, before the others.
    pub(super) fn sent_ahead(&mut self, written: usize) {
        self.ahead += written;
        self.count_written(written);
    }

    /// Takes the chunk out as it is, not yet compressed, and how it is to be packed. Its bytes are counted by
    /// [`count_written`](Self::count_written).
    pub(super) fn take(&mut self) -> (Vec<u8>, Packing) {
        let packing = self.packing();
        let chunk = std::mem::take(&mut self.chunk);
        self.begin_next(0);
        (chunk, packing)
    }

    pub(super) fn count_written(&mut self, written: usize) {
        self.stats.written += written as u64;
    }

    fn begin_next(&mut self, written: usize) {
        self.stats.chunks += 1;
        self.count_written(written);
        (self.chunk_records, self.ahead, self.packed) = (0, 0, 0);
        if let Some(course) = &mut self.course {
            course.reached(self.stats.records + self.stats.failures, self.stats.bytes);
        }
    }

    /// Tells the progress callback of the end.
    pub(super) fn finish(&mut self) -> StreamStats {
        if let Some(course) = self.course.take() {
            course.finish(self.stats.records + self.stats.failures, self.stats.bytes);
        }
        self.stats
    }

    /// An error at the record that comes next.
    pub(super) fn error(&self, cause: StreamCause) -> StreamError {
        let record = self.stats.records + self.stats.failures + 1;
        StreamError { record, line: self.stats.records + 1, offset: self.stats.bytes, cause }
    }

    /// Counts a record that was encoded elsewhere, and could not be.
    pub(super) fn refuse_encoded(&mut self, cause: StreamCause) -> StreamError {
        self.refuse(self.chunk.len(), cause)
    }

    pub(super) fn refuse(&mut self, start: usize, cause: StreamCause) -> StreamError {
        self.chunk.truncate(start);
        let error = self.error(cause);
        self.stats.failures += 1;
        error
    }

    /// So many bytes of the next records are compressed already.
    pub(super) const fn add_packed(&mut self, bytes: usize) {
        self.packed += bytes;
    }

    pub(super) fn count(&mut self, records: usize, bytes: usize) {
        self.chunk_records += records;
        self.stats.records += records as u64;
        self.stats.bytes += bytes as u64;
    }
}

/// Ends the line that begins here.
pub(super) fn end_line(lines: &mut Vec<u8>, start: usize, foreign: bool) {
    if foreign {
        // An adapter may pass on JSON text with line breaks: there they are white space.
        let mut rest = &mut lines[start..];
        while let Some(at) = memchr::memchr(b'\n', rest) {
            rest[at] = b' ';
            rest = &mut rest[at + 1..];
        }
    }
    lines.push(b'\n');
}
