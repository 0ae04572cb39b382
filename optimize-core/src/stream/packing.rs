//! [`Packing`]: how a chunk becomes what is written.

use crate::compress::{Algorithm, Compression, CompressionPolicy, compress};
use std::borrow::Cow;
use std::io;

/// A codec, and the dictionary that its frames are made with.
#[derive(Clone, Debug)]
pub(super) struct Packing {
    pub(super) compression: Compression,
    #[cfg(feature = "zstd")]
    pub(super) dictionary: Option<crate::compress::Dictionary>,
}

impl Packing {
    pub(super) const fn none() -> Self {
        Self {
            compression: Compression::none(),
            #[cfg(feature = "zstd")]
            dictionary: None,
        }
    }

    /// The packing of single values, for a stream of them.
    pub(super) fn of(policy: &CompressionPolicy) -> Self {
        Self {
            compression: policy.compression(),
            #[cfg(feature = "zstd")]
            dictionary: policy.dictionary().cloned(),
        }
    }

    /// The packing of a chunk of which so many bytes are compressed already. What is mostly such is not compressed again,
    /// but goes into a frame all the same: a stream has one codec.
    pub(super) fn for_chunk(&self, bytes: usize, packed: usize) -> Self {
        let mut packing = self.clone();
        if packed > bytes / 2 {
            packing.compression = self.compression.stored();
        }
        packing
    }

    pub(super) const fn is_none(&self) -> bool {
        self.compression.is_none()
    }

    pub(super) const fn algorithm(&self) -> Algorithm {
        self.compression.algorithm()
    }

    /// The checksum of the dictionary's bytes.
    #[cfg(feature = "zstd")]
    pub(super) fn dictionary_key(&self) -> Option<u64> {
        self.dictionary.as_ref().map(crate::compress::Dictionary::key)
    }

    /// The checksum of the dictionary's bytes.
    #[cfg(not(feature = "zstd"))]
    pub(super) const fn dictionary_key(&self) -> Option<u64> {
        None
    }

    /// Whether there is a dictionary that the codec can't use.
    #[cfg(feature = "zstd")]
    pub(super) fn wastes_dictionary(&self) -> bool {
        self.dictionary.is_some() && self.algorithm() != Algorithm::Zstd
    }

    /// Whether there is a dictionary that the codec can't use.
    #[cfg(not(feature = "zstd"))]
    pub(super) const fn wastes_dictionary(&self) -> bool {
        false
    }

    /// A chunk as it goes to the writer.
    pub(super) fn seal<'c>(&self, chunk: &'c [u8]) -> io::Result<Cow<'c, [u8]>> {
        if self.is_none() {
            return Ok(chunk.into());
        }
        #[cfg(feature = "zstd")]
        if let Some(dictionary) = &self.dictionary {
            let frame = dictionary.compress_checked(chunk, self.compression.compression_level());
            return frame.map(Into::into).map_err(io::Error::other);
        }
        compress(chunk, self.compression).map(Into::into).map_err(io::Error::other)
    }
}
