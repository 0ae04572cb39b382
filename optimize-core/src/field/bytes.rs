//! Bytes that stand in JSON as a string: as their text, or encoded.
//!
//! A `Vec<u8>` is a list of numbers, as in serde. Where JSON has a string in its place, as pydantic's `bytes` do, the type of the
//! field says how that is to be read: [`TextBytes`] are the string's own bytes, `Base64Bytes` (feature `base64`) and
//! `HexBytes` (feature `hex`) are what it encodes. `min_length` and `max_length` count the bytes.
//!
//! ```
//! use optimize_core::Optimized;
//! use optimize_core::bytes::TextBytes;
//!
//! #[derive(Optimized, Debug)]
//! struct Chunk {
//!     #[opt(max_length = 4)]
//!     data: TextBytes,
//! }
//!
//! let chunk = Chunk::from_json(r#"{"data": "é!"}"#)?;
//! assert_eq!(*chunk.data, [0xC3, 0xA9, b'!']);
//! let error = Chunk::from_json(r#"{"data": "ééé"}"#).unwrap_err();
//! assert_eq!(error.errors()[0].message(), "Data should have at most 4 bytes");
//! # Ok::<(), optimize_core::ValidationError>(())
//! ```

use crate::adapter::BytesVisitor;
use crate::error::{ErrorKind, Report};
use crate::field::{Field, MapKey, ParseField, ParseKey};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::BytesRules;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::Error as _;
use serde_core::ser::Error as _;
use serde_core::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

/// How bytes stand in a string.
pub trait Encoding: 'static {
    /// The `format` of the JSON Schema.
    const FORMAT: &'static str;

    /// The string for the bytes.
    ///
    /// # Errors
    /// Why there is none.
    fn encode(bytes: &[u8]) -> Result<Cow<'_, str>, &'static str>;

    /// The bytes of a string.
    ///
    /// # Errors
    /// Why it has none.
    fn decode(text: &str) -> Result<Vec<u8>, ErrorKind>;

    /// The fewest and the most characters that so many bytes take.
    fn characters(bytes: usize) -> (usize, usize);
}

/// The string's own bytes.
#[derive(Clone, Copy, Debug)]
pub enum Utf8 {}

/// Base64 of either alphabet, its padding optional; written in the alphabet for URLs, padded.
#[cfg(feature = "base64")]
#[derive(Clone, Copy, Debug)]
pub enum Base64 {}

/// Two hex digits for each byte, of either case; written in lower case.
#[cfg(feature = "hex")]
#[derive(Clone, Copy, Debug)]
pub enum Hex {}

/// The bytes of a string's text: pydantic's `bytes`. Bytes that are no UTF-8 can not be written.
pub type TextBytes = EncodedBytes<Utf8>;
/// Bytes in base64: pydantic's `bytes` under `val_json_bytes="base64"`.
#[cfg(feature = "base64")]
pub type Base64Bytes = EncodedBytes<Base64>;
/// Bytes in hex: pydantic's `bytes` under `val_json_bytes="hex"`.
#[cfg(feature = "hex")]
pub type HexBytes = EncodedBytes<Hex>;

impl Encoding for Utf8 {
    const FORMAT: &'static str = "binary";

    fn encode(bytes: &[u8]) -> Result<Cow<'_, str>, &'static str> {
        std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| "the bytes are no UTF-8")
    }

    fn decode(text: &str) -> Result<Vec<u8>, ErrorKind> {
        Ok(text.as_bytes().to_vec())
    }

    fn characters(bytes: usize) -> (usize, usize) {
        (bytes.div_ceil(4), bytes)
    }
}

#[cfg(feature = "base64")]
impl Encoding for Base64 {
    const FORMAT: &'static str = "base64url";

    fn encode(bytes: &[u8]) -> Result<Cow<'_, str>, &'static str> {
        use base64::Engine as _;
        Ok(Cow::Owned(base64::engine::general_purpose::URL_SAFE.encode(bytes)))
    }

    fn decode(text: &str) -> Result<Vec<u8>, ErrorKind> {
        use base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
        use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
        use base64::{DecodeError, Engine as _};
        let decode = |alphabet: &Alphabet| {
            let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
            GeneralPurpose::new(alphabet, config).decode(text)
        };
        let bytes = decode(&URL_SAFE).or_else(|error| match error {
            DecodeError::InvalidByte(_, b'/' | b'+') => decode(&STANDARD),
            error => Err(error),
        });
        bytes.map_err(|error| ErrorKind::BytesInvalidEncoding { encoding: "base64", encoding_error: error.to_string() })
    }

    fn characters(bytes: usize) -> (usize, usize) {
        (bytes.saturating_mul(4).div_ceil(3), bytes.div_ceil(3).saturating_mul(4))
    }
}

