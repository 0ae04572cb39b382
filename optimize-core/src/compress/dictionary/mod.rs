//! [`Dictionary`]: what small messages of one kind have in common, known to both sides beforehand.
//!
//! A compressor learns from what it has seen, and in a message of 300 bytes it has seen nothing yet. A
//! dictionary gives it keys, literals, defaults and examples to begin with:
//!
//! ```
//! use optimize_core::Optimized;
//! use optimize_core::compress::{Compression, Dictionaries, Dictionary, compress, DecompressLimits};
//!
//! #[derive(Optimized)]
//! struct Clip { clip_id: u64, title: String, duration_seconds: f64 }
//!
//! let clip = Clip { clip_id: 7, title: "Rain".into(), duration_seconds: 12.5 };
//! let json = clip.to_json()?;
//! let dictionary = Dictionary::of::<Clip>();
//! let frame = dictionary.compress(&json, 3)?;
//! assert!(frame.len() + 30 < compress(&json, Compression::zstd())?.len());
//!
//! let known = Dictionaries::new().with(dictionary)?;
//! assert_eq!(known.decompress(&frame, &DecompressLimits::new())?, json);
//! // Whoever does not have it is told which one is missing.
//! let error = Dictionaries::new().decompress(&frame, &DecompressLimits::new()).unwrap_err();
//! assert!(error.to_string().contains("needs the dictionary"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! They are dictionaries in zstd's own format: other languages load [`Dictionary::as_bytes`] as they are. A
//! [`CompressionPolicy`](super::CompressionPolicy) takes one for its envelopes, which name it by a
//! checksum of its bytes; bare frames name it by a number of two bytes.

mod content;
mod set;
#[cfg(test)]
mod tests;

pub use set::Dictionaries;

use super::zstandard;
use super::{CompressError, DecompressLimits};
use crate::model::Optimized;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};
use twox_hash::XxHash3_64;
use zstd::zstd_safe::{CDict, DDict};

/// The size of a trained dictionary that most kinds of messages are content with, in bytes.
pub const DEFAULT_TRAINED_BYTES: usize = 8 << 10;

/// How a dictionary begins.
const MAGIC: [u8; 4] = [0x37, 0xa4, 0x30, 0xec];

/// Statistics of letters and lengths for dictionaries that are not trained, in zstd's own form. zstd's
/// trainer made them of 6,000 made-up JSON records with mixed keys and values.
const ENTROPY: &[u8; 120] = include_bytes!("entropy.bin");

/// The distances that a frame is assumed to have matched at before it begins: zstd's usual ones.
const DISTANCES: [u32; 3] = [1, 4, 8];

/// The numbers that zstd leaves to the public and that take two bytes in a frame.
const IDS: std::ops::Range<u32> = 1 << 15..1 << 16;

const LEVELS: std::ops::RangeInclusive<i32> = -7..=22;

/// What a kind of messages has in common. Clones are one dictionary.
#[derive(Clone)]
pub struct Dictionary(Arc<Inner>);

struct Inner {
    bytes: Vec<u8>,
    id: u32,
    key: u64,
    reading: DDict<'static>,
    /// Made ready for a level when it is first asked for.
    writing: [OnceLock<Option<CDict<'static>>>; 30],
}

impl Dictionary {
    /// The dictionary that a model brings along: its keys, literals, defaults and examples, and those of
    /// the models within it. Equal on every machine, as long as the model and this crate's version are
    /// the same; readers of another age need its [bytes](Self::as_bytes).
    ///
    /// # Panics
    /// When there is no memory for it.
    #[must_use]
    pub fn of<T: Optimized>() -> Self {
        let content = content::of_schema(&T::json_schema());
        let mut bytes = Vec::with_capacity(8 + ENTROPY.len() + 12 + content.len());
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(ENTROPY);
        for distance in DISTANCES {
            bytes.extend_from_slice(&distance.to_le_bytes());
        }
        bytes.extend_from_slice(&content);
        match Self::numbered(bytes) {
            Ok(dictionary) => dictionary,
            // The tests hold the constants against the library.
            Err(error) => panic!("{error}"),
        }
    }

    /// A dictionary made of sample messages: the smallest frames there are. A thousand samples of what
    /// will come are enough; [`DEFAULT_TRAINED_BYTES`] is a good size. It takes about as long as
    /// compressing the samples ten times.
    ///
    /// # Errors
    /// When there are too few samples, or too short ones, for the library to learn from.
    pub fn train<S: AsRef<[u8]>>(samples: &[S], max_bytes: usize) -> Result<Self, DictionaryError> {
        let trained = zstd::dict::from_samples(samples, max_bytes);
        Self::numbered(trained.map_err(|error| DictionaryError::Training { reason: error.to_string() })?)
    }

