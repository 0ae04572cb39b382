//! [`Tracked`]: a model that knows which fields its input had.

use crate::error::{DumpError, LocItem};
use crate::field::{Field, FieldBits};
use crate::options::DumpOptions;
use crate::shape::FieldInfo;
use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

/// A model read from JSON, and which of its fields the input had: what `exclude_unset` needs.
///
/// ```
/// use optimize_core::{DumpOptions, Optimized, ParseOptions};
///
/// #[derive(Optimized)]
/// struct Settings {
///     #[opt(default = 25)]
///     fps: u32,
///     codec: Option<String>,
/// }
///
/// let settings = Settings::from_json_tracked(r#"{"fps": 25}"#, &ParseOptions::new())?;
/// assert_eq!(settings.dump(&DumpOptions::new().exclude_unset())?, br#"{"fps":25}"#);
/// assert!(settings.is_set("fps") && !settings.is_set("codec"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tracked<T> {
    value: T,
    fields: FieldTree,
}

impl<T: Field> Tracked<T> {
    pub(crate) fn new(value: T, fields: FieldTree) -> Self {
        Self { value, fields }
    }

    /// Whether the input had the field, named as in Rust.
    #[must_use]
    pub fn is_set(&self, name: &str) -> bool {
        self.fields.is_set(name)
    }

    /// The model.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The value as JSON; `exclude_unset` leaves out what the input did not have, in nested models too.
    ///
    /// # Errors
    /// As [`Optimized::dump`](crate::Optimized::dump).
    pub fn dump(&self, options: &DumpOptions) -> Result<Vec<u8>, DumpError> {
        crate::json::dump_tracked(&self.value, &self.fields, options)
    }
}

impl<T> Deref for Tracked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Tracked<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

/// The fields that an input had, for a model and those inside it.
#[derive(Clone, Debug, Default)]
pub(crate) struct FieldTree {
    /// The fields that were there, and what they are called; `None` for a list or a map.
    fields: Option<(FieldBits, &'static [FieldInfo])>,
    inner: BTreeMap<LocItem, FieldTree>,
}

impl FieldTree {
    pub(crate) fn walk(&mut self, steps: &[LocItem]) -> &mut Self {
        steps.iter().fold(self, |tree, step| tree.inner.entry(step.clone()).or_default())
    }

    pub(crate) fn set(&mut self, bits: FieldBits, fields: &'static [FieldInfo]) {
        self.fields = Some((bits, fields));
    }

    pub(crate) fn get(&self, step: &LocItem) -> Option<&Self> {
        self.inner.get(step)
    }

    /// Whether a field of this name was there, of the model itself or of an enum that is flattened into it.
    fn is_set(&self, name: &str) -> bool {
        let Some((bits, fields)) = &self.fields else { return false };
        fields.iter().any(|field| field.key.name == name && bits.contains(field.index))
            || self.inner.iter().any(|(step, inner)| matches!(step, LocItem::Index(_)) && inner.is_set(name))
    }

    /// Whether the field was there; yes where nothing is known.
    pub(crate) fn contains(&self, index: usize) -> bool {
        self.fields.as_ref().is_none_or(|(bits, _)| bits.contains(index))
    }
}
