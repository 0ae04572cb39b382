//! IP addresses.
//!
//! An [`IpAddr`] is pydantic's `IPvAnyAddress`, which takes a number in either mode. The two others are
//! Python's own classes: strictly read, what is wrong is said in the words of Python's `ipaddress`.

mod why;

use crate::error::{ErrorKind, Report};
use crate::field::{Field, MapKey, ParseField, ParseKey};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::{Family, NoRules};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::Visitor;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

macro_rules! address_field {
    ($($type:ty: $family:ident),*) => {$(
        impl Field for $type {
            type Rules = NoRules;

            fn write<S: Style>(&self, _: &NoRules, writer: &mut Writer<'_, S>) {
                writer.string(&self.to_string());
            }

            fn check(&self, _: &NoRules, _: &mut Report) {}

            fn hash_content(&self, hasher: &mut FingerprintHasher) {
                hasher.write_bytes(self.to_string().as_bytes());
            }

            fn schema(_: &NoRules, _: &mut SchemaGenerator) -> Schema {
                Schema::of_type("string").with("format", Family::$family.format().into())
            }

            fn serialize_with<Z: Serializer>(&self, _: &NoRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
                Serialize::serialize(self, serializer)
            }

            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }

        impl<'de> ParseField<'de> for $type {
            fn parse(parser: &mut Parser<'de>, _: &NoRules) -> Result<Self, Stop> {
                let start = parser.start()?;
                if !parser.begins(b'"')? {
                    return parse_number(parser, start, Family::$family)?
                        .and_then(<Self as Address>::from_number)
                        .ok_or_else(|| parser.reject(start, wrong_type(parser.mode, Family::$family)));
                }
                let text = parser.text()?;
                Self::from_key(text, parser.mode).map_err(|kind| parser.reject(start, kind))
            }

            fn deserialize_with<D: Deserializer<'de>>(
                _: &NoRules,
                mode: Mode,
                deserializer: D,
                _: &mut Report,
            ) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    deserializer.deserialize_any(AddressVisitor { mode, address: PhantomData })
                } else {
                    <Self as Deserialize>::deserialize(deserializer)
                }
            }
        }

        impl MapKey for $type {
            fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
                write(&self.to_string())
            }
        }

        impl ParseKey<'_> for $type {
            fn from_key(key: std::borrow::Cow<'_, str>, mode: Mode) -> Result<Self, ErrorKind> {
                key.parse().map_err(|_| wrong_text(&key, mode, Family::$family))
            }
        }
    )*};
}

/// An address that a number can be: Python's `IPv4Address(1)` is `0.0.0.1`.
trait Address: for<'x> ParseKey<'x> {
    const FAMILY: Family;

    fn from_number(number: u128) -> Option<Self>;
}

impl Address for Ipv4Addr {
    const FAMILY: Family = Family::V4;

    fn from_number(number: u128) -> Option<Self> {
        u32::try_from(number).ok().map(Self::from_bits)
    }
}

impl Address for Ipv6Addr {
    const FAMILY: Family = Family::V6;

    fn from_number(number: u128) -> Option<Self> {
        Some(Self::from_bits(number))
    }
}

impl Address for IpAddr {
    const FAMILY: Family = Family::Any;

    fn from_number(number: u128) -> Option<Self> {
        Ipv4Addr::from_number(number).map(Self::V4).or_else(|| Ipv6Addr::from_number(number).map(Self::V6))
    }
}

/// Reads what is no string: a whole number or, to Python, `true` for 1, where numbers are taken at all.
/// `None`, with the value passed over, for anything else.
fn parse_number(parser: &mut Parser<'_>, start: usize, family: Family) -> Result<Option<u128>, Stop> {
    parser.skip()?;
    if family != Family::Any && !parser.mode.coerces() {
        return Ok(None);
    }
    Ok(match &parser.input[start..parser.position] {
        b"true" => Some(1),
        b"false" | b"-0" => Some(0),
        digits => std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()),
    })
}

/// Takes a string, and a number where numbers are taken.
struct AddressVisitor<T> {
    mode: Mode,
    address: PhantomData<T>,
}

impl<T: Address> Visitor<'_> for AddressVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an IP address")
    }

    fn visit_str<E: serde_core::de::Error>(self, text: &str) -> Result<T, E> {
        T::from_key(text.into(), self.mode).map_err(|kind| E::custom(kind.message()))
    }

    fn visit_u64<E: serde_core::de::Error>(self, number: u64) -> Result<T, E> {
        self.visit_u128(number.into())
    }

    fn visit_u128<E: serde_core::de::Error>(self, number: u128) -> Result<T, E> {
        let taken = T::FAMILY == Family::Any || self.mode.coerces();
        let address = if taken { T::from_number(number) } else { None };
        address.ok_or_else(|| E::custom(wrong_type(self.mode, T::FAMILY).message()))
    }

    fn visit_bool<E: serde_core::de::Error>(self, value: bool) -> Result<T, E> {
        self.visit_u128(value.into())
    }
}

/// What is wrong with a value that is no string.
fn wrong_type(mode: Mode, family: Family) -> ErrorKind {
    if family != Family::Any && !mode.coerces() { ErrorKind::StringType } else { family.error() }
}

/// What is wrong with a string that is no address.
fn wrong_text(text: &str, mode: Mode, family: Family) -> ErrorKind {
    let message = match family {
        Family::V4 if !mode.coerces() => why::not_v4(text),
        Family::V6 if !mode.coerces() => why::not_v6(text),
        _ => return family.error(),
    };
    ErrorKind::ValueError { message }
}

address_field!(IpAddr: Any, Ipv4Addr: V4, Ipv6Addr: V6);
