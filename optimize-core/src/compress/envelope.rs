//! [`Envelope`]: a payload with a line that says how to read it.

use super::header::looks_like_header;
use super::{
    Algorithm, CompressError, CompressionPolicy, DecompressLimits, EnvelopeError, EnvelopeHeader, compress_into,
    decompress,
};
use std::borrow::Cow;
use twox_hash::XxHash3_64;

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
        let start = out.len();
        // A codec that can't get memory for its state is no reason to lose the data.
        let shrunk = policy.compresses(data.len())
            && compress_payload(data, policy, out).is_ok()
            && out.len() - start < data.len();
        if !shrunk {
            out.truncate(start);
            out.reserve(160 + data.len());
            out.extend_from_slice(data);
        }
        let payload = &out[start..];
        let header = EnvelopeHeader {
            algorithm: if shrunk { policy.compression().algorithm() } else { Algorithm::None },
            original_size: data.len() as u64,
            compressed_size: payload.len() as u64,
            checksum: policy.has_checksum().then(|| XxHash3_64::oneshot(payload)),
            dictionary: if shrunk { dictionary_key(policy) } else { None },
        };
        // The line states the payload's size, so it is written last and moved to the front.
        let end = out.len();
        header.write(out);
        let line = out.len() - end;
        out[start..].rotate_right(line);
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
        if header.checksum.is_some_and(|stated| stated != XxHash3_64::oneshot(payload)) {
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
        open_layers(input, limits, &|envelope, limits| envelope.content(limits))
    }

    /// As [`open`](Self::open), for envelopes that may need a dictionary.
    ///
    /// # Errors
    /// As [`open`](Self::open); when the dictionary is none of these.
    #[cfg(feature = "zstd")]
    pub fn open_with(
        input: &'a [u8],
        limits: &DecompressLimits,
        dictionaries: &super::Dictionaries,
    ) -> Result<Cow<'a, [u8]>, EnvelopeError> {
        open_layers(input, limits, &|envelope, limits| envelope.content_with(limits, dictionaries))
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
    /// When the payload is damaged, is above the limits, does not have the stated size, or needs a
    /// dictionary.
    pub fn content(&self, limits: &DecompressLimits) -> Result<Cow<'a, [u8]>, EnvelopeError> {
        self.unpack(limits, |payload, limits| match self.header.dictionary {
            Some(key) => Err(CompressError::Dictionary { id: 0, key: Some(key) }),
            None => decompress(payload, Some(self.header.algorithm), limits),
        })
    }

    /// As [`content`](Self::content), with the dictionaries that the payload may need.
    ///
    /// # Errors
    /// As [`content`](Self::content); when the dictionary is none of these.
    #[cfg(feature = "zstd")]
    pub fn content_with(
        &self,
        limits: &DecompressLimits,
        dictionaries: &super::Dictionaries,
    ) -> Result<Cow<'a, [u8]>, EnvelopeError> {
        self.unpack(limits, |payload, limits| match self.header.dictionary {
            Some(key) => dictionaries.decompress_keyed(payload, key, limits),
            None => decompress(payload, Some(self.header.algorithm), limits),
        })
    }

    fn unpack(
        &self,
        limits: &DecompressLimits,
        decompress: impl FnOnce(&[u8], &DecompressLimits) -> Result<Vec<u8>, CompressError>,
    ) -> Result<Cow<'a, [u8]>, EnvelopeError> {
        let stated = self.header.original_size;
        if stated > limits.output_limit() {
            return Err(CompressError::TooLarge { limit: limits.output_limit() }.into());
        }
        let content = match self.header.algorithm {
            Algorithm::None => Cow::Borrowed(self.payload),
            // More content than stated is refused as soon as it shows, not when all of it is there.
            _ => match decompress(self.payload, &limits.max_output(stated)) {
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

#[cfg(feature = "zstd")]
fn compress_payload(data: &[u8], policy: &CompressionPolicy, out: &mut Vec<u8>) -> Result<(), CompressError> {
    match policy.dictionary() {
        Some(dictionary) => dictionary.compress_into(data, policy.compression().compression_level(), out),
        None => compress_into(data, policy.compression(), out),
    }
}

#[cfg(not(feature = "zstd"))]
fn compress_payload(data: &[u8], policy: &CompressionPolicy, out: &mut Vec<u8>) -> Result<(), CompressError> {
    compress_into(data, policy.compression(), out)
}

#[cfg(feature = "zstd")]
fn dictionary_key(policy: &CompressionPolicy) -> Option<u64> {
    policy.dictionary().map(super::Dictionary::key)
}

#[cfg(not(feature = "zstd"))]
fn dictionary_key(_: &CompressionPolicy) -> Option<u64> {
    None
}

type Content<'u> = &'u dyn for<'e> Fn(Envelope<'e>, &DecompressLimits) -> Result<Cow<'e, [u8]>, EnvelopeError>;

/// Opens an envelope, and those in it as far as the limits say.
fn open_layers<'a>(
    input: &'a [u8],
    limits: &DecompressLimits,
    unpack: Content<'_>,
) -> Result<Cow<'a, [u8]>, EnvelopeError> {
    let mut content = match Envelope::parse(input) {
        Ok(envelope) => unpack(envelope, limits)?,
        Err(EnvelopeError::NoHeader) if limits.accepts_raw() && !looks_like_header(input) => {
            if input.len() as u64 > limits.output_limit() {
                return Err(CompressError::TooLarge { limit: limits.output_limit() }.into());
            }
            return Ok(Cow::Borrowed(input));
        }
        Err(error) => return Err(error),
    };
    if limits.nesting() == 1 {
        return Ok(content);
    }
    let mut left = limits.output_limit().saturating_sub(content.len() as u64);
    for _ in 1..limits.nesting() {
        if !looks_like_header(&content) {
            return Ok(content);
        }
        let inner = unpack(Envelope::parse(&content)?, &limits.max_output(left))?.into_owned();
        left = left.saturating_sub(inner.len() as u64);
        content = Cow::Owned(inner);
    }
    if looks_like_header(&content) { Err(EnvelopeError::Nested { limit: limits.nesting() }) } else { Ok(content) }
}
