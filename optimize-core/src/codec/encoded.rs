//! [`Encoded`]: bytes that a cache may share.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// An encoded value: its own bytes, or bytes shared with a cache, which are not copied.
#[derive(Clone)]
pub struct Encoded(Bytes);

#[derive(Clone)]
enum Bytes {
    Owned(Vec<u8>),
    Shared(Arc<[u8]>),
}

impl Encoded {
    pub(super) const fn owned(bytes: Vec<u8>) -> Self {
        Self(Bytes::Owned(bytes))
    }

    pub(super) const fn shared(bytes: Arc<[u8]>) -> Self {
        Self(Bytes::Shared(bytes))
    }

    /// The bytes as a vector: copied if a cache shares them.
    #[must_use]
    pub fn into_vec(self) -> Vec<u8> {
        match self.0 {
            Bytes::Owned(bytes) => bytes,
            Bytes::Shared(bytes) => bytes.to_vec(),
        }
    }

    /// The bytes to share: copied unless a cache shares them already.
    #[must_use]
    pub fn into_arc(self) -> Arc<[u8]> {
        match self.0 {
            Bytes::Owned(bytes) => bytes.into(),
            Bytes::Shared(bytes) => bytes,
        }
    }
}

impl Deref for Encoded {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Bytes::Owned(bytes) => bytes,
            Bytes::Shared(bytes) => bytes,
        }
    }
}

impl AsRef<[u8]> for Encoded {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl PartialEq for Encoded {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Encoded {}

impl From<Encoded> for Vec<u8> {
    fn from(encoded: Encoded) -> Self {
        encoded.into_vec()
    }
}

impl fmt::Debug for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.escape_ascii())
    }
}
