//! Serde and rules: a value with its rules is `Serialize`, rules alone are a `DeserializeSeed`.

use crate::error::Report;
use crate::field::{Field, ParseField};
use crate::mode::Mode;
use serde_core::de::{DeserializeSeed, Error as _};
use serde_core::{Deserializer, Serialize, Serializer};

/// A value and its rules.
pub(crate) struct Ruled<'r, T: Field> {
    pub(crate) value: &'r T,
    pub(crate) rules: &'r T::Rules,
}

impl<'r, T: Field> Ruled<'r, T> {
    #[inline(always)]
    pub(crate) fn new(value: &'r T, rules: &'r T::Rules) -> Self {
        Self { value, rules }
    }
}

impl<T: Field> Serialize for Ruled<'_, T> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        self.value.serialize_with(self.rules, serializer)
    }
}

/// The rules of a value that is to be read, and where its problems go.
pub(crate) struct Seed<'r, T: Field> {
    pub(crate) rules: &'r T::Rules,
    pub(crate) mode: Mode,
    pub(crate) report: &'r mut Report,
}

impl<'r, T: Field> Seed<'r, T> {
    pub(crate) fn new(rules: &'r T::Rules, mode: Mode, report: &'r mut Report) -> Self {
        Self { rules, mode, report }
    }
}

impl<'de, T: ParseField<'de>> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        // Formats that do not count levels themselves would end in the stack's end.
        let depth = self.report.depth;
        if depth >= MAX_DEPTH {
            return Err(D::Error::custom("nested too deeply"));
        }
        self.report.depth = depth + 1;
        let value = T::deserialize_with(self.rules, self.mode, deserializer, &mut *self.report);
        // Set, not counted down: a report that became an error is a new one.
        self.report.depth = depth;
        value
    }
}

/// How deep values may lie in one another, whatever the format. A model in an `Option` counts as two.
const MAX_DEPTH: usize = 256;
