//! `exclude`, `exclude_none`, `exclude_default`, `exclude_if` and `lossy_ok`.

use super::structs::FieldParts;
use crate::attr::Keyed;
use crate::errors::Errors;
use crate::ty::is_option;
use proc_macro2::Ident;
use syn::Expr;

/// What the keys of the field and of the struct come to.
pub(super) struct Exclusion {
    pub(super) none: bool,
    pub(super) default: bool,
}

/// Checks the keys against the type and the default.
pub(super) fn check_exclude(parts: &FieldParts<'_>, errors: &mut Errors) -> Exclusion {
    let FieldParts { attrs, container, input, subject, .. } = parts;
    let option = is_option(&input.ty);
    let has_default = attrs.default.is_some() || attrs.default_with.is_some();
    if let Some(Keyed { key, .. }) = &attrs.exclude_none
        && !option
    {
        errors.refuse(
            key,
            format_args!("`exclude_none` on {subject} has no effect: the field is no `Option`"),
            "remove `exclude_none`, or make the field an `Option`",
        );
    }
    if let Some(Keyed { key, .. }) = &attrs.exclude_default
        && !option
        && !has_default
    {
        errors.refuse(
            key,
            format_args!("`exclude_default` on {subject} has no effect: the field has no default"),
            "add `default` or `default = …`",
        );
    }
    if let Some(Keyed { key, .. }) = &attrs.exclude {
        refuse_beside_exclude(key, parts, errors);
    }
    if let (Some(exclude), Some(required)) = (&attrs.exclude_none, &attrs.required) {
        errors.refuse_both(
            &exclude.key,
            &required.key,
            format_args!("`exclude_none` on {subject} leaves out what `required` asks for when it is read back"),
            "keep one of them",
        );
    }
    let by_struct = option && container.exclude_none.is_some() && attrs.required.is_none();
    let none = attrs.exclude_none.is_some() || by_struct;
    check_lossy(none, by_struct, parts, errors);
    Exclusion {
        none: none && option,
        default: attrs.exclude_default.is_some() || (container.exclude_default.is_some() && (option || has_default)),
    }
}

/// What an excluded field can't need.
fn refuse_beside_exclude(key: &Ident, parts: &FieldParts<'_>, errors: &mut Errors) {
    let attrs = parts.attrs;
    let others = [
        attrs.exclude_none.as_ref().map(|other| &other.key),
        attrs.exclude_default.as_ref().map(|other| &other.key),
        attrs.exclude_if.as_ref().map(|other| &other.key),
    ];
    for other in others.into_iter().flatten() {
        errors.refuse_both(
            key,
            other,
            format_args!(
                "`{other}` on {} has no effect beside `exclude`, which leaves the field out always",
                parts.subject
            ),
            "keep one of them",
        );
    }
}

/// A `None` that is left out comes back as the default.
fn check_lossy(none: bool, by_struct: bool, parts: &FieldParts<'_>, errors: &mut Errors) {
    let FieldParts { attrs, container, subject, .. } = parts;
    let default = match &attrs.default {
        Some(Keyed { key, value: Some(value) }) if !is_none(value) => Some(key),
        _ => attrs.default_with.as_ref().map(|with| &with.key),
    };
    match (default, &attrs.lossy_ok) {
        (Some(default), None) if none => {
            let own = attrs.exclude_none.as_ref().map(|exclude| &exclude.key);
            let help = "add `lossy_ok` if that is meant, or write `default = None`";
            let problem = format!(
                "`exclude_none` on {subject} loses a `None`: left out of the dump, it comes back as the default"
            );
            match own.or(container.exclude_none.as_ref().filter(|_| by_struct).map(|exclude| &exclude.key)) {
                Some(exclude) => errors.refuse_both(exclude, default, problem, help),
                None => errors.refuse(default, problem, help),
            }
        }
        (default, Some(lossy)) if default.is_none() || !none => errors.refuse(
            &lossy.key,
            format_args!(
                "`lossy_ok` on {subject} allows nothing: it is for `exclude_none` beside a default that is not `None`"
            ),
            "remove `lossy_ok`",
        ),
        _ => {}
    }
}

/// Whether an expression is `None`.
fn is_none(value: &Expr) -> bool {
    matches!(value, Expr::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == "None"))
}
