//! Formats of strings: `email`, `url`, `uuid`, `ip`. Each is read by a library of its own, behind a feature.

#[cfg(feature = "email")]
mod email;
mod ip;
mod missing;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "uuid")]
mod uuid;

pub(crate) use ip::{Family, broken_ip};
#[cfg(feature = "url")]
pub(crate) use url::{parse_url, wrong_scheme};
#[cfg(feature = "uuid")]
pub(crate) use uuid::{check_version, parse_uuid};

use crate::error::ErrorKind;
use crate::rules::TextRules;

/// What a string must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(all(feature = "email", feature = "url", feature = "uuid")), allow(dead_code))]
pub(crate) enum Format {
    Email,
    /// With one of these schemes; none is any.
    Url(&'static [&'static str]),
    /// Of this version; 0 is any.
    Uuid(u8),
    Ip(Family),
}

impl Format {
    /// What is wrong with a text. A format whose feature is off can not be asked for.
    pub(crate) fn broken_by(self, text: &str) -> Option<ErrorKind> {
        match self {
            #[cfg(feature = "email")]
            Self::Email => email::broken_email(text),
            #[cfg(feature = "url")]
            Self::Url(schemes) => url::broken_url(text, schemes),
            #[cfg(feature = "uuid")]
            Self::Uuid(version) => parse_uuid(text, version).err(),
            Self::Ip(family) => broken_ip(text, family),
            #[cfg(not(all(feature = "email", feature = "url", feature = "uuid")))]
            _ => None,
        }
    }

    /// The `format` of the JSON Schema.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Url(_) => "uri",
            Self::Uuid(version) => uuid_name(version),
            Self::Ip(family) => family.format(),
        }
    }
}

/// Pydantic's name of a version's format.
pub(crate) fn uuid_name(version: u8) -> &'static str {
    const NAMES: [&str; 9] = ["uuid", "uuid1", "uuid2", "uuid3", "uuid4", "uuid5", "uuid6", "uuid7", "uuid8"];
    NAMES.get(usize::from(version)).copied().unwrap_or("uuid")
}

impl TextRules {
    /// An e-mail address.
    #[cfg(feature = "email")]
    #[must_use]
    pub const fn email(self) -> Self {
        self.with_format(Format::Email)
    }

    /// A URL with one of these schemes; with none, any.
    #[cfg(feature = "url")]
    #[must_use]
    pub const fn url(self, schemes: &'static [&'static str]) -> Self {
        self.with_format(Format::Url(schemes))
    }

    /// A UUID of this version; with 0, any.
    #[cfg(feature = "uuid")]
    #[must_use]
    pub const fn uuid(self, version: u8) -> Self {
        self.with_format(Format::Uuid(version))
    }

    /// An IP address: of version 4 or 6, with 0 of either.
    #[must_use]
    pub const fn ip(self, version: u8) -> Self {
        self.with_format(Format::Ip(Family::of(version)))
    }
}
