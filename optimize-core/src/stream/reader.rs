//! [`StreamReader`]: reads models from NDJSON.

use super::blocks::read_record_into;
use super::lines::{Line, Lines};
use super::{StreamCause, StreamError};
use crate::compress::{Algorithm, DecompressLimits, DecompressReader};
use crate::model::OptimizedOwned;
use crate::options::ParseOptions;
use crate::progress::{Course, Listener, Progress};
use std::fmt;
use std::io::{self, BufReader, Read};
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::time::Duration;

/// The longest record unless the reader is told otherwise: 64 MiB.
pub const DEFAULT_MAX_RECORD: usize = 64 << 20;

/// How much is read at once, in bytes.
const BUFFER: usize = 64 << 10;

/// Choices for a [`StreamReader`].
#[derive(Clone, Debug)]
pub struct StreamReaderBuilder {
    options: ParseOptions,
    algorithm: Option<Algorithm>,
    limits: DecompressLimits,
    max_record: usize,
    progress: Option<Listener>,
    expected: Option<u64>,
    #[cfg(feature = "zstd")]
    dictionaries: crate::compress::Dictionaries,
}

/// What reading records takes.
#[derive(Debug)]
pub(super) struct Choices {
    pub(super) options: ParseOptions,
    pub(super) max_record: usize,
}

impl Default for StreamReaderBuilder {
    fn default() -> Self {
        Self {
            options: ParseOptions::new(),
            algorithm: None,
            limits: DecompressLimits::streaming(),
            max_record: DEFAULT_MAX_RECORD,
            progress: None,
            expected: None,
            #[cfg(feature = "zstd")]
            dictionaries: crate::compress::Dictionaries::new(),
        }
    }
}

impl StreamReaderBuilder {
    /// How records are read.
    #[must_use]
    pub fn parse_options(mut self, options: ParseOptions) -> Self {
        self.options = options;
        self
    }

    /// The codec of the stream. Without this it is found by its magic number: no JSON text begins
    /// with any.
    #[must_use]
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// Limits on what the compressed stream may become.
    #[must_use]
    pub fn limits(mut self, limits: DecompressLimits) -> Self {
        self.limits = limits;
        self
    }

    /// The dictionaries that the stream may need. A chunk whose dictionary is not among them ends the
    /// stream with an error that names it.
    #[cfg(feature = "zstd")]
    #[must_use]
    pub fn dictionaries(mut self, dictionaries: crate::compress::Dictionaries) -> Self {
        self.dictionaries = dictionaries;
        self
    }

    /// The longest record in bytes; 64 MiB by default. A longer one is an error and is passed over
    /// without being kept in memory.
    #[must_use]
    pub fn max_record_bytes(mut self, bytes: usize) -> Self {
        self.max_record = bytes;
        self
    }

    /// Called now and then with the records and uncompressed bytes so far; the last call tells of all. A
    /// panic in it is caught.
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

    /// How many records will come, as far as that is known: progress then tells the time left.
    #[must_use]
    pub fn expect_records(mut self, records: u64) -> Self {
        self.expected = Some(records);
        self
    }

    /// A reader over this one.
    ///
    /// # Errors
    /// When the first bytes can't be read, or the codec's feature is off.
    pub fn open<R: Read, T: OptimizedOwned>(self, inner: R) -> io::Result<StreamReader<R, T>> {
        let course = self.course();
        let (reader, choices) = self.decompressed(inner)?;
        Ok(StreamReader {
            lines: Lines::new(BufReader::with_capacity(BUFFER, reader), choices.max_record),
            choices,
            record: 0,
            line: 0,
            ended: false,
            course,
            model: PhantomData,
        })
    }

    pub(super) fn course(&self) -> Option<Course> {
        self.progress.clone().map(|listener| Course::new(listener, self.expected))
    }

    pub(super) fn decompressed<R: Read>(self, inner: R) -> io::Result<(DecompressReader<R>, Choices)> {
        let reader = match self.algorithm {
            Some(algorithm) => DecompressReader::new(inner, algorithm, self.limits)?,
            None => DecompressReader::detect(inner, self.limits)?,
        };
        #[cfg(feature = "zstd")]
        let reader = reader.with_dictionaries(self.dictionaries);
        Ok((reader, Choices { options: self.options, max_record: self.max_record }))
    }
}

/// Reads models from NDJSON: an iterator over a result for every record. Blank lines are passed
/// over, and the last record may lack its newline.
pub struct StreamReader<R: Read, T> {
    lines: Lines<BufReader<DecompressReader<R>>>,
    choices: Choices,
    record: u64,
    line: u64,
    ended: bool,
    course: Option<Course>,
    model: PhantomData<fn() -> T>,
}

