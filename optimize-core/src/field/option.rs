//! `Option`: `None` is `null`, and an absent key.

use crate::error::Report;
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::ruled::{Ruled, Seed};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::{DeserializeSeed, Error, Visitor};
use serde_core::{Deserializer, Serializer};
use std::fmt;

impl<T: Field> Field for Option<T> {
    type Rules = T::Rules;

    const MAY_BE_ABSENT: bool = true;

    #[inline(always)]
    fn write<S: Style>(&self, rules: &T::Rules, writer: &mut Writer<'_, S>) {
        match self {
            Some(value) => value.write(rules, writer),
            None => writer.null(),
        }
    }

    fn check(&self, rules: &T::Rules, report: &mut Report) {
        if let Some(value) = self {
            value.check(rules, report);
        }
    }

    #[inline(always)]
    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_u8(self.is_some().into());
        if let Some(value) = self {
            value.hash_content(hasher);
        }
    }

    fn normalise(&mut self, rules: &T::Rules, mode: Mode) {
        if let Some(value) = self {
            value.normalise(rules, mode);
        }
    }

    fn schema(rules: &T::Rules, generator: &mut SchemaGenerator) -> Schema {
        T::schema(rules, generator).nullable()
    }

    fn serialize_with<Z: Serializer>(&self, rules: &T::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Ruled::new(value, rules)),
            None => serializer.serialize_none(),
        }
    }

    #[inline]
    fn is_none(&self) -> bool {
        self.is_none()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(mine), Some(theirs)) => mine.same(theirs),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<'de, T: ParseField<'de>> ParseField<'de> for Option<T> {
    #[inline]
    fn parse(parser: &mut Parser<'de>, rules: &T::Rules) -> Result<Self, Stop> {
        if parser.null()? { Ok(None) } else { T::parse(parser, rules).map(Some) }
    }

    #[inline]
    fn parse_slot(parser: &mut Parser<'de>, rules: &T::Rules, slot: &mut Option<Self>) -> Result<(), Stop> {
        // Of the bytes that a value begins with, one alone begins this.
        if matches!(parser.peek(), 0..=b' ' | b'n') && parser.null()? {
            *slot = Some(None);
            return Ok(());
        }
        let read = T::parse_slot(parser, rules, slot.insert(None));
        if read.is_err() {
            *slot = None;
        }
        read
    }

    #[inline]
    fn parse_over(&mut self, parser: &mut Parser<'de>, rules: &T::Rules) -> Result<(), Stop> {
        if matches!(parser.peek(), 0..=b' ' | b'n') && parser.null()? {
            *self = None;
            return Ok(());
        }
        match self {
            Some(value) => value.parse_over(parser, rules),
            None => T::parse_slot(parser, rules, self),
        }
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &T::Rules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        deserializer.deserialize_option(OptionVisitor(Seed::<T>::new(rules, mode, report)))
    }
}

struct OptionVisitor<'r, T: Field>(Seed<'r, T>);

impl<'de, T: ParseField<'de>> Visitor<'de> for OptionVisitor<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or nothing")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.0.deserialize(deserializer).map(Some)
    }
}
