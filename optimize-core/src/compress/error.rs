//! What can be wrong with compressed data and with envelopes.

use super::{Algorithm, MAX_HEADER};
use std::fmt;
use std::io;

/// Why data could not be compressed or decompressed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CompressError {
    /// No codec has the name.
    UnknownName {
        /// The name, at most 32 characters of it.
        name: String,
    },
    /// The codec is known, but this build does not have it.
    FeatureOff {
        /// The codec; the feature has its name.
        algorithm: Algorithm,
    },
    /// The codec does not have the level.
    Level {
        /// The codec.
        algorithm: Algorithm,
        /// The level asked for.
        level: i32,
        /// The lowest level there is.
        lowest: i32,
        /// The highest level there is.
        highest: i32,
    },
    /// The data begins with no codec's magic number, or with another codec's.
    Magic {
        /// The codec that was expected, if one was.
        expected: Option<Algorithm>,
    },
    /// The data is damaged.
    Corrupt {
        /// The codec.
        algorithm: Algorithm,
        /// What the codec says.
        reason: String,
    },
    /// The data ends within a frame.
    Truncated {
        /// The codec.
        algorithm: Algorithm,
    },
    /// The data was compressed with a dictionary that the reader does not have.
    Dictionary {
        /// zstd's number of the dictionary; 0 if only the envelope names it.
        id: u32,
        /// The checksum of the dictionary's bytes, where the envelope states it.
        key: Option<u64>,
    },
    /// Bytes follow the frame.
    Trailing {
        /// How many.
        bytes: usize,
    },
    /// The content is larger than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The content is larger, measured against the compressed size, than the limit.
    Ratio {
        /// The limit: how many bytes one compressed byte may become.
        limit: u32,
    },
}

impl CompressError {
    /// The error of a codec's reader: our own limits travel through `io::Error` unchanged.
    #[cfg(any(feature = "lz4", feature = "zstd"))]
    pub(super) fn from_io(algorithm: Algorithm, error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(own) => own,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Self::Truncated { algorithm },
            Err(error) => Self::Corrupt { algorithm, reason: error.to_string() },
        }
    }

    pub(super) fn into_io(self) -> io::Error {
        let kind = match self {
            Self::Truncated { .. } => io::ErrorKind::UnexpectedEof,
            _ => io::ErrorKind::InvalidData,
        };
        io::Error::new(kind, self)
    }
}

impl fmt::Display for CompressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownName { name } => {
                write!(f, "no compression is named {name:?}; there are `none`, `gzip`, `lz4` and `zstd`")
            }
            Self::FeatureOff { algorithm } => {
                write!(f, "{algorithm} is not in this build: turn on the feature `{algorithm}` of optimize-core")
            }
            Self::Level { algorithm, level, lowest, highest } if lowest == highest => {
                write!(f, "{algorithm} has no compression levels ({level} was asked for)")
            }
            Self::Level { algorithm, level, lowest, highest } => {
                write!(f, "{algorithm} has the compression levels {lowest} to {highest}, not {level}")
            }
            Self::Magic { expected: Some(algorithm) } => write!(f, "the data is no {algorithm} frame"),
            Self::Magic { expected: None } => f.write_str("the data is no gzip, lz4 or zstd frame"),
            Self::Corrupt { algorithm, reason } => write!(f, "the {algorithm} frame is damaged: {reason}"),
            Self::Truncated { algorithm } => write!(f, "the {algorithm} frame is cut off"),
            Self::Dictionary { id, key } => {
                f.write_str("the data needs the dictionary ")?;
                match key {
                    Some(key) => write!(f, "xxh3:{key:016x}")?,
                    None => write!(f, "with the id {id}")?,
                }
                f.write_str(", which this reader does not have: give it to the reader's `Dictionaries`")
            }
            Self::Trailing { bytes } => write!(f, "{bytes} bytes follow the compressed frame"),
            Self::TooLarge { limit } => write!(f, "the decompressed data is larger than the limit of {limit} bytes"),
            Self::Ratio { limit } => {
                write!(f, "the decompressed data is more than {limit} times the compressed data's size")
            }
        }
    }
}

impl std::error::Error for CompressError {}

/// Why an envelope could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// The input does not begin with an envelope's header line.
    NoHeader,
    /// The header line is longer than [`MAX_HEADER`] bytes.
    HeaderTooLong,
    /// The input ends within the header line.
    HeaderCut,
    /// The header line is no header.
    Header {
        /// What is wrong with it.
        reason: String,
    },
    /// A size in the header is not the payload's.
    Size {
        /// The key of the header.
        key: &'static str,
        /// What the header says, in bytes.
        stated: u64,
        /// What there is, in bytes; `None` if reading stopped because it is more.
        found: Option<u64>,
    },
    /// The payload does not have the checksum that the header states.
    Checksum,
    /// Envelopes lie in envelopes beyond the limit.
    Nested {
        /// The limit: how many layers may be opened.
        limit: u32,
    },
    /// The payload can't be decompressed.
    Payload(CompressError),
}

impl From<CompressError> for EnvelopeError {
    fn from(error: CompressError) -> Self {
        Self::Payload(error)
    }
}

impl fmt::Display for EnvelopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHeader => f.write_str("the input has no envelope header"),
            Self::HeaderCut => f.write_str("the envelope is cut off: it ends within its header"),
            Self::HeaderTooLong => write!(f, "the envelope's header is longer than {MAX_HEADER} bytes"),
            Self::Header { reason } => write!(f, "the envelope's header is invalid: {reason}"),
            Self::Size { key, stated, found: Some(found) } => {
                write!(f, "the envelope's `{key}` says {stated} bytes, there are {found}")
            }
            Self::Size { key, stated, found: None } => {
                write!(f, "the envelope's `{key}` says {stated} bytes, there are more")
            }
            Self::Checksum => f.write_str("the envelope's payload does not have the stated checksum"),
            Self::Nested { limit } => write!(f, "there are more than {limit} envelopes in one another"),
            Self::Payload(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for EnvelopeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Payload(error) => Some(error),
            _ => None,
        }
    }
}
