//! Values as people may see them: what is marked `secret` is stars.

use crate::field::Field;
use crate::options::{DumpOptions, InfNan};
use crate::rules::Rules;
use crate::schema::Describe;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{PoisonError, RwLock};

/// What stands in the place of a secret.
pub(crate) const REDACTED: &str = "**********";

/// A model whose secrets are stars, for logs: JSON with `{}`, the type's name before it with `{:?}`.
///
/// Made by [`Optimized::redacted`](crate::Optimized::redacted).
pub struct Redacted<'v, T> {
    name: &'static str,
    value: &'v T,
}

impl<'v, T: Field> Redacted<'v, T> {
    pub(crate) fn new(name: &'static str, value: &'v T) -> Self {
        Self { name, value }
    }
}

fn text<T: Field>(value: &T, rules: &T::Rules) -> Option<Vec<u8>> {
    let options = DumpOptions::new().inf_nan(InfNan::Constants).mask_secrets();
    crate::json::write_shown(value, rules, &options)
}

/// The JSON text of a value that an error shows.
pub(crate) fn redacted_text<T: Field>(value: &T, rules: &T::Rules) -> Option<Box<[u8]>> {
    text(value, rules).map(Vec::into_boxed_slice)
}

/// A value as it may be shown.
pub(crate) fn redacted_value<T: Field>(value: &T) -> Option<serde_json::Value> {
    crate::json::value_of_text(&text(value, &<T::Rules as Rules>::DEFAULT)?)
}

/// The keys of every field of the type, and of what is inside it, that is marked `secret`. Gathered once
/// for a type: its description is the only place where all of it can be seen.
#[cold]
pub(crate) fn secret_names(describe: Describe) -> &'static [&'static str] {
    static KNOWN: RwLock<BTreeMap<usize, &'static [&'static str]>> = RwLock::new(BTreeMap::new());
    // Functions that share an address do the same, so that types that share one have equal names.
    let key = describe as usize;
    if let Some(names) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return names;
    }
    let names = crate::schema::secret_names_of(describe);
    // One small list for each type of the program that was ever refused.
    let names: &'static [&'static str] = if names.is_empty() { &[] } else { names.leak() };
    KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(key, names);
    names
}

/// A JSON text with stars under these keys, wherever they are. What can't be read is stars as a whole.
pub(crate) fn without_secrets(text: &[u8], names: &[&str]) -> Vec<u8> {
    fn mask(value: &mut serde_json::Value, names: &[&str]) {
        match value {
            serde_json::Value::Object(entries) => {
                for (key, value) in entries {
                    if names.contains(&key.as_str()) {
                        *value = REDACTED.into();
                    } else {
                        mask(value, names);
                    }
                }
            }
            serde_json::Value::Array(values) => values.iter_mut().for_each(|value| mask(value, names)),
            _ => {}
        }
    }
    if names.is_empty() || !matches!(text.first(), Some(b'{' | b'[')) {
        return text.to_vec();
    }
    let mut value = crate::json::value_of_text(text).unwrap_or_else(|| REDACTED.into());
    mask(&mut value, names);
    value.to_string().into_bytes()
}

impl<T: Field> fmt::Display for Redacted<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match text(self.value, &<T::Rules as Rules>::DEFAULT) {
            Some(text) => formatter.write_str(&String::from_utf8_lossy(&text)),
            None => formatter.write_str("a value that can not be written"),
        }
    }
}

impl<T: Field> fmt::Debug for Redacted<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {self}", self.name)
    }
}
