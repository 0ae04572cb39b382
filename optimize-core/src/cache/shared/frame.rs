//! What stands on a server: the form's version, a checksum, the value.

use crate::cache::CacheKey;
use twox_hash::XxHash3_128;

/// Raised when the form changes. It is a part of the keys too: versions that differ share nothing.
pub(super) const VERSION: u8 = 1;

const MAGIC: [u8; 4] = *b"opt\0";

/// Bytes before the value: the magic, the version, the checksum.
pub(super) const HEAD: usize = 4 + 1 + 16;

pub(super) fn seal(key: CacheKey, value: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEAD + value.len());
    bytes.extend_from_slice(&MAGIC);
    bytes.push(VERSION);
    bytes.extend_from_slice(&checksum(key, value));
    bytes.extend_from_slice(value);
    bytes
}

/// The value, if it is whole, of this version, and of this key.
pub(super) fn open(key: CacheKey, bytes: &[u8]) -> Option<&[u8]> {
    let (head, value) = bytes.split_at_checked(HEAD)?;
    let (magic, sum) = head.split_at(MAGIC.len() + 1);
    let known = magic[..MAGIC.len()] == MAGIC && magic[MAGIC.len()] == VERSION;
    (known && sum == checksum(key, value)).then_some(value)
}

/// Over the key too: a value under another key is another's.
fn checksum(key: CacheKey, value: &[u8]) -> [u8; 16] {
    let mut hasher = XxHash3_128::with_seed(VERSION.into());
    hasher.write(&key.get().to_le_bytes());
    hasher.write(value);
    hasher.finish_128().to_le_bytes()
}
