//! Fields that the user's validators read or see, and secrets.

use crate::field::ParseField;
use crate::json::parse::{Parser, Stop};
use crate::shape::FieldDef;
use crate::validators::RawInput;
use serde_json::Value;

impl<'de> Parser<'de> {
    /// Reads a field that has more to it than its type.
    pub(crate) fn special_field<T: ParseField<'de>>(&mut self, def: &FieldDef<T>) -> Result<T, Stop> {
        if !def.info.notes.secret {
            let start = self.start()?;
            let value = self.raw_or_typed(def, start)?;
            return self.finish_user(def, start, value);
        }
        self.sensitive = true;
        let start = self.start()?;
        let mark = self.report.mark();
        let value = self.raw_or_typed(def, start);
        self.report.conceal(mark, true);
        self.report.add_secret(start..self.position);
        let value = self.finish_user(def, start, value?);
        self.report.conceal(mark, false);
        value
    }

    fn raw_or_typed<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, start: usize) -> Result<T, Stop> {
        let Some(raw) = def.raw else { return T::parse(self, &def.rules) };
        let mark = self.report.mark();
        let value: Value = self.value()?;
        let input = RawInput {
            rules: &*def.rules,
            mode: self.mode,
            coerce: self.coerce,
            depth: self.depth,
            report: &mut self.report,
        };
        raw(value, input).ok_or_else(|| {
            self.report.place(mark, &(start..self.position));
            Stop::Invalid
        })
    }

    fn finish_user<T: ParseField<'de>>(&mut self, def: &FieldDef<T>, start: usize, value: T) -> Result<T, Stop> {
        let value = match def.after {
            None => value,
            Some(after) => after(value).map_err(|problem| self.reject(start, problem.into_kind()))?,
        };
        match def.check.map(|check| check(&value)) {
            Some(Err(problem)) => Err(self.reject(start, problem.into_kind())),
            _ => Ok(value),
        }
    }
}