impl StreamReader<io::Empty, ()> {
    /// Choices for a new reader.
    #[must_use]
    pub fn builder() -> StreamReaderBuilder {
        StreamReaderBuilder::default()
    }
}

impl<R: Read, T: OptimizedOwned> StreamReader<R, T> {
    /// A reader of an uncompressed or compressed stream.
    ///
    /// # Errors
    /// When the first bytes can't be read, or the codec's feature is off.
    pub fn new(inner: R) -> io::Result<Self> {
        StreamReaderBuilder::default().open(inner)
    }

    /// Reads the next record into the memory of the one before: strings and lists are used again, so that a loop
    /// over millions of records hardly allocates. `None` at the end. After an error the slot is empty.
    ///
    /// ```
    /// use optimize_core::Optimized;
    /// use optimize_core::stream::StreamReader;
    ///
    /// #[derive(Optimized)]
    /// struct Video {
    ///     title: String,
    ///     seconds: u32,
    /// }
    ///
    /// let lines = "{\"title\":\"a\",\"seconds\":3}\n{\"title\":\"b\"}\n{\"title\":\"c\",\"seconds\":4}\n";
    /// let mut reader = StreamReader::<_, Video>::new(lines.as_bytes())?;
    /// let (mut slot, mut seconds, mut wrong) = (None, 0, 0);
    /// while let Some(record) = reader.read_into(&mut slot) {
    ///     match record {
    ///         Ok(video) => seconds += video.seconds,
    ///         Err(_) => wrong += 1,
    ///     }
    /// }
    /// assert_eq!((seconds, wrong), (7, 1));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn read_into<'s>(&mut self, slot: &'s mut Option<T>) -> Option<Result<&'s mut T, StreamError>> {
        if self.ended {
            return None;
        }
        match self.advance(|text, options| read_record_into(text, slot, options))? {
            Ok(()) => slot.as_mut().map(Ok),
            Err(error) => {
                *slot = None;
                Some(Err(error))
            }
        }
    }

    fn read(&mut self) -> Option<Result<T, StreamError>> {
        let mut slot = None;
        match self.advance(|text, options| read_record_into(text, &mut slot, options))? {
            Ok(()) => slot.map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    /// Goes to the next record and reads it with this function, which is given its text, and says nothing of a
    /// blank line.
    #[inline]
    fn advance<V>(
        &mut self,
        mut read: impl FnMut(&[u8], &ParseOptions) -> Option<Result<V, StreamCause>>,
    ) -> Option<Result<V, StreamError>> {
        let mut offset = self.lines.offset();
        let cause = loop {
            self.line += 1;
            match self.lines.next() {
                Ok(Line::Text(text)) => match read(text, &self.choices.options) {
                    None => {
                        offset = self.lines.offset();
                        continue;
                    }
                    Some(Ok(record)) => {
                        self.count();
                        return Some(Ok(record));
                    }
                    Some(Err(cause)) => break cause,
                },
                Ok(Line::TooLong) => break StreamCause::TooLong { limit: self.choices.max_record },
                Ok(Line::End) => {
                    self.end();
                    return None;
                }
                Err(error) => {
                    self.end();
                    break StreamCause::Io(error);
                }
            }
        };
        self.count();
        Some(Err(StreamError { record: self.record, line: self.line, offset, cause }))
    }

    fn count(&mut self) {
        self.record += 1;
        // The clock is not for every record.
        if self.record.is_multiple_of(256)
            && let Some(course) = &mut self.course
        {
            course.reached(self.record, self.lines.offset());
        }
    }

    fn end(&mut self) {
        self.ended = true;
        if let Some(course) = self.course.take() {
            course.finish(self.record, self.lines.offset());
        }
    }
}

impl<R: Read, T> StreamReader<R, T> {
    /// How many records were read, those with errors included.
    #[must_use]
    pub const fn records(&self) -> u64 {
        self.record
    }

    /// Where the next record begins, in bytes of the uncompressed stream.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.lines.offset()
    }

    /// Whether the next record can be read without asking the underlying reader for more.
    #[cfg(feature = "tokio")]
    pub(super) fn has_line_ready(&self) -> bool {
        self.lines.has_line_ready()
    }

    /// How many bytes of the underlying reader were used so far.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.lines.get_ref().get_ref().compressed_bytes()
    }

    /// The stream's codec.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.lines.get_ref().get_ref().algorithm()
    }
}

impl<R: Read, T: OptimizedOwned> Iterator for StreamReader<R, T> {
    type Item = Result<T, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended { None } else { self.read() }
    }
}

impl<R: Read, T: OptimizedOwned> FusedIterator for StreamReader<R, T> {}

impl<R: Read, T> fmt::Debug for StreamReader<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamReader")
            .field("records", &self.record)
            .field("offset", &self.offset())
            .field("algorithm", &self.algorithm())
            .finish_non_exhaustive()
    }
}
