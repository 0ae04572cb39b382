//! [`SinkError`]: why a file sink can't be opened.

use crate::compress::Algorithm;
use crate::stream::StreamConfigError;
use std::fmt;
use std::io;

/// Why a sink can't be opened.
#[derive(Debug)]
#[non_exhaustive]
pub enum SinkError {
    /// The choices can't give a stream.
    Config(StreamConfigError),
    /// Committed bytes are missing or not what they were: no record of the file can be trusted.
    Damaged {
        /// How many bytes were committed; `None` if the commit points themselves are damaged.
        committed: Option<u64>,
        /// How many bytes there are in the unfinished file.
        found: u64,
    },
    /// The file was begun with another codec.
    OtherCodec {
        /// The codec of what is there.
        written: Algorithm,
        /// The codec that was asked for.
        asked: Algorithm,
    },
    /// The file was begun with another dictionary, or without one.
    OtherDictionary {
        /// The checksum of the dictionary that what is there was compressed with: [`Dictionary::key`].
        ///
        /// [`Dictionary::key`]: crate::compress::Dictionary::key
        written: Option<u64>,
        /// That of the dictionary that was asked for.
        asked: Option<u64>,
    },
    /// Another sink is at work on the file, in this process or another one.
    InUse,
    /// A file can't be made, opened, read or renamed.
    Io(io::Error),
}

impl From<StreamConfigError> for SinkError {
    fn from(error: StreamConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<io::Error> for SinkError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for SinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::Damaged { committed: Some(committed), found } if found < committed => {
                write!(f, "{committed} bytes were committed, the unfinished file has {found}: begin anew with `create`")
            }
            Self::Damaged { committed: Some(_), .. } => {
                f.write_str("committed bytes of the unfinished file were changed: begin anew with `create`")
            }
            Self::Damaged { committed: None, .. } => {
                f.write_str("the commit points of the unfinished file are missing or damaged: begin anew with `create`")
            }
            Self::OtherCodec { written, asked } => {
                write!(f, "the unfinished file is written with {written}, not {asked}: resume it with {written}")
            }
            Self::OtherDictionary { written, asked } => {
                let name = |key: &Option<u64>| match key {
                    Some(key) => format!("with the dictionary xxh3:{key:016x}"),
                    None => "without a dictionary".to_owned(),
                };
                let (written, asked) = (name(written), name(asked));
                write!(f, "the unfinished file is written {written}, not {asked}: resume it {written}")
            }
            Self::InUse => f.write_str("another sink is at work on the file"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SinkError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Config(error) => Some(error),
            Self::Io(error) => Some(error),
            Self::Damaged { .. } | Self::OtherCodec { .. } | Self::OtherDictionary { .. } | Self::InUse => None,
        }
    }
}
