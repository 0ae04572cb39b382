//! [`Compression`]: a codec and its level, chosen in code or by name.

use super::CompressError;
use std::fmt;
use std::str::FromStr;

/// A codec, without its settings. All are named in every build, so that an input whose codec was
/// left out of the build can be refused by its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// The bytes as they are.
    #[default]
    None,
    /// gzip, RFC 1952.
    Gzip,
    /// The lz4 frame format.
    Lz4,
    /// Zstandard, RFC 8878.
    Zstd,
}

impl Algorithm {
    /// The name, as it stands in an envelope: `none`, `gzip`, `lz4` or `zstd`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Gzip => "gzip",
            Self::Lz4 => "lz4",
            Self::Zstd => "zstd",
        }
    }

    /// The codec whose magic number the data begins with. [`None`](Option::None) is no proof that
    /// the data is not compressed; no JSON text begins with any of these.
    #[must_use]
    pub fn detect(data: &[u8]) -> Option<Self> {
        match data {
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [0x04, 0x22, 0x4d, 0x18, ..] => Some(Self::Lz4),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    /// Whether this build has the codec.
    #[must_use]
    pub const fn is_available(self) -> bool {
        match self {
            Self::None => true,
            Self::Gzip => cfg!(feature = "gzip"),
            Self::Lz4 => cfg!(feature = "lz4"),
            Self::Zstd => cfg!(feature = "zstd"),
        }
    }

    /// # Errors
    /// When this build does not have the codec.
    pub(super) const fn available(self) -> Result<(), CompressError> {
        if self.is_available() { Ok(()) } else { Err(CompressError::FeatureOff { algorithm: self }) }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Algorithm {
    type Err = CompressError;

    fn from_str(name: &str) -> Result<Self, CompressError> {
        let algorithm = match name {
            "none" => Self::None,
            "gzip" => Self::Gzip,
            "lz4" => Self::Lz4,
            "zstd" => Self::Zstd,
            // An attacker may have written the name: only its beginning is kept.
            other => return Err(CompressError::UnknownName { name: other.chars().take(32).collect() }),
        };
        algorithm.available()?;
        Ok(algorithm)
    }
}

/// How data is compressed: a codec and its level.
///
/// ```
/// use optimize_core::compress::Compression;
///
/// let best: Compression = Compression::zstd().level(19)?;
/// assert_eq!(best.to_string(), "zstd");
/// assert!(Compression::from_name("rar").is_err());
/// # Ok::<(), optimize_core::compress::CompressError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Compression {
    algorithm: Algorithm,
    level: i32,
}

impl Compression {
    /// No compression.
    #[must_use]
    pub const fn none() -> Self {
        Self { algorithm: Algorithm::None, level: 0 }
    }

    /// gzip, level 6.
    #[cfg(feature = "gzip")]
    #[must_use]
    pub const fn gzip() -> Self {
        Self { algorithm: Algorithm::Gzip, level: 6 }
    }

    /// lz4 frames. There are no levels.
    #[cfg(feature = "lz4")]
    #[must_use]
    pub const fn lz4() -> Self {
        Self { algorithm: Algorithm::Lz4, level: 0 }
    }

    /// Zstandard, level 3.
    #[cfg(feature = "zstd")]
    #[must_use]
    pub const fn zstd() -> Self {
        Self { algorithm: Algorithm::Zstd, level: 3 }
    }

    /// The codec with another level: 0 to 9 for gzip, -7 to 22 for zstd.
    ///
    /// # Errors
    /// When the codec does not have that level.
    pub fn level(mut self, level: i32) -> Result<Self, CompressError> {
        let range = match self.algorithm {
            Algorithm::None | Algorithm::Lz4 => 0..=0,
            Algorithm::Gzip => 0..=9,
            Algorithm::Zstd => -7..=22,
        };
        if !range.contains(&level) {
            return Err(CompressError::Level {
                algorithm: self.algorithm,
                level,
                lowest: *range.start(),
                highest: *range.end(),
            });
        }
        self.level = level;
        Ok(self)
    }

    /// The codec of that name, with its default level.
    ///
    /// # Errors
    /// When no codec has the name, or its feature is off.
    pub fn from_name(name: &str) -> Result<Self, CompressError> {
        let algorithm: Algorithm = name.parse()?;
        let level = match algorithm {
            Algorithm::None | Algorithm::Lz4 => 0,
            Algorithm::Gzip => 6,
            Algorithm::Zstd => 3,
        };
        Ok(Self { algorithm, level })
    }

    /// The codec.
    #[must_use]
    pub const fn algorithm(self) -> Algorithm {
        self.algorithm
    }

    /// The level; 0 where there are none.
    #[must_use]
    pub const fn compression_level(self) -> i32 {
        self.level
    }

    /// The codec's format with the least work: what is compressed already is copied into its frames. lz4 passes over it
    /// by itself.
    pub(crate) const fn stored(self) -> Self {
        let level = match self.algorithm {
            Algorithm::Zstd => -7,
            Algorithm::None | Algorithm::Gzip | Algorithm::Lz4 => 0,
        };
        Self { algorithm: self.algorithm, level }
    }

    /// Whether the bytes stay as they are.
    #[must_use]
    pub const fn is_none(self) -> bool {
        matches!(self.algorithm, Algorithm::None)
    }
}

impl fmt::Display for Compression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.algorithm.fmt(f)
    }
}

impl FromStr for Compression {
    type Err = CompressError;

    fn from_str(name: &str) -> Result<Self, CompressError> {
        Self::from_name(name)
    }
}
