//! [`CompressionPolicy`]: what an envelope compresses, and how.

use super::Compression;

/// Data of more than this many bytes is compressed.
pub const DEFAULT_THRESHOLD: usize = 1024;

/// When and how data is compressed. Data that does not shrink is kept as it is, whatever this says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CompressionPolicy {
    compression: Compression,
    threshold: usize,
    checksum: bool,
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
        Self { compression, threshold: DEFAULT_THRESHOLD, checksum: true }
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

    /// How data is compressed.
    #[must_use]
    pub const fn compression(&self) -> Compression {
        self.compression
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
