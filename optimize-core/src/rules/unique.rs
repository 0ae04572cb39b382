//! The `unique` constraint of lists.

use crate::error::ErrorKind;
use crate::field::Field;
use std::collections::HashMap;

/// The first item that repeats an earlier one, as an error. Takes time linear in the items: they are
/// compared by their fingerprints, and one by one where these are equal.
pub(crate) fn broken_by_repeat<'v, T: Field + 'v>(items: impl Iterator<Item = &'v T>) -> Option<ErrorKind> {
    let mut seen: HashMap<_, (usize, &T)> = HashMap::new();
    for (index, item) in items.enumerate() {
        if let Some((first, earlier)) = seen.insert(crate::fingerprint::of(item), (index, item))
            && item.same(earlier)
        {
            return Some(ErrorKind::Custom {
                kind: "unique_list".into(),
                message: format!("List should have no item twice, but item {index} repeats item {first}"),
            });
        }
    }
    None
}
