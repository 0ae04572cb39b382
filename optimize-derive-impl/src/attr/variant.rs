//! The keys of an enum's variant.

use super::item::parse_items;
use super::keys::{Place, refuse_unknown};
use super::{Keyed, Slot, Subject, fill, value};
use crate::case::{CASES, Case};
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
    /// How the names of its fields are spelled.
    pub(crate) rename_all: Slot<Case>,
    /// Neither read nor written.
    pub(crate) skip: Slot<()>,
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
            "rename_all" => {
                let case = value::word(&item, &CASES, subject, errors);
                fill(&mut out.rename_all, key, case, subject, errors);
            }
            "skip" => {
                let flag = value::flag(&item, subject, errors);
                fill(&mut out.skip, key, flag, subject, errors);
            }
            _ => refuse_unknown(&item, Place::Variant, subject, errors),
        }
    }
    out
}