#[cfg(feature = "hex")]
impl Encoding for Hex {
    const FORMAT: &'static str = "binary";

    fn encode(bytes: &[u8]) -> Result<Cow<'_, str>, &'static str> {
        Ok(Cow::Owned(hex::encode(bytes)))
    }

    fn decode(text: &str) -> Result<Vec<u8>, ErrorKind> {
        hex::decode(text)
            .map_err(|error| ErrorKind::BytesInvalidEncoding { encoding: "hex", encoding_error: error.to_string() })
    }

    fn characters(bytes: usize) -> (usize, usize) {
        (bytes.saturating_mul(2), bytes.saturating_mul(2))
    }
}

/// Bytes with the way in which they stand in a string.
pub struct EncodedBytes<E> {
    bytes: Vec<u8>,
    encoding: PhantomData<fn() -> E>,
}

impl<E> EncodedBytes<E> {
    /// These bytes.
    #[must_use]
    pub const fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, encoding: PhantomData }
    }

    /// The bytes.
    #[must_use]
    pub fn into_inner(self) -> Vec<u8> {
        self.bytes
    }
}

impl<E> From<Vec<u8>> for EncodedBytes<E> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl<E> From<EncodedBytes<E>> for Vec<u8> {
    fn from(encoded: EncodedBytes<E>) -> Self {
        encoded.bytes
    }
}

impl<E> Deref for EncodedBytes<E> {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.bytes
    }
}

impl<E> DerefMut for EncodedBytes<E> {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }
}

impl<E> AsRef<[u8]> for EncodedBytes<E> {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

// Derived ones would ask the same of the encoding.
impl<E> Clone for EncodedBytes<E> {
    fn clone(&self) -> Self {
        Self::new(self.bytes.clone())
    }
}

impl<E> Default for EncodedBytes<E> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<E> fmt::Debug for EncodedBytes<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes.fmt(formatter)
    }
}

impl<E> PartialEq for EncodedBytes<E> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<E> Eq for EncodedBytes<E> {}

impl<E> PartialOrd for EncodedBytes<E> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Ord for EncodedBytes<E> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bytes.cmp(&other.bytes)
    }
}

impl<E> std::hash::Hash for EncodedBytes<E> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl<E: Encoding> Field for EncodedBytes<E> {
    type Rules = BytesRules;

    fn write<S: Style>(&self, _: &BytesRules, writer: &mut Writer<'_, S>) {
        match E::encode(&self.bytes) {
            Ok(text) => writer.string(&text),
            Err(reason) => writer.fail(reason),
        }
    }

    fn check(&self, rules: &BytesRules, report: &mut Report) {
        if let Some(kind) = rules.broken_by(self.bytes.len()) {
            report.refuse(self, rules, kind);
        }
    }

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_bytes(&self.bytes);
    }

    /// Its lengths are those of the string.
    fn schema(rules: &BytesRules, _: &mut SchemaGenerator) -> Schema {
        Schema::of_bytes(E::FORMAT, *rules, E::characters)
    }

    fn serialize_with<Z: Serializer>(&self, _: &BytesRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&E::encode(&self.bytes).map_err(Z::Error::custom)?)
        } else {
            serializer.serialize_bytes(&self.bytes)
        }
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<'de, E: Encoding> ParseField<'de> for EncodedBytes<E> {
    fn parse(parser: &mut Parser<'de>, rules: &BytesRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        if !parser.begins(b'"')? {
            return Err(parser.mismatch(start, ErrorKind::BytesType));
        }
        let text = parser.string()?;
        let bytes = E::decode(&text).and_then(|bytes| rules.broken_by(bytes.len()).map_or(Ok(bytes), Err));
        bytes.map(Self::new).map_err(|kind| parser.reject(start, kind))
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &BytesRules,
        _: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        let bytes = if deserializer.is_human_readable() {
            let text = <Cow<'de, str> as Deserialize>::deserialize(deserializer)?;
            E::decode(&text).map_err(|kind| D::Error::custom(kind.message()))?
        } else {
            deserializer.deserialize_byte_buf(BytesVisitor)?
        };
        let value = Self::new(bytes);
        value.check(rules, report);
        Ok(value)
    }
}

impl<E: Encoding> MapKey for EncodedBytes<E> {
    /// Bytes that have no text are shown as far as they have one.
    fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
        write(&E::encode(&self.bytes).unwrap_or_else(|_| String::from_utf8_lossy(&self.bytes)))
    }
}

impl<E: Encoding> ParseKey<'_> for EncodedBytes<E> {
    fn from_key(key: Cow<'_, str>, _: Mode) -> Result<Self, ErrorKind> {
        E::decode(&key).map(Self::new)
    }
}
