//! Fields that are read from inside another value: `#[opt(path("a", "b", 0))]`.

use crate::error::{LocItem, Mark, Report};
use crate::json::parse::{Parser, Stop};
use crate::shape::{FieldInfo, PathStep, Shape};
use serde_json::Value;

impl Shape {
    /// The fields whose path begins with this key.
    pub(crate) fn paths_from<'k>(&self, key: &'k str) -> impl Iterator<Item = (usize, &'static FieldInfo)> + use<'k> {
        let fields = if self.has_paths { self.fields } else { &[] };
        let begins = move |info: &FieldInfo| matches!(info.path.first(), Some(PathStep::Key(first)) if *first == key);
        fields.iter().enumerate().filter(move |(_, info)| begins(info))
    }

    /// Whether a path begins with this key.
    pub(crate) fn begins_path(&self, key: &str) -> bool {
        self.has_paths && self.paths_from(key).next().is_some()
    }
}

impl PathStep {
    fn loc(self) -> LocItem {
        match self {
            Self::Key(key) => LocItem::from(key),
            Self::Index(index) => LocItem::Index(index),
        }
    }

    /// The value one step inside.
    pub(crate) fn of(self, value: &Value) -> Option<&Value> {
        match self {
            Self::Key(key) => value.as_object()?.get(key),
            Self::Index(index) => value.as_array()?.get(index),
        }
    }
}

impl FieldInfo {
    /// Adds the steps of the path to the problems recorded since the mark, the field's own step where it
    /// has none.
    #[cold]
    pub(crate) fn prefix_path(&self, report: &mut Report, mark: Mark) {
        if self.path.is_empty() {
            return report.prefix(mark, &self.step());
        }
        self.path.iter().rev().for_each(|step| report.prefix(mark, &step.loc()));
    }
}

impl Parser<'_> {
    /// Goes to the value at the end of these steps, from the value that is next. Whether there is one.
    /// Of equal keys the last counts.
    pub(crate) fn walk(&mut self, steps: &[PathStep]) -> Result<bool, Stop> {
        for step in steps {
            self.start()?;
            let found = match step {
                PathStep::Key(key) => self.find_entry(key)?,
                PathStep::Index(index) => self.find_item(*index)?,
            };
            let Some(position) = found else { return Ok(false) };
            self.position = position;
            // What is inside is as deep as it stands.
            self.depth = self.depth.saturating_sub(1);
        }
        Ok(true)
    }

    fn find_entry(&mut self, wanted: &str) -> Result<Option<usize>, Stop> {
        if self.peek() != b'{' {
            return Ok(None);
        }
        let mut found = None;
        let mut more = self.object_first()?;
        while more {
            let is_it = self.key()? == wanted;
            let position = self.start()?;
            if is_it {
                found = Some(position);
            }
            self.skip_value()?;
            more = self.object_step()?;
        }
        Ok(found)
    }

    fn find_item(&mut self, wanted: usize) -> Result<Option<usize>, Stop> {
        if self.peek() != b'[' {
            return Ok(None);
        }
        let (mut found, mut index) = (None, 0);
        let mut more = self.array_first()?;
        while more {
            if index == wanted {
                found = Some(self.start()?);
            }
            self.skip_value()?;
            index += 1;
            more = self.array_step()?;
        }
        Ok(found)
    }
}
