//! [`Source`]: what a model's fields are read from.

use crate::field::{ExtraMap, ParseField};
use crate::json::parse::{Parser, Stop};
use crate::shape::FieldDef;
use crate::shapes::{Kept, ParseUnion, Place};

/// What a model's fields are read from: JSON text, or a serde deserializer.
pub trait Source<'de> {
    /// Why reading stopped.
    type Stop;

    /// Reads a field into its slot and checks it.
    ///
    /// # Errors
    /// When the field can't be read.
    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) -> Result<(), Self::Stop>;

    /// Reads the value of an unknown key into the map that keeps such.
    ///
    /// # Errors
    /// When the value can't be read.
    fn extra<M: ExtraMap>(&mut self, key: &str, entries: &mut M) -> Result<(), Self::Stop>
    where
        M::Value: ParseField<'de>;

    /// Skips the value of an unknown key.
    ///
    /// # Errors
    /// When there is no value.
    fn skip(&mut self, key: &str) -> Result<(), Self::Stop>;

    /// Passes over the value of a flattened enum's key, and says where to find it again.
    ///
    /// # Errors
    /// When there is no value.
    fn keep(&mut self) -> Result<usize, Self::Stop> {
        self.skip("").map(|()| 0)
    }

    /// Reads a flattened enum from what was kept. `None`: it is invalid, which is recorded.
    ///
    /// # Errors
    /// When a value can't be read.
    fn choose<U: ParseUnion<'de>>(&mut self, _: &[Kept], _: Place) -> Result<Option<U>, Self::Stop> {
        Ok(None)
    }
}

impl<'de> Source<'de> for Parser<'de> {
    type Stop = Stop;

    #[inline]
    fn field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, slot: &mut Option<T>) -> Result<(), Stop> {
        self.set_mode(def.info.mode);
        if def.special {
            *slot = Some(self.special_field(def)?);
            return Ok(());
        }
        T::parse_slot(self, &def.rules, slot)
    }

    fn extra<M: ExtraMap>(&mut self, key: &str, entries: &mut M) -> Result<(), Stop>
    where
        M::Value: ParseField<'de>,
    {
        let value = self.value()?;
        entries.insert(key, value);
        Ok(())
    }

    fn skip(&mut self, _key: &str) -> Result<(), Stop> {
        self.skip_value()
    }

    fn keep(&mut self) -> Result<usize, Stop> {
        let at = self.start()?;
        self.skip_value().map(|()| at)
    }

    fn choose<U: ParseUnion<'de>>(&mut self, kept: &[Kept], place: Place) -> Result<Option<U>, Stop> {
        crate::shapes::choose(self, kept, place)
    }
}
