//! Why a text is no IP address, in the words of Python's `ipaddress`.

use crate::error::repr_text;

/// Why a text is no IPv4 address.
pub(super) fn not_v4(text: &str) -> String {
    if text.contains('/') {
        return format!("Unexpected '/' in {}", repr_text(text));
    }
    inside_v4(text)
}

fn inside_v4(text: &str) -> String {
    if text.is_empty() {
        return "Address cannot be empty".to_owned();
    }
    let shown = repr_text(text);
    if text.split('.').count() != 4 {
        return format!("Expected 4 octets in {shown}");
    }
    match text.split('.').find_map(wrong_octet) {
        Some(wrong) => format!("{wrong} in {shown}"),
        None => format!("{shown} is no address"),
    }
}

fn wrong_octet(octet: &str) -> Option<String> {
    let shown = repr_text(octet);
    if octet.is_empty() {
        Some("Empty octet not permitted".to_owned())
    } else if !octet.bytes().all(|byte| byte.is_ascii_digit()) {
        Some(format!("Only decimal digits permitted in {shown}"))
    } else if octet.len() > 3 {
        Some(format!("At most 3 characters permitted in {shown}"))
    } else if octet.len() > 1 && octet.starts_with('0') {
        Some(format!("Leading zeros are not permitted in {shown}"))
    } else {
        octet
            .parse::<u16>()
            .ok()
            .filter(|octet| *octet > 255)
            .map(|octet| format!("Octet {octet} (> 255) not permitted"))
    }
}

/// The groups of sixteen bits in an IPv6 address.
const GROUPS: usize = 8;

/// Why a text is no IPv6 address that an `Ipv6Addr` can hold.
pub(super) fn not_v6(text: &str) -> String {
    if text.contains('/') {
        return format!("Unexpected '/' in {}", repr_text(text));
    }
    match text.split_once('%') {
        None => inside_v6(text).unwrap_or_else(|| format!("{} is no address", repr_text(text))),
        Some((_, zone)) if zone.is_empty() || zone.contains('%') => {
            format!("Invalid IPv6 address: \"{}\"", repr_text(text))
        }
        // Python's class has room for a zone.
        Some((address, _)) => {
            inside_v6(address).unwrap_or_else(|| format!("A zone is not supported in {}", repr_text(text)))
        }
    }
}

/// What is wrong with an address without its zone.
fn inside_v6(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("Address cannot be empty".to_owned());
    }
    let shown = repr_text(text);
    let mut parts: Vec<&str> = text.split(':').take(GROUPS + 3).collect();
    if parts.len() < 3 {
        return Some(format!("At least 3 parts expected in {shown}"));
    }
    if let Some(last) = parts.last().copied().filter(|last| last.contains('.')) {
        if last.parse::<std::net::Ipv4Addr>().is_err() {
            return Some(format!("{} in {shown}", inside_v4(last)));
        }
        // It stands for two groups.
        parts.pop();
        parts.extend(["0", "0"]);
    }
    if parts.len() > GROUPS + 1 {
        return Some(format!("At most {GROUPS} colons permitted in {shown}"));
    }
    wrong_groups(&parts).map(|wrong| format!("{wrong} in {shown}"))
}

fn wrong_groups(parts: &[&str]) -> Option<String> {
    const LEADING: &str = "Leading ':' only permitted as part of '::'";
    const TRAILING: &str = "Trailing ':' only permitted as part of '::'";
    let (first, last) = (parts.first().copied()?, parts.last().copied()?);
    let mut gaps = (1..parts.len() - 1).filter(|index| parts[*index].is_empty());
    let gap = gaps.next();
    if gaps.next().is_some() {
        return Some("At most one '::' permitted".to_owned());
    }
    let groups: Vec<&str> = match gap {
        Some(gap) => {
            let before = gap - usize::from(first.is_empty());
            let behind = parts.len() - gap - 1 - usize::from(last.is_empty());
            if first.is_empty() && before > 0 {
                return Some(LEADING.to_owned());
            }
            if last.is_empty() && behind > 0 {
                return Some(TRAILING.to_owned());
            }
            if before + behind >= GROUPS {
                return Some(format!("Expected at most {} other parts with '::'", GROUPS - 1));
            }
            parts[..before].iter().chain(&parts[parts.len() - behind..]).copied().collect()
        }
        None if parts.len() != GROUPS => return Some(format!("Exactly {GROUPS} parts expected without '::'")),
        None if first.is_empty() => return Some(LEADING.to_owned()),
        None if last.is_empty() => return Some(TRAILING.to_owned()),
        None => parts.to_vec(),
    };
    groups.into_iter().find_map(|group| {
        if !group.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Some(format!("Only hex digits permitted in {}", repr_text(group)))
        } else if group.len() > 4 {
            Some(format!("At most 4 characters permitted in {}", repr_text(group)))
        } else {
            None
        }
    })
}
