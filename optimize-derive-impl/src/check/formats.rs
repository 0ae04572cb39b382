//! Strings that are written out against `email`, `url`, `uuid` and `ip`. Addresses and UUIDs are decided; of URLs
//! and e-mail addresses what surely is none is refused, and the rest is left to the run time, whose libraries would
//! make every build of the macro longer.

use crate::attr::{Keyed, RuleAttrs};
use proc_macro2::Ident;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The formats that the text has not, and why.
pub(super) fn broken_by<'a>(text: &str, attrs: &'a RuleAttrs) -> Vec<(&'a Ident, String)> {
    let RuleAttrs { email, url, uuid, ip, .. } = attrs;
    let mut broken = Vec::new();
    if let Some(Keyed { key, value: version }) = ip {
        let (fits, name) = match version {
            4 => (text.parse::<Ipv4Addr>().is_ok(), "IPv4 address"),
            6 => (text.parse::<Ipv6Addr>().is_ok(), "IPv6 address"),
            _ => (text.parse::<IpAddr>().is_ok(), "IP address"),
        };
        broken.extend((!fits).then(|| (key, format!("it is no {name}"))));
    }
    if let Some(Keyed { key, value: version }) = uuid {
        let problem = match uuid_version(text) {
            None => Some("it is no UUID".to_owned()),
            Some(found) if *version != 0 && found != *version => Some(format!("its version is {found}")),
            Some(_) => None,
        };
        broken.extend(problem.map(|problem| (key, problem)));
    }
    if let Some(Keyed { key, value: schemes }) = url {
        let scheme = scheme_of(text);
        let problem = match &scheme {
            None => Some("it has no scheme, like `https://`".to_owned()),
            Some(scheme) if !schemes.is_empty() && !schemes.iter().any(|known| known.value() == *scheme) => {
                Some(format!("its scheme is `{scheme}`"))
            }
            Some(_) => None,
        };
        broken.extend(problem.map(|problem| (key, problem)));
    }
    if let Some(Keyed { key, .. }) = email
        && !may_be_email(text)
    {
        broken.push((key, "it is no e-mail address".to_owned()));
    }
    broken
}

/// The lengths that a format has, which are bytes and characters alike: its key, the least and the greatest.
pub(super) fn extent(attrs: &RuleAttrs) -> Option<(&Ident, usize, Option<usize>)> {
    let RuleAttrs { email, url, uuid, ip, .. } = attrs;
    if let Some(Keyed { key, value: version }) = ip {
        return Some(match version {
            4 => (key, "0.0.0.0".len(), Some("255.255.255.255".len())),
            _ => (key, "::".len(), Some(LONGEST_IP.len())),
        });
    }
    if let Some(Keyed { key, .. }) = uuid {
        // Without hyphens, and behind `urn:uuid:`.
        return Some((key, 32, Some(45)));
    }
    if let Some(Keyed { key, value: schemes }) = url {
        let least = schemes.iter().map(|scheme| scheme.value().len()).min().unwrap_or(1);
        return Some((key, least + ":".len(), None));
    }
    email.as_ref().map(|email| (&email.key, "a@b".len(), None))
}

const LONGEST_IP: &str = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255";

/// The version of a UUID: with hyphens or without, in braces, or behind `urn:uuid:`.
fn uuid_version(text: &str) -> Option<u8> {
    let inside = text
        .strip_prefix("urn:uuid:")
        .or_else(|| text.strip_prefix('{').and_then(|text| text.strip_suffix('}')))
        .unwrap_or(text);
    let is_hyphen = |position: usize| matches!(position, 8 | 13 | 18 | 23);
    let hyphenated = inside.len() == 36 && inside.char_indices().all(|(at, letter)| (letter == '-') == is_hyphen(at));
    let digits: String = inside.chars().filter(|letter| !hyphenated || *letter != '-').collect();
    if digits.len() != 32 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u8::from_str_radix(digits.get(12..13)?, 16).ok()
}

/// What stands before the colon, as small letters.
fn scheme_of(text: &str) -> Option<String> {
    // White space and control characters around a URL are cut off.
    let text = text.trim_matches(|letter: char| letter <= ' ');
    let (scheme, _) = text.split_once(':')?;
    let letters = |letter: char| letter.is_ascii_alphanumeric() || "+-.\t\n\r".contains(letter);
    let fits = scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.chars().all(letters);
    fits.then(|| scheme.chars().filter(|letter| !letter.is_ascii_whitespace()).collect::<String>().to_lowercase())
}

/// Whether nothing speaks against it: something on both sides of an `@`, and a domain without white space.
fn may_be_email(text: &str) -> bool {
    let inside = text.trim();
    // `Ann <ann@example.com>` is left to the run time.
    let address = if inside.ends_with('>') { return inside.contains('@') } else { inside };
    address.rsplit_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && !domain.chars().any(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::{may_be_email, scheme_of, uuid_version};

    #[test]
    fn uuids_are_decided() {
        for (text, version) in [
            ("67e55044-10b1-426f-9247-bb680e5fe0c8", Some(4)),
            ("67e5504410b1426f9247bb680e5fe0c8", Some(4)),
            ("{67e55044-10b1-126f-9247-bb680e5fe0c8}", Some(1)),
            ("urn:uuid:67e55044-10b1-726f-9247-bb680e5fe0c8", Some(7)),
            ("67e55044-10b1-426f-9247-bb680e5fe0c", None),
            ("67e55044-10b1-426f-9247-bb680e5fe0cg", None),
            ("67e5504-410b1-426f-9247-bb680e5fe0c8", None),
            ("", None),
            ("ééééééééééééééééé", None),
        ] {
            assert_eq!(uuid_version(text), version, "{text}");
        }
    }

    #[test]
    fn what_is_no_url_and_no_email() {
        for (text, scheme) in [
            ("https://a.b", Some("https")),
            (" HTTP:x", Some("http")),
            ("a.b/c", None),
            ("//a:1", None),
            ("1a:b", None),
        ] {
            assert_eq!(scheme_of(text).as_deref(), scheme, "{text}");
        }
        for (text, may_be) in [("a@b.c", true), ("Ann <a@b.c>", true), ("a@", false), ("@b", false), ("ab", false)] {
            assert_eq!(may_be_email(text), may_be, "{text}");
        }
    }
}
