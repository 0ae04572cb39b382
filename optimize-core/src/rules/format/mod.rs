//! Formats of strings: `email`, `url`, `uuid`, `ip`. Each is read by a library of its own, behind a feature.

#[cfg(feature = "email")]
mod email;
mod ip;
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
    /// An IP address: of version 4 or 6, with 0 of either.
    #[must_use]
    pub const fn ip(self, version: u8) -> Self {
        self.with_format(Format::Ip(Family::of(version)))
    }
}

/// A format behind a feature: its setter where the feature is on, and a refusal that names it where not.
macro_rules! gated {
    ($feature:literal, $needs:ident, $about:literal, $name:ident($($argument:ident: $type:ty)?) => $format:expr) => {
        impl TextRules {
            #[doc = $about]
            #[cfg(feature = $feature)]
            #[must_use]
            pub const fn $name(self $(, $argument: $type)?) -> Self {
                self.with_format($format)
            }

            #[doc = $about]
            #[cfg(not(feature = $feature))]
            #[must_use]
            pub const fn $name(self $(, $argument: $type)?) -> Self
            where
                for<'x> &'x Self: $needs,
            {
                $(let _ = $argument;)?
                self
            }
        }

        /// What has no implementation: its error says which feature is off.
        #[cfg(not(feature = $feature))]
        #[diagnostic::on_unimplemented(
            message = concat!("`", stringify!($name), "` needs the feature `", $feature, "` of `optimize-core`"),
            label = "this feature is off",
            note = concat!("write `optimize-core = { version = \"…\", features = [\"", $feature, "\"] }` in Cargo.toml")
        )]
        pub trait $needs {}
    };
}

gated!("email", NeedsEmail, "An e-mail address.", email() => Format::Email);
gated!("url", NeedsUrl, "A URL with one of these schemes; with none, any.", url(schemes: &'static [&'static str]) => Format::Url(schemes));
gated!("uuid", NeedsUuid, "A UUID of this version; with 0, any.", uuid(version: u8) => Format::Uuid(version));
