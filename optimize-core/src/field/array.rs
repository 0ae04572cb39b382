//! Arrays: lists of a length that is known.

use super::collection::deserialize_tuple;
use crate::error::{ErrorKind, Report};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::ruled::Ruled;
use crate::rules::{ItemsRules, broken_by_repeat};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserializer, Serializer};

impl<T: Field, const N: usize> Field for [T; N] {
    type Rules = ItemsRules<T::Rules>;

    #[inline]
    fn write<S: Style>(&self, rules: &Self::Rules, writer: &mut Writer<'_, S>) {
        writer.array(self.iter(), &rules.items);
    }

    fn check(&self, rules: &Self::Rules, report: &mut Report) {
        rules.check_items(self.iter(), report);
        if rules.unique
            && let Some(broken) = broken_by_repeat(self.iter())
        {
            report.refuse(self, rules, broken);
        }
    }

    fn normalise(&mut self, rules: &Self::Rules, mode: Mode) {
        self.iter_mut().for_each(|item| item.normalise(&rules.items, mode));
    }

    #[inline]
    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_ordered(self.iter(), |item, hasher| item.hash_content(hasher));
    }

    fn schema(rules: &Self::Rules, generator: &mut SchemaGenerator) -> Schema {
        Schema::of_items(N, N, T::schema(&rules.items, generator)).unique(rules.unique)
    }

    /// As a tuple, which is how serde treats arrays.
    fn serialize_with<Z: Serializer>(&self, rules: &Self::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        use serde_core::ser::SerializeTuple;
        let mut tuple = serializer.serialize_tuple(N)?;
        for item in self {
            tuple.serialize_element(&Ruled::new(item, &rules.items))?;
        }
        tuple.end()
    }

    fn same(&self, other: &Self) -> bool {
        self.iter().zip(other).all(|(mine, theirs)| mine.same(theirs))
    }
}

impl<'de, T: ParseField<'de>, const N: usize> ParseField<'de> for [T; N] {
    fn parse(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Self, Stop> {
        let start = parser.start()?;
        let rules = ItemsRules { min_length: N, max_length: N, ..*rules };
        let items = Vec::<T>::parse(parser, &rules)?;
        items.try_into().map_err(|_: Vec<T>| parser.reject(start, ErrorKind::ListType))
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &Self::Rules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        use serde_core::de::Error;
        let rules = ItemsRules { min_length: 0, max_length: usize::MAX, ..*rules };
        let items: Vec<T> = deserialize_tuple(N, &rules, mode, deserializer, report)?;
        items.try_into().map_err(|items: Vec<T>| D::Error::invalid_length(items.len(), &"an array of fixed length"))
    }
}
