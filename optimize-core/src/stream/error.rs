//! [`StreamError`]: what is wrong with one record, or with the stream.

use crate::error::{DumpError, ValidationError};
use std::fmt;
use std::io;

/// A record that could not be read or written, and where it is.
#[derive(Debug)]
pub struct StreamError {
    pub(super) record: u64,
    pub(super) line: u64,
    pub(super) offset: u64,
    pub(super) cause: StreamCause,
}

/// What is wrong with a record.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamCause {
    /// It is no valid model.
    Invalid(ValidationError),
    /// It could not be written as JSON.
    Dump(DumpError),
    /// It is longer than the limit. It was passed over without being kept.
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// A file sink's file was begun with another model, or with the same one when its fields were others. Nothing more can
    /// be written to the file.
    OtherModel {
        /// What the records of the file are: a name, and a hash of the schema.
        begun: String,
        /// What was to be written.
        asked: String,
    },
    /// A validator, an adapter or a computed field panicked, with this message.
    Panic(String),
    /// Reading or writing failed, or the compressed stream is damaged. The stream ends here.
    ///
    /// A codec's checksum stands at the end of its frame, which is a chunk: some of that chunk's records may have been given out
    /// by then, changed. Those of the chunks before are what was written.
    Io(io::Error),
}

impl StreamError {
    /// The stream can't even be begun.
    #[cfg(feature = "tokio")]
    pub(super) const fn at_start(error: io::Error) -> Self {
        Self { record: 1, line: 1, offset: 0, cause: StreamCause::Io(error) }
    }

    /// The record's number, from 1. Blank lines are no records.
    #[must_use]
    pub const fn record(&self) -> u64 {
        self.record
    }

    /// The line of the stream, from 1.
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// The first problem's column in the line, from 1, if the problem has one.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        match &self.cause {
            StreamCause::Invalid(error) => error.errors().first()?.column(),
            _ => None,
        }
    }

    /// Where the record begins, in bytes of the uncompressed stream.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// What is wrong.
    #[must_use]
    pub const fn cause(&self) -> &StreamCause {
        &self.cause
    }

    /// What is wrong.
    #[must_use]
    pub fn into_cause(self) -> StreamCause {
        self.cause
    }

    /// Whether the stream ends with this error.
    #[must_use]
    pub const fn is_fatal(&self) -> bool {
        matches!(self.cause, StreamCause::Io(_) | StreamCause::OtherModel { .. })
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record {} (line {}, byte {}): ", self.record, self.line, self.offset)?;
        match &self.cause {
            StreamCause::Invalid(error) => error.fmt(f),
            StreamCause::Dump(error) => error.fmt(f),
            StreamCause::TooLong { limit } => write!(f, "the record is longer than {limit} bytes"),
            StreamCause::OtherModel { begun, asked } => {
                write!(
                    f,
                    "the file was begun with records of {begun}, this one is of {asked}: it needs a file of its own"
                )
            }
            StreamCause::Panic(message) => write!(f, "panicked: {message}"),
            StreamCause::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            StreamCause::Invalid(error) => Some(error),
            StreamCause::Dump(error) => Some(error),
            StreamCause::Io(error) => Some(error),
            StreamCause::TooLong { .. } | StreamCause::OtherModel { .. } | StreamCause::Panic(_) => None,
        }
    }
}

/// Why a stream can't be opened with these choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamConfigError {
    pub(super) reason: &'static str,
}

impl fmt::Display for StreamConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason)
    }
}

impl std::error::Error for StreamConfigError {}
