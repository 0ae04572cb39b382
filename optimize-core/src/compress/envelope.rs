//! [`Envelope`]: a payload with a line that says how to read it.

use super::header::looks_like_header;
use super::{
    Algorithm, CompressError, CompressionPolicy, DecompressLimits, EnvelopeError, EnvelopeHeader, compress, decompress,
};
use std::borrow::Cow;
use xxhash_rust::xxh3::xxh3_64;

/// A header line and its payload.
///
/// The line is JSON, always there, and readable by anything that splits at the first newline:
///
/// ```text
/// {"compressed": true, "compression_type": "zstd", "original_size": 58876, "compressed_size": 7282, "checksum": "xxh3:5f0a3c1e9b7d2468"}
/// ```
///
/// The checksum is xxh3-64 over the payload as it is stored, so damage is found before a codec
/// sees it. Headers without one are read too. An envelope in an envelope stays an envelope.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    header: EnvelopeHeader,
    payload: &'a [u8],
}

impl<'a> Envelope<'a> {
    /// Wraps data, compressed if the policy says so and it shrinks.
    #[must_use]
    pub fn seal(data: &[u8], policy: &CompressionPolicy) -> Vec<u8> {
        let mut out = Vec::new();
        Self::seal_into(data, policy, &mut out);
        out
    }

    /// As [`seal`](Self::seal), appending to a buffer that can be used again.
    pub fn seal_into(data: &[u8], policy: &CompressionPolicy, out: &mut Vec<u8>) {
        // A codec that can't get memory for its state is no reason to lose the data.
        let compressed = policy
            .compresses(data.len())
            .then(|| compress(data, policy.compression()).ok())
            .flatten()
            .filter(|compressed| compressed.len() < data.len());
        let (algorithm, payload) = match &compressed {
            Some(compressed) => (policy.compression().algorithm(), &compressed[..]),
            None => (Algorithm::None, data),
        };
        let header = EnvelopeHeader {
            algorithm,
            original_size: data.len() as u64,
            compressed_size: payload.len() as u64,
            checksum: policy.has_checksum().then(|| xxh3_64(payload)),
        };
        out.reserve(160 + payload.len());
        header.write(out);
        out.extend_from_slice(payload);
    }

    /// Reads the header, and checks the payload's size and checksum. Nothing is decompressed.
    ///
    /// # Errors
    /// When there is no valid header, or the payload is not what it states.
    pub fn parse(input: &'a [u8]) -> Result<Self, EnvelopeError> {
        let (header, line) = EnvelopeHeader::parse(input)?;
        let payload = &input[line..];
        if header.compressed_size != payload.len() as u64 {
            return Err(EnvelopeError::Size {
                key: "compressed_size",
                stated: header.compressed_size,
                found: Some(payload.len() as u64),
            });
        }
        if header.checksum.is_some_and(|stated| stated != xxh3_64(payload)) {
            return Err(EnvelopeError::Checksum);
        }
        Ok(Self { header, payload })
    }

    /// The content of an envelope: borrowed if it is not compressed.
    ///
    /// # Errors
    /// As [`parse`](Self::parse) and [`content`](Self::content). Input without a header is refused
    /// unless the limits [accept raw input](DecompressLimits::accept_raw).
    pub fn open(input: &'a [u8], limits: &DecompressLimits) -> Result<Cow<'a, [u8]>, EnvelopeError> {
        match Self::parse(input) {
            Ok(envelope) => envelope.content(limits),
            Err(EnvelopeError::NoHeader) if limits.accepts_raw() && !looks_like_header(input) => {
                if input.len() as u64 > limits.output_limit() {
                    return Err(CompressError::TooLarge { limit: limits.output_limit() }.into());
                }
                Ok(Cow::Borrowed(input))
            }
            Err(error) => Err(error),
        }
    }

    /// The header.
    #[must_use]
    pub const fn header(&self) -> &EnvelopeHeader {
        &self.header
    }

    /// The payload as it is stored.
    #[must_use]
    pub const fn payload(&self) -> &'a [u8] {
        self.payload
    }

    /// The payload, decompressed.
    ///
    /// # Errors
    /// When the payload is damaged, is above the limits, or does not have the stated size.
    pub fn content(&self, limits: &DecompressLimits) -> Result<Cow<'a, [u8]>, EnvelopeError> {
        let stated = self.header.original_size;
        if stated > limits.output_limit() {
            return Err(CompressError::TooLarge { limit: limits.output_limit() }.into());
        }
        let content = match self.header.algorithm {
            Algorithm::None => Cow::Borrowed(self.payload),
            // More content than stated is refused as soon as it shows, not when all of it is there.
            algorithm => match decompress(self.payload, Some(algorithm), &limits.max_output(stated)) {
                Err(CompressError::TooLarge { .. }) => {
                    return Err(EnvelopeError::Size { key: "original_size", stated, found: None });
                }
                decoded => Cow::Owned(decoded?),
            },
        };
        if content.len() as u64 != stated {
            return Err(EnvelopeError::Size { key: "original_size", stated, found: Some(content.len() as u64) });
        }
        Ok(content)
    }
}
