//! [`Mask`]: a set of fields by name, nested.

use std::collections::BTreeMap;

/// A set of fields: `include` and `exclude` of [`DumpOptions`](crate::DumpOptions).
///
/// Names are the fields' names in Rust, computed fields' included; a dot leads into a nested model,
/// a map or the items of a list (`*` or an index). A name without further steps stands for the
/// whole field.
///
/// ```
/// use optimize_core::options::Mask;
///
/// let mask = Mask::new(["id", "metadata.camera", "frames.*.width"]);
/// # let _ = mask;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mask {
    /// `None` below a name: the whole of it.
    names: BTreeMap<String, Option<Mask>>,
}

impl Mask {
    /// A mask of these paths.
    #[must_use]
    pub fn new<P: AsRef<str>>(paths: impl IntoIterator<Item = P>) -> Self {
        let mut mask = Self::default();
        for path in paths {
            mask.add(path.as_ref());
        }
        mask
    }

    fn add(&mut self, path: &str) {
        match path.split_once('.') {
            None => {
                self.names.insert(path.to_owned(), None);
            }
            Some((name, rest)) => {
                if let Some(inner) = self.names.entry(name.to_owned()).or_insert_with(|| Some(Self::default())) {
                    inner.add(rest);
                }
            }
        }
    }

    /// What the mask says of a name: nothing, the whole of it, or a part.
    pub(crate) fn get(&self, name: &str) -> Option<Option<&Self>> {
        self.names.get(name).or_else(|| self.names.get("*")).map(Option::as_ref)
    }

    /// Adds another mask's paths.
    pub(crate) fn merge(&mut self, other: Self) {
        for (name, inner) in other.names {
            match (self.names.get_mut(&name), inner) {
                (Some(Some(mine)), Some(theirs)) => mine.merge(theirs),
                (Some(None), _) => {}
                (_, inner) => {
                    self.names.insert(name, inner);
                }
            }
        }
    }
}
