//! The keys of an enum's variant.

use super::item::parse_items;
use super::keys::{Place, refuse_unknown};
use super::{Keyed, Slot, Subject, fill, value};
use crate::errors::Errors;
use proc_macro2::TokenStream;
use syn::{Attribute, LitStr};

/// What stands on a variant.
#[derive(Default)]
pub(crate) struct VariantAttrs {
    /// The string on the wire.
    pub(crate) rename: Slot<LitStr>,
    /// Further strings that are read.
    pub(crate) alias: Vec<Keyed<LitStr>>,
}

/// Reads the keys of a variant.
pub(crate) fn parse_variant(
    attrs: &[Attribute],
    self_type: &TokenStream,
    subject: Subject<'_>,
    errors: &mut Errors,
) -> VariantAttrs {
    let mut out = VariantAttrs::default();
    for item in parse_items(attrs, self_type, subject, errors) {
        let key = item.key.clone();
        match key.to_string().as_str() {
            "rename" => {
                let name = value::text(&item, "name", subject, errors);
                fill(&mut out.rename, key, name, subject, errors);
            }
            "alias" => out.alias.extend(value::text(&item, "name", subject, errors).map(|value| Keyed { key, value })),
            _ => refuse_unknown(&item, Place::Variant, subject, errors),
        }
    }
    out
}
