//! The envelope's header: one line of JSON.

use super::{Algorithm, EnvelopeError};
use serde_core::de::{Error as _, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::io::Write;

/// The longest header line, in bytes, its newline included.
pub const MAX_HEADER: usize = 4096;

/// What the header line states. All of it is a claim until the envelope has been opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnvelopeHeader {
    pub(super) algorithm: Algorithm,
    pub(super) original_size: u64,
    pub(super) compressed_size: u64,
    pub(super) checksum: Option<u64>,
    pub(super) dictionary: Option<u64>,
}

impl EnvelopeHeader {
    /// The payload's codec; [`Algorithm::None`] if it is not compressed.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The content's size in bytes.
    #[must_use]
    pub const fn original_size(&self) -> u64 {
        self.original_size
    }

    /// The payload's size in bytes.
    #[must_use]
    pub const fn compressed_size(&self) -> u64 {
        self.compressed_size
    }

    /// The xxh3-64 checksum of the payload, if there is one.
    #[must_use]
    pub const fn checksum(&self) -> Option<u64> {
        self.checksum
    }

    /// The checksum of the dictionary that the payload was compressed with, if it was with one.
    #[must_use]
    pub const fn dictionary(&self) -> Option<u64> {
        self.dictionary
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        // Writing to a vector can't fail.
        let _ = write!(
            out,
            r#"{{"compressed": {}, "compression_type": "{}", "original_size": {}, "compressed_size": {}"#,
            self.algorithm != Algorithm::None,
            self.algorithm,
            self.original_size,
            self.compressed_size
        );
        if let Some(key) = self.dictionary {
            let _ = write!(out, r#", "dictionary": "xxh3:{key:016x}""#);
        }
        if let Some(checksum) = self.checksum {
            let _ = write!(out, r#", "checksum": "xxh3:{checksum:016x}""#);
        }
        out.extend_from_slice(b"}\n");
    }

    /// The header and the number of bytes of its line.
    pub(super) fn parse(input: &[u8]) -> Result<(Self, usize), EnvelopeError> {
        if input.first() != Some(&b'{') {
            return Err(EnvelopeError::NoHeader);
        }
        let head = &input[..input.len().min(MAX_HEADER)];
        let Some(end) = memchr::memchr(b'\n', head) else {
            return Err(match looks_like_header(head) {
                false => EnvelopeError::NoHeader,
                true if head.len() < MAX_HEADER => EnvelopeError::HeaderCut,
                true => EnvelopeError::HeaderTooLong,
            });
        };
        let mut deserializer = serde_json::Deserializer::from_slice(&head[..end]);
        let parsed = serde_core::Deserializer::deserialize_map(&mut deserializer, HeaderVisitor)
            .and_then(|header| deserializer.end().map(|()| header));
        match parsed {
            Ok(header) => Ok((header, end + 1)),
            Err(_) if !looks_like_header(head) => Err(EnvelopeError::NoHeader),
            Err(error) => Err(EnvelopeError::Header { reason: error.to_string() }),
        }
    }
}

/// Whether the input is an object whose first key is `compressed`: what every writer of envelopes
/// begins with.
pub(super) fn looks_like_header(input: &[u8]) -> bool {
    let rest = input.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    let rest = rest.and_then(|rest| rest.strip_prefix(br#""compressed""#)).map(<[u8]>::trim_ascii_start);
    rest.is_some_and(|rest| rest.first() == Some(&b':'))
}

struct HeaderVisitor;

impl<'de> Visitor<'de> for HeaderVisitor {
    type Value = EnvelopeHeader;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope's header")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<EnvelopeHeader, A::Error> {
        let mut compressed = None;
        let mut algorithm = None;
        let mut original_size = None;
        let mut compressed_size = None;
        let mut checksum = None;
        let mut dictionary = None;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match &*key {
                "compressed" => set(&mut compressed, "compressed", map.next_value::<bool>()?)?,
                "compression_type" => {
                    let name = map.next_value::<Cow<'de, str>>()?;
                    set(&mut algorithm, "compression_type", name.parse::<Algorithm>().map_err(A::Error::custom)?)?;
                }
                "original_size" => set(&mut original_size, "original_size", map.next_value::<u64>()?)?,
                "compressed_size" => set(&mut compressed_size, "compressed_size", map.next_value::<u64>()?)?,
                "checksum" => {
                    let text = map.next_value::<Cow<'de, str>>()?;
                    set(&mut checksum, "checksum", parse_checksum(&text).map_err(A::Error::custom)?)?;
                }
                "dictionary" => {
                    let text = map.next_value::<Cow<'de, str>>()?;
                    set(&mut dictionary, "dictionary", parse_checksum(&text).map_err(A::Error::custom)?)?;
                }
                // A damaged key must not pass for one that is merely unknown.
                _ => return Err(A::Error::custom("unknown key")),
            }
        }
        let algorithm = algorithm.ok_or_else(|| A::Error::missing_field("compression_type"))?;
        if compressed.ok_or_else(|| A::Error::missing_field("compressed"))? == (algorithm == Algorithm::None) {
            return Err(A::Error::custom("`compressed` and `compression_type` contradict each other"));
        }
        if dictionary.is_some() && algorithm != Algorithm::Zstd {
            return Err(A::Error::custom("only zstd has dictionaries"));
        }
        Ok(EnvelopeHeader {
            algorithm,
            dictionary,
            original_size: original_size.ok_or_else(|| A::Error::missing_field("original_size"))?,
            compressed_size: compressed_size.ok_or_else(|| A::Error::missing_field("compressed_size"))?,
            checksum,
        })
    }
}

fn set<T, E: serde_core::de::Error>(slot: &mut Option<T>, key: &'static str, value: T) -> Result<(), E> {
    if slot.replace(value).is_some() { Err(E::duplicate_field(key)) } else { Ok(()) }
}

fn parse_checksum(text: &str) -> Result<u64, &'static str> {
    let digits = text.strip_prefix("xxh3:").ok_or("a checksum is no `xxh3:` checksum")?;
    let valid = digits.len() == 16 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if !valid {
        return Err("a checksum is not 16 lower-case hexadecimal digits");
    }
    u64::from_str_radix(digits, 16).map_err(|_| "a checksum is no number")
}
