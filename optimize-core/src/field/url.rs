//! `url::Url`.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::{Rules, parse_url, wrong_scheme};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::Error as _;
use serde_core::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use url::Url;

/// What is demanded of a URL.
#[derive(Clone, Copy, Debug)]
pub struct UrlRules {
    /// None is any.
    schemes: &'static [&'static str],
    max_length: usize,
}

impl Rules for UrlRules {
    const DEFAULT: Self = Self { schemes: &[], max_length: usize::MAX };
}

impl UrlRules {
    /// One of these schemes; with none, any.
    #[must_use]
    pub const fn url(mut self, schemes: &'static [&'static str]) -> Self {
        self.schemes = schemes;
        self
    }

    /// The greatest length of the text, in bytes of UTF-8.
    #[must_use]
    pub const fn max_length(mut self, length: usize) -> Self {
        self.max_length = length;
        self
    }

    /// In pydantic's order: the length of the text as it came, in bytes, and when it was read the scheme.
    fn broken_by(&self, url: &Url, text: &str) -> Option<ErrorKind> {
        self.too_long(text).or_else(|| wrong_scheme(url, self.schemes))
    }

    fn too_long(&self, text: &str) -> Option<ErrorKind> {
        (text.len() > self.max_length).then_some(ErrorKind::UrlTooLong { max_length: self.max_length })
    }

    fn read(&self, text: &str) -> Result<Url, ErrorKind> {
        if let Some(kind) = self.too_long(text) {
            return Err(kind);
        }
        let url = parse_url(text)?;
        wrong_scheme(&url, self.schemes).map_or(Ok(url), Err)
    }
}

impl Field for Url {
    type Rules = UrlRules;

    fn write<S: Style>(&self, _: &UrlRules, writer: &mut Writer<'_, S>) {
        writer.string(self.as_str());
    }

    fn check(&self, rules: &UrlRules, report: &mut Report) {
        if let Some(kind) = rules.broken_by(self, self.as_str()) {
            report.refuse(self, rules, kind);
        }
    }

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_bytes(self.as_str().as_bytes());
    }

    fn schema(rules: &UrlRules, _: &mut SchemaGenerator) -> Schema {
        let schema = Schema::of_type("string").with("format", "uri".into()).with("minLength", 1.into());
        if rules.max_length == usize::MAX { schema } else { schema.with("maxLength", rules.max_length.into()) }
    }

    fn serialize_with<Z: Serializer>(&self, _: &UrlRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.serialize_str(self.as_str())
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<'de> ParseField<'de> for Url {
    fn parse(parser: &mut Parser<'de>, rules: &UrlRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        if !parser.begins(b'"')? {
            return Err(parser.mismatch(start, ErrorKind::UrlType));
        }
        rules.read(&parser.text()?).map_err(|kind| parser.reject(start, kind))
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &UrlRules,
        _: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        let text = <Cow<'de, str> as Deserialize>::deserialize(deserializer)?;
        let url = parse_url(&text).map_err(|kind| D::Error::custom(kind.message()))?;
        url.check(rules, report);
        Ok(url)
    }
}
