//! The rules of collections: how many, and what is inside.

use crate::error::{ErrorKind, LocItem, Report};
use crate::field::{Field, MapKey};
use crate::rules::Rules;

/// What is demanded of a list, set or array.
#[derive(Clone, Copy, Debug)]
pub struct ItemsRules<R> {
    pub(crate) min_length: usize,
    pub(crate) max_length: usize,
    pub(crate) unique: bool,
    /// The rules of each item.
    pub items: R,
}

impl<R: Rules> Rules for ItemsRules<R> {
    const DEFAULT: Self = Self { min_length: 0, max_length: usize::MAX, unique: false, items: R::DEFAULT };
}

impl<R: Copy> ItemsRules<R> {
    /// The least number of items.
    #[must_use]
    pub const fn min_length(mut self, length: usize) -> Self {
        self.min_length = length;
        self
    }

    /// The greatest number of items.
    #[must_use]
    pub const fn max_length(mut self, length: usize) -> Self {
        self.max_length = length;
        self
    }

    /// No item twice.
    #[must_use]
    pub const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    /// The rules of each item.
    #[must_use]
    pub const fn items(mut self, items: R) -> Self {
        self.items = items;
        self
    }

    /// The rules of each item, to add to.
    #[doc(hidden)]
    #[must_use]
    pub const fn items_inside(self) -> R {
        self.items
    }

    /// Reports what the items break, each under its index.
    pub fn check_items<'v, T: Field<Rules = R> + 'v>(&self, items: impl Iterator<Item = &'v T>, report: &mut Report) {
        for (index, item) in items.enumerate() {
            report.nest(|| LocItem::Index(index), |report| item.check(&self.items, report));
        }
    }
}

/// What is demanded of a map.
#[derive(Clone, Copy, Debug)]
pub struct MapRules<K, V> {
    pub(crate) min_length: usize,
    pub(crate) max_length: usize,
    /// The rules of each key.
    pub keys: K,
    /// The rules of each value.
    pub values: V,
}

impl<K: Rules, V: Rules> Rules for MapRules<K, V> {
    const DEFAULT: Self = Self { min_length: 0, max_length: usize::MAX, keys: K::DEFAULT, values: V::DEFAULT };
}

impl<K: Copy, V: Copy> MapRules<K, V> {
    /// The least number of entries.
    #[must_use]
    pub const fn min_length(mut self, length: usize) -> Self {
        self.min_length = length;
        self
    }

    /// The greatest number of entries.
    #[must_use]
    pub const fn max_length(mut self, length: usize) -> Self {
        self.max_length = length;
        self
    }

    /// The rules of each key.
    #[must_use]
    pub const fn keys(mut self, keys: K) -> Self {
        self.keys = keys;
        self
    }

    /// The rules of each value.
    #[must_use]
    pub const fn values(mut self, values: V) -> Self {
        self.values = values;
        self
    }

    /// The rules of each key, to add to.
    #[doc(hidden)]
    #[must_use]
    pub const fn keys_inside(self) -> K {
        self.keys
    }

    /// The rules of each value, to add to.
    #[doc(hidden)]
    #[must_use]
    pub const fn values_inside(self) -> V {
        self.values
    }

    /// Reports what keys and values break, each under its key.
    pub fn check_entries<'v, N: MapKey<Rules = K> + 'v, T: Field<Rules = V> + 'v>(
        &self,
        entries: impl Iterator<Item = (&'v N, &'v T)>,
        report: &mut Report,
    ) {
        for (key, value) in entries {
            let step = || key.with_key(|key| LocItem::Key(key.to_owned().into()));
            report.nest(step, |report| {
                report.nest(|| LocItem::MAP_KEY, |report| key.check(&self.keys, report));
                value.check(&self.values, report);
            });
        }
    }
}

/// The first bound that a count breaks. `exact` is false where counting stopped at the bound.
pub(crate) fn broken_by_count(
    name: &'static str,
    min: usize,
    max: usize,
    count: usize,
    exact: bool,
) -> Option<ErrorKind> {
    if count < min {
        Some(ErrorKind::TooShort { field_type: name, min_length: min, actual_length: count })
    } else if count > max {
        Some(ErrorKind::TooLong { field_type: name, max_length: max, actual_length: exact.then_some(count) })
    } else {
        None
    }
}
