//! [`Dictionaries`]: those that a reader has.

use super::super::{Algorithm, CompressError, DecompressLimits, decompress_into, zstandard};
use super::{Dictionary, DictionaryError};

/// The dictionaries that a reader has. Clones are cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionaries {
    /// By their numbers.
    known: Vec<Dictionary>,
}

impl Dictionaries {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { known: Vec::new() }
    }

    /// Adds a dictionary. One that is there already changes nothing.
    ///
    /// # Errors
    /// When another one has the same number.
    pub fn with(mut self, dictionary: Dictionary) -> Result<Self, DictionaryError> {
        match self.known.binary_search_by_key(&dictionary.id(), Dictionary::id) {
            Ok(index) if self.known[index] == dictionary => Ok(self),
            Ok(_) => Err(DictionaryError::SameId { id: dictionary.id() }),
            Err(index) => {
                self.known.insert(index, dictionary);
                Ok(self)
            }
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Dictionary> {
        self.known.iter()
    }

    /// The one with this number.
    pub(in super::super) fn numbered(&self, id: u32) -> Option<&Dictionary> {
        let index = self.known.binary_search_by_key(&id, Dictionary::id).ok()?;
        self.known.get(index)
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Decompresses exactly one bare zstd frame, with the dictionary that it names, if it names one.
    ///
    /// # Errors
    /// As [`decompress`](super::super::decompress); when the dictionary is missing.
    pub fn decompress(&self, frame: &[u8], limits: &DecompressLimits) -> Result<Vec<u8>, CompressError> {
        let mut out = Vec::new();
        self.decompress_into(frame, limits, &mut out)?;
        Ok(out)
    }

    /// As [`decompress`](Self::decompress), appending to a buffer that can be used again. After an error
    /// the buffer is as it was.
    ///
    /// # Errors
    /// As [`decompress`](Self::decompress).
    pub fn decompress_into(
        &self,
        frame: &[u8],
        limits: &DecompressLimits,
        out: &mut Vec<u8>,
    ) -> Result<(), CompressError> {
        let Some(id) = zstandard::dictionary_id(frame) else {
            return decompress_into(frame, Some(Algorithm::Zstd), limits, out);
        };
        match self.numbered(id) {
            Some(dictionary) => dictionary.decompress_into(frame, limits, out),
            None => Err(CompressError::Dictionary { id, key: None }),
        }
    }

    /// Decompresses a frame whose envelope names its dictionary.
    pub(in super::super) fn decompress_keyed(
        &self,
        frame: &[u8],
        key: u64,
        limits: &DecompressLimits,
    ) -> Result<Vec<u8>, CompressError> {
        let id = zstandard::dictionary_id(frame).unwrap_or_default();
        let mut out = Vec::new();
        match self.known.iter().find(|known| known.key() == key) {
            Some(dictionary) if dictionary.id() == id => dictionary.decompress_into(frame, limits, &mut out)?,
            Some(_) => {
                return Err(CompressError::Corrupt {
                    algorithm: Algorithm::Zstd,
                    reason: "the frame names another dictionary than its envelope".to_owned(),
                });
            }
            None => return Err(CompressError::Dictionary { id, key: Some(key) }),
        }
        Ok(out)
    }
}
