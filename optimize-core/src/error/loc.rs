//! Where in the input a problem is.

use std::borrow::Cow;
use std::fmt;

/// A step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LocItem {
    /// A field or a key of a map.
    Key(Cow<'static, str>),
    /// A position in an array.
    Index(usize),
}

impl LocItem {
    /// The step that marks a problem of a map's key, not of its value.
    pub(crate) const MAP_KEY: Self = Self::Key(Cow::Borrowed("[key]"));
}

impl fmt::Display for LocItem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // As pydantic: a key that looks like a path is set apart.
            Self::Key(key) if key.contains('.') => write!(formatter, "`{key}`"),
            Self::Key(key) => formatter.write_str(key),
            Self::Index(index) => write!(formatter, "{index}"),
        }
    }
}

impl From<usize> for LocItem {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

impl From<&'static str> for LocItem {
    fn from(key: &'static str) -> Self {
        Self::Key(Cow::Borrowed(key))
    }
}

impl From<String> for LocItem {
    fn from(key: String) -> Self {
        Self::Key(Cow::Owned(key))
    }
}

/// The path from the root to a value; empty for the root. Shown with dots: `frames.3.width`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Loc(Vec<LocItem>);

impl Loc {
    /// The steps, outermost first.
    #[must_use]
    pub fn items(&self) -> &[LocItem] {
        &self.0
    }

    /// A path from its steps, innermost first: the order in which a parser leaves its levels.
    pub(crate) fn from_inside(mut items: Vec<LocItem>) -> Self {
        items.reverse();
        Self(items)
    }

    /// The path as a JSON array of strings and numbers, as pydantic gives it.
    #[must_use]
    pub fn to_value(&self) -> serde_json::Value {
        self.0
            .iter()
            .map(|item| match item {
                LocItem::Key(key) => serde_json::Value::from(key.as_ref()),
                LocItem::Index(index) => serde_json::Value::from(*index),
            })
            .collect()
    }
}

impl fmt::Display for Loc {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, item) in self.0.iter().enumerate() {
            if position > 0 {
                formatter.write_str(".")?;
            }
            item.fmt(formatter)?;
        }
        Ok(())
    }
}
