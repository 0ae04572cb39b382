//! `extra = "…"` on the struct and `extra` on a field.

use super::flatten;
use super::structs::FieldParts;
use crate::attr::{ContainerAttrs, ExtraPolicy, Keyed};
use crate::errors::Errors;
use crate::ty::Kind;
use proc_macro2::Ident;
use syn::Type;

/// The field that holds unknown keys: a map, with nothing else on it.
pub(super) fn check_extra_field(parts: &FieldParts<'_>, key: &Ident, errors: &mut Errors) {
    if !matches!(parts.kind, Kind::Map(..) | Kind::Unknown) {
        errors.refuse(
            &parts.input.ty,
            format_args!("`extra` on {} needs a map, but the field is {}", parts.subject, parts.kind.describe()),
            "give it the type `serde_json::Map<String, serde_json::Value>`",
        );
    }
    flatten::refuse_keys(parts, key, errors);
    for other in parts.attrs.given() {
        errors.refuse_both(
            key,
            other,
            format_args!("`{other}` on {} can not apply: the field holds the unknown keys", parts.subject),
            format_args!("remove `{other}`"),
        );
    }
}

/// The policy against the fields that are marked.
pub(super) fn check_extra(
    container: &ContainerAttrs,
    fields: Vec<(Ident, Ident, Type)>,
    errors: &mut Errors,
) -> Option<(Ident, Type)> {
    let allow = container.extra.as_ref().filter(|extra| extra.value == ExtraPolicy::Allow);
    let mut fields = fields.into_iter();
    let first = fields.next();
    for (key, ident, _) in fields {
        if let Some((first_key, first_ident, _)) = &first {
            errors.refuse_both(
                first_key,
                &key,
                format_args!("`{key}` is given to two fields, `{first_ident}` and `{ident}`"),
                "keep one: unknown keys go to one map",
            );
        }
    }
    match (allow, &first) {
        (Some(Keyed { key, .. }), None) => errors.refuse(
            key,
            "`extra = \"allow\"` needs a field for the unknown keys",
            "add `#[opt(extra)] extra: serde_json::Map<String, serde_json::Value>`",
        ),
        (None, Some((key, ident, _))) if container.extra.is_some() || key != "flatten" => errors.refuse(
            key,
            format_args!("`{key}` on field `{ident}` has no effect: the struct does not keep unknown keys"),
            "write `#[opt(extra = \"allow\")]` on the struct",
        ),
        _ => {}
    }
    first.map(|(_, ident, ty)| (ident, ty))
}
