//! `flatten`: a field whose own fields, or entries, stand among those of the model.

use super::structs::FieldParts;
use crate::attr::{FieldAttrs, Keyed};
use crate::errors::Errors;
use crate::model::Field;
use crate::ty::{Kind, box_item, is_chain, name_and_arguments, option_item};
use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::Type;

/// Whether the field is a map, which takes the keys that no other field has.
pub(super) fn is_map(parts: &FieldParts<'_>) -> bool {
    matches!(parts.kind, Kind::Map(..))
        || name_and_arguments(option_item(&parts.input.ty).unwrap_or(&parts.input.ty))
            .is_some_and(|(name, arguments)| name == "Map" && arguments.len() == 2)
}

/// The keys of JSON are strings.
pub(super) fn refuse_keys(parts: &FieldParts<'_>, marked: &Ident, errors: &mut Errors) {
    let Kind::Map(key, _) = parts.kind else { return };
    let kind = Kind::of(key, parts.params);
    let is_owned = name_and_arguments(key).is_some_and(|(name, _)| name == "String");
    if !matches!(kind, Kind::Text | Kind::Unknown | Kind::Param) || (matches!(kind, Kind::Text) && !is_owned) {
        errors.refuse(
            key,
            format_args!("`{marked}` on {} keeps keys that no field has, which are `String`s", parts.subject),
            "give the map the type `BTreeMap<String, …>`",
        );
    }
}

/// A flattened field is a model or a map, with no key of its own and nothing that concerns one.
pub(super) fn check_flatten(parts: &FieldParts<'_>, key: &Ident, errors: &mut Errors) {
    let subject = parts.subject;
    if !is_map(parts) && !matches!(parts.kind, Kind::Unknown | Kind::Param) {
        errors.refuse(
            &parts.input.ty,
            format_args!("`flatten` on {subject} needs a model or a map, but the field is {}", parts.kind.describe()),
            "remove `flatten`",
        );
    }
    refuse_keys(parts, key, errors);
    if is_chain(&parts.input.ty, parts.own) {
        errors.refuse(
            &parts.input.ty,
            format_args!("{subject} is flattened into its own type, which would have its keys again and again"),
            "remove `flatten`, and the value stands under its own key",
        );
    }
    for other in parts.attrs.given() {
        errors.refuse_both(
            key,
            other,
            format_args!("`{other}` on {subject} can not apply beside `flatten`: the field has no key of its own"),
            format_args!("remove `{other}`, or put it on the fields inside"),
        );
    }
}

/// One model flattened twice has each of its keys twice.
pub(super) fn refuse_repeated(fields: &[Field], sources: &[FieldAttrs], errors: &mut Errors) {
    let mut known: Vec<(String, &Field, &Ident)> = Vec::new();
    for (field, attrs) in fields.iter().zip(sources) {
        let Some(Keyed { key, .. }) = &attrs.flatten else { continue };
        let name = held(&field.ty).to_token_stream().to_string();
        if let Some((_, first, first_key)) = known.iter().find(|(earlier, ..)| *earlier == name) {
            errors.refuse_both(
                first_key,
                key,
                format_args!(
                    "field `{}` and field `{}` are flattened models of one type, whose keys would reach both",
                    first.name(),
                    field.name()
                ),
                "remove one `flatten`, and that value stands under its own key",
            );
        }
        known.push((name, field, key));
    }
}

/// The model in an `Option` or a `Box`.
fn held(ty: &Type) -> &Type {
    option_item(ty).or_else(|| box_item(ty)).map_or(ty, held)
}
