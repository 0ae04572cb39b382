//! [`BinaryFormat`].

use super::BinaryError;
use crate::model::{Optimized, OptimizedOwned};
use crate::options::{DumpOptions, ParseOptions};
use std::fmt;

/// A binary format. All are named in every build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryFormat {
    /// MessagePack, with names: what the model's JSON is, in bytes.
    MessagePack,
    /// postcard, without names.
    Postcard,
}

impl BinaryFormat {
    /// Whether this build has the format.
    #[must_use]
    pub const fn is_available(self) -> bool {
        match self {
            Self::MessagePack => cfg!(feature = "msgpack"),
            Self::Postcard => cfg!(feature = "postcard"),
        }
    }

    pub(super) const fn feature(self) -> &'static str {
        match self {
            Self::MessagePack => "msgpack",
            Self::Postcard => "postcard",
        }
    }

    /// The model in this format. Options on the look of JSON text have no effect; floats that JSON does
    /// not have stay what they are, unless options are set that MessagePack takes the way over JSON for.
    ///
    /// # Errors
    /// When an adapter refuses the value, the format can't do what the options ask, or its feature is
    /// off.
    pub fn encode<T: Optimized>(self, value: &T, options: &DumpOptions) -> Result<Vec<u8>, BinaryError> {
        let mut out = Vec::new();
        self.encode_into(value, options, &mut out)?;
        Ok(out)
    }

    /// As [`encode`](Self::encode), appending to a buffer that can be used again. After an error the
    /// buffer is as it was.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    pub fn encode_into<T: Optimized>(
        self,
        value: &T,
        options: &DumpOptions,
        out: &mut Vec<u8>,
    ) -> Result<(), BinaryError> {
        let start = out.len();
        let result = match self {
            #[cfg(feature = "msgpack")]
            Self::MessagePack => super::msgpack::encode(value, options, out),
            #[cfg(feature = "postcard")]
            Self::Postcard => super::postcard::encode(value, options, out),
            #[cfg(not(all(feature = "msgpack", feature = "postcard")))]
            format => {
                let _ = (value, options);
                Err(BinaryError::FeatureOff { format })
            }
        };
        if result.is_err() {
            out.truncate(start);
        }
        result
    }

    /// Reads and validates a model.
    ///
    /// # Errors
    /// Every problem of the input at once; when the input is no whole value of the format, or the
    /// format's feature is off.
    pub fn decode<T: OptimizedOwned>(self, input: &[u8], options: &ParseOptions) -> Result<T, BinaryError> {
        if input.len() > options.bytes() {
            let reason = format!("it has {} bytes, the limit is {}", input.len(), options.bytes());
            return Err(BinaryError::Malformed { format: self, reason });
        }
        match self {
            #[cfg(feature = "msgpack")]
            Self::MessagePack => super::msgpack::decode(input, options),
            #[cfg(feature = "postcard")]
            Self::Postcard => super::postcard::decode(input, options),
            #[cfg(not(all(feature = "msgpack", feature = "postcard")))]
            format => Err(BinaryError::FeatureOff { format }),
        }
    }
}

impl fmt::Display for BinaryFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MessagePack => "MessagePack",
            Self::Postcard => "postcard",
        })
    }
}
