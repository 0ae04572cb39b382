//! URLs, read by the crate that pydantic reads them with.

use crate::error::{ErrorKind, repr_text};
use url::Url;

/// Reads a URL.
pub(crate) fn parse_url(text: &str) -> Result<Url, ErrorKind> {
    if text.is_empty() {
        return Err(ErrorKind::UrlParsing { error: "input is empty".to_owned() });
    }
    Url::parse(text).map_err(|error| ErrorKind::UrlParsing { error: error.to_string() })
}

/// What is wrong with a text that should be a URL.
pub(crate) fn broken_url(text: &str, schemes: &[&str]) -> Option<ErrorKind> {
    match parse_url(text) {
        Ok(url) => wrong_scheme(&url, schemes),
        Err(kind) => Some(kind),
    }
}

/// A scheme that is none of these, where there are some.
pub(crate) fn wrong_scheme(url: &Url, schemes: &[&str]) -> Option<ErrorKind> {
    if schemes.is_empty() || schemes.iter().any(|scheme| scheme.eq_ignore_ascii_case(url.scheme())) {
        return None;
    }
    let names = schemes.iter().map(|scheme| repr_text(scheme));
    Some(ErrorKind::UrlScheme { expected_schemes: crate::rules::either(&names.collect::<Vec<_>>()) })
}