    /// A dictionary that was saved, or that another program made in zstd's format.
    ///
    /// # Errors
    /// When the bytes are no dictionary.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, DictionaryError> {
        let bytes = bytes.into();
        let id = match *bytes {
            [a, b, c, d, e, f, g, h, ..] if [a, b, c, d] == MAGIC => u32::from_le_bytes([e, f, g, h]),
            _ => return Err(DictionaryError::Malformed),
        };
        let reading = DDict::try_create(&bytes).filter(|_| id != 0).ok_or(DictionaryError::Malformed)?;
        let key = XxHash3_64::oneshot(&bytes);
        let writing = [const { OnceLock::new() }; 30];
        let dictionary = Self(Arc::new(Inner { bytes, id, key, reading, writing }));
        // What can be read with but not written with is damaged.
        dictionary.prepared(3).map(drop).map_err(|_| DictionaryError::Malformed)?;
        Ok(dictionary)
    }

    /// Numbers a dictionary by its content.
    fn numbered(mut bytes: Vec<u8>) -> Result<Self, DictionaryError> {
        let content = bytes.get(8..).ok_or(DictionaryError::Malformed)?;
        let count = u64::from(IDS.end - IDS.start);
        let id = IDS.start + u32::try_from(XxHash3_64::oneshot(content) % count).unwrap_or(0);
        bytes[4..8].copy_from_slice(&id.to_le_bytes());
        Self::from_bytes(bytes)
    }

    /// The dictionary as it is saved: what [`from_bytes`](Self::from_bytes) reads, and every other
    /// program that has zstd.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// The number that names the dictionary in frames.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.0.id
    }

    /// The checksum of the bytes, which names the dictionary in envelopes.
    #[must_use]
    pub fn key(&self) -> u64 {
        self.0.key
    }

    /// Compresses into one bare frame, which names this dictionary and states its content's size, but
    /// has no checksum. The level is one of zstd's, from -7 to 22; for small messages 1 is fastest and
    /// nearly as small as 3.
    ///
    /// # Errors
    /// When there is no such level, or no memory.
    pub fn compress(&self, data: &[u8], level: i32) -> Result<Vec<u8>, CompressError> {
        let mut out = Vec::new();
        self.compress_into(data, level, &mut out)?;
        out.shrink_to_fit();
        Ok(out)
    }

    /// As [`compress`](Self::compress), appending to a buffer that can be used again. After an error the
    /// buffer is as it was.
    ///
    /// # Errors
    /// As [`compress`](Self::compress).
    pub fn compress_into(&self, data: &[u8], level: i32, out: &mut Vec<u8>) -> Result<(), CompressError> {
        let start = out.len();
        let result = zstandard::compress_with(data, self.prepared(level)?, out);
        if result.is_err() {
            out.truncate(start);
        }
        result
    }

    /// As [`compress`](Self::compress), with a checksum of the content: for large content, beside which it
    /// is nothing.
    pub(crate) fn compress_checked(&self, data: &[u8], level: i32) -> Result<Vec<u8>, CompressError> {
        zstandard::compress_checked_with(data, self.prepared(level)?)
    }

    /// Decompresses one frame that was made with this dictionary.
    pub(super) fn decompress_into(
        &self,
        frame: &[u8],
        limits: &DecompressLimits,
        out: &mut Vec<u8>,
    ) -> Result<(), CompressError> {
        let start = out.len();
        let result = zstandard::decompress_with(frame, &self.0.reading, limits, out);
        if result.is_err() {
            out.truncate(start);
        }
        result
    }

    fn prepared(&self, level: i32) -> Result<&CDict<'static>, CompressError> {
        use super::Algorithm::Zstd;
        let (lowest, highest) = (*LEVELS.start(), *LEVELS.end());
        let slot = usize::try_from(level - lowest).ok().and_then(|index| self.0.writing.get(index));
        let slot = slot.ok_or(CompressError::Level { algorithm: Zstd, level, lowest, highest })?;
        let prepared = slot.get_or_init(|| CDict::try_create(&self.0.bytes, level)).as_ref();
        prepared.ok_or_else(|| CompressError::Corrupt {
            algorithm: Zstd,
            reason: "no memory for the dictionary".to_owned(),
        })
    }
}

impl PartialEq for Dictionary {
    fn eq(&self, other: &Self) -> bool {
        self.0.bytes == other.0.bytes
    }
}

impl Eq for Dictionary {}

impl Hash for Dictionary {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.key.hash(state);
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary")
            .field("key", &format_args!("xxh3:{:016x}", self.key()))
            .field("id", &self.id())
            .field("bytes", &self.as_bytes().len())
            .finish()
    }
}

/// Why there is no dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DictionaryError {
    /// The samples give none.
    Training {
        /// What the library says.
        reason: String,
    },
    /// The bytes are no dictionary, or a damaged one.
    Malformed,
    /// Two different dictionaries have one number: frames could not say which they need.
    SameId {
        /// The number.
        id: u32,
    },
}

impl fmt::Display for DictionaryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Training { reason } => {
                write!(f, "no dictionary can be trained from these samples ({reason}): give a hundred or more of them")
            }
            Self::Malformed => f.write_str("the bytes are no zstd dictionary with a number, or it is damaged"),
            Self::SameId { id } => write!(f, "two different dictionaries have the id {id}: train one of them anew"),
        }
    }
}

impl std::error::Error for DictionaryError {}
