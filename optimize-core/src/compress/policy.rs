//! [`CompressionPolicy`]: what an envelope compresses, and how.

use super::Compression;

/// Data of more than this many bytes is compressed.
pub const DEFAULT_THRESHOLD: usize = 1024;

/// When and how data is compressed. Data that does not shrink is kept as it is, whatever this says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CompressionPolicy {
    compression: Compression,
    threshold: usize,
    checksum: bool,
    #[cfg(feature = "zstd")]
    dictionary: Option<super::Dictionary>,
}

impl Default for CompressionPolicy {
    fn default() -> Self {
        Self::new(Compression::none())
    }
}

impl CompressionPolicy {
    /// Compresses data of more than [`DEFAULT_THRESHOLD`] bytes.
    #[must_use]
    pub const fn new(compression: Compression) -> Self {
        Self {
            compression,
            threshold: DEFAULT_THRESHOLD,
            checksum: true,
            #[cfg(feature = "zstd")]
            dictionary: None,
        }
    }

    /// Compresses data of strictly more than this many bytes.
    #[must_use]
    pub const fn threshold(mut self, bytes: usize) -> Self {
        self.threshold = bytes;
        self
    }

    /// Writes no checksum: the envelope is then exactly the four keys of the original format, and
    /// a damaged payload is found only as far as its codec finds it.
    #[must_use]
    pub const fn without_checksum(mut self) -> Self {
        self.checksum = false;
        self
    }

    /// Compresses with this dictionary, and from the first byte on: small messages gain the most. The
    /// envelope names it, and whoever opens the envelope needs it. Codecs other than zstd have no use
    /// for dictionaries, and leave it.
    #[cfg(feature = "zstd")]
    #[must_use]
    pub fn with_dictionary(self, dictionary: super::Dictionary) -> Self {
        Self { dictionary: Some(dictionary), threshold: 0, ..self }
    }

    /// The dictionary, if there is one that the codec can use.
    #[cfg(feature = "zstd")]
    #[must_use]
    pub fn dictionary(&self) -> Option<&super::Dictionary> {
        self.dictionary.as_ref().filter(|_| self.compression.algorithm() == super::Algorithm::Zstd)
    }

    /// Whether there is a dictionary that the codec can't use.
    #[cfg(feature = "zstd")]
    pub(crate) fn wastes_dictionary(&self) -> bool {
        self.dictionary.is_some() && self.dictionary().is_none()
    }

    /// Whether there is a dictionary that the codec can't use.
    #[cfg(not(feature = "zstd"))]
    pub(crate) const fn wastes_dictionary(&self) -> bool {
        false
    }

    /// How data is compressed.
    #[must_use]
    pub const fn compression(&self) -> Compression {
        self.compression
    }

    /// The same for data that does not shrink, and need not be tried.
    pub(crate) fn uncompressed(&self) -> Self {
        Self { compression: Compression::none(), ..self.clone() }
    }

    /// Whether data of this many bytes is compressed.
    #[must_use]
    pub const fn compresses(&self, bytes: usize) -> bool {
        !self.compression.is_none() && bytes > self.threshold
    }

    /// Whether envelopes get a checksum.
    #[must_use]
    pub const fn has_checksum(&self) -> bool {
        self.checksum
    }

    /// The threshold in bytes.
    #[must_use]
    pub const fn threshold_bytes(&self) -> usize {
        self.threshold
    }
}
