//! IP addresses.

use crate::error::Report;
use crate::field::{Field, MapKey, ParseField, ParseKey};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::{Family, NoRules};
use crate::schema::{Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
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
                    return Err(parser.mismatch(start, Family::$family.error()));
                }
                Self::from_key(parser.text()?, Mode::PLAIN).map_err(|kind| parser.reject(start, kind))
            }

            fn deserialize_with<D: Deserializer<'de>>(
                _: &NoRules,
                _: Mode,
                deserializer: D,
                _: &mut Report,
            ) -> Result<Self, D::Error> {
                <Self as Deserialize>::deserialize(deserializer)
            }
        }

        impl MapKey for $type {
            fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
                write(&self.to_string())
            }
        }

        impl ParseKey<'_> for $type {
            fn from_key(key: std::borrow::Cow<'_, str>, _: Mode) -> Result<Self, crate::error::ErrorKind> {
                key.parse().map_err(|_| Family::$family.error())
            }
        }
    )*};
}

address_field!(IpAddr: Any, Ipv4Addr: V4, Ipv6Addr: V6);
