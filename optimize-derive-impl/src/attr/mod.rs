//! What stands in `#[opt(…)]`, as typed keys.

mod adapter;
mod bound;
mod container;
mod field;
mod foreign;
mod item;
mod keys;
mod members;
mod path;
mod rules;
mod value;
mod variant;

pub(crate) use adapter::{AdapterAttr, Codec, Dim, ImageArgs, Order, TensorArgs, TensorFormat};
pub(crate) use bound::{BoundAttr, SaidBounds};
pub(crate) use container::{ContainerAttrs, ExtraPolicy, parse_container};
pub(crate) use field::{FieldAttrs, parse_field};
#[cfg(test)]
pub(crate) use keys::known_keys;
pub(crate) use path::PathAttr;
pub(crate) use rules::{LengthUnit, RuleAttrs, inside_name, lower, upper};
pub(crate) use value::literal_of;
pub(crate) use variant::{VariantAttrs, parse_variant};

use crate::errors::Errors;
use crate::input::Input;
use proc_macro2::Ident;
use std::fmt;

/// A value and the key that it was given to.
#[derive(Clone)]
pub(crate) struct Keyed<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

/// A key that may be there.
pub(crate) type Slot<T> = Option<Keyed<T>>;

/// What an attribute stands on, for messages: ``field `title` ``. Without a kind the name says it all.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind.is_empty() {
            return formatter.write_str(self.name);
        }
        write!(formatter, "{} `{}`", self.kind, self.name)
    }
}

/// Whether the type itself has a key, whatever is wrong with its value.
pub(crate) fn has_key(input: &Input, key: &str) -> bool {
    let subject = Subject { kind: "type", name: "" };
    let items = item::parse_items(&input.attrs, &input.self_type, subject, &mut Errors::default());
    items.iter().any(|item| item.key == key)
}

/// Fills a slot. A key that is given twice is refused at both places.
fn fill<T>(slot: &mut Slot<T>, key: Ident, value: Option<T>, subject: Subject<'_>, errors: &mut Errors) {
    let Some(value) = value else { return };
    match slot {
        Some(first) => errors.refuse_both(
            &first.key,
            &key,
            format_args!("`{key}` is given twice on {subject}"),
            format_args!("keep one `{key}`"),
        ),
        None => *slot = Some(Keyed { key, value }),
    }
}
