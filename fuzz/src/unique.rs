//! [`Unique`]: texts without a key that comes twice.

use serde::Deserialize;
use serde::de::{MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// Whether no object of a text has a key twice.
pub(super) struct Unique(pub(super) bool);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Look;
        macro_rules! scalars {
            ($($name:ident: $ty:ty),*) => {$(
                fn $name<E>(self, _: $ty) -> Result<Unique, E> {
                    Ok(Unique(true))
                }
            )*};
        }
        impl<'de> Visitor<'de> for Look {
            type Value = Unique;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("JSON")
            }

            scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str);

            fn visit_unit<E>(self) -> Result<Unique, E> {
                Ok(Unique(true))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Unique, A::Error> {
                let mut unique = true;
                while let Some(Unique(inside)) = items.next_element()? {
                    unique &= inside;
                }
                Ok(Unique(unique))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Unique, A::Error> {
                let (mut keys, mut unique) = (HashSet::new(), true);
                while let Some(key) = entries.next_key::<String>()? {
                    unique &= keys.insert(key);
                    let Unique(inside) = entries.next_value()?;
                    unique &= inside;
                }
                Ok(Unique(unique))
            }
        }
        deserializer.deserialize_any(Look)
    }
}
