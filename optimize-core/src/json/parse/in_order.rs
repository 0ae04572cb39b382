//! [`InOrder`]: the way through an object whose keys come in declaration order, without white space. It is what
//! most programs write, and here every key is a constant of the code.

use crate::field::ParseField;
use crate::json::parse::{Over, Parser, Stop};
use crate::model::Partial;
use crate::shape::{FieldDef, FieldInfo};

/// Where a parser is in an object that has been in declaration order so far.
pub struct InOrder<'p, 'de> {
    parser: &'p mut Parser<'de>,
    /// The fields that were read.
    count: usize,
}

impl<'p, 'de> InOrder<'p, 'de> {
    /// At the bracket of an object.
    #[inline(always)]
    pub(super) fn new(parser: &'p mut Parser<'de>) -> Self {
        Self { parser, count: 0 }
    }

    #[inline(always)]
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Reads the field that is due. `false`, with nothing consumed, when something else comes.
    ///
    /// # Errors
    /// As [`ParseField::parse`]; the field is not counted then.
    #[inline(always)]
    pub fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) -> Result<bool, Stop> {
        if !self.begin(&def.info) {
            return Ok(false);
        }
        if def.special {
            *slot = Some(self.parser.special_field(def)?);
        } else {
            T::parse_slot(self.parser, &def.rules, slot)?;
        }
        self.count += 1;
        Ok(true)
    }

    /// Consumes the key of a field if it is the one that is due.
    #[inline(always)]
    fn begin(&mut self, info: &FieldInfo) -> bool {
        let first = self.count == 0;
        let Some(window) = self.parser.window() else { return near_end(self.parser, info, first) };
        match info.key.due.found(info.key.fused.as_bytes(), window, first) {
            Some(length) => {
                self.parser.position += length;
                self.parser.set_mode(info.mode);
                true
            }
            None => false,
        }
    }

    /// Reads the fields of a model that stand among those of this one.
    ///
    /// # Errors
    /// As [`field`](Self::field).
    #[inline]
    pub fn flatten<P: Partial<'de>>(&mut self, partial: &mut P) -> Result<bool, Stop> {
        partial.read_in_order(self)
    }
}

/// As [`begin`](InOrder::begin), of a key that may reach up to the end of the input.
#[inline(never)]
fn near_end(parser: &mut Parser<'_>, info: &FieldInfo, first: bool) -> bool {
    let key = &info.key;
    let rest = parser.input.get(parser.position..).unwrap_or_default();
    let Some(length) = key.due.found(key.fused.as_bytes(), rest, first) else { return false };
    parser.position += length;
    parser.set_mode(info.mode);
    true
}

impl<'de> Over<'de> for InOrder<'_, 'de> {
    #[inline(always)]
    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, value: &mut T) -> Result<bool, Stop> {
        if !self.begin(&def.info) {
            return Ok(false);
        }
        self.parser.field_over(def, value)?;
        self.count += 1;
        Ok(true)
    }
}
