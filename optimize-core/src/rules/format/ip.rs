//! IP addresses.

use crate::error::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Which addresses are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Any,
    V4,
    V6,
}

impl Family {
    pub(crate) const fn of(version: u8) -> Self {
        match version {
            4 => Self::V4,
            6 => Self::V6,
            _ => Self::Any,
        }
    }

    /// The `format` of the JSON Schema, pydantic's where JSON Schema has none.
    pub(crate) const fn format(self) -> &'static str {
        match self {
            Self::Any => "ipvanyaddress",
            Self::V4 => "ipv4",
            Self::V6 => "ipv6",
        }
    }

    pub(crate) const fn error(self) -> ErrorKind {
        match self {
            Self::Any => ErrorKind::IpAnyAddress,
            Self::V4 => ErrorKind::IpV4Address,
            Self::V6 => ErrorKind::IpV6Address,
        }
    }
}

/// What is wrong with a text that should be an address.
pub(crate) fn broken_ip(text: &str, family: Family) -> Option<ErrorKind> {
    let v4 = || family != Family::V6 && text.parse::<Ipv4Addr>().is_ok();
    // As in Python, a zone may follow: `fe80::1%eth0`.
    let v6 = || {
        let address = text.split_once('%').map_or(text, |(address, zone)| if zone.is_empty() { text } else { address });
        family != Family::V4 && address.parse::<Ipv6Addr>().is_ok()
    };
    if v4() || v6() { None } else { Some(family.error()) }
}
