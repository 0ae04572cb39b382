//! Floats where values must differ: as keys of a map, and in a set.

use super::structs::FieldParts;
use crate::attr::Subject;
use crate::errors::Errors;
use crate::ty::Kind;
use proc_macro2::Ident;
use syn::Type;

/// Refuses maps and sets that the compiler would refuse in the words of its own traits, one error for each.
pub(super) fn check_floats(parts: &FieldParts<'_>, errors: &mut Errors) {
    if parts.attrs.adapters.is_empty() {
        check_inside(&parts.input.ty, parts.params, parts.subject, errors);
    }
}

fn check_inside(ty: &Type, params: &[Ident], subject: Subject<'_>, errors: &mut Errors) {
    let is_float = |ty: &Type| matches!(Kind::of(ty, params), Kind::Float(_));
    match Kind::of(ty, params) {
        Kind::Map(key, value) => {
            if is_float(key) {
                errors.refuse(
                    key,
                    format_args!("floats can not be the keys of a map, in {subject}: NaN is not equal to itself"),
                    "use a whole number or a `String`, or a list of pairs",
                );
            }
            check_inside(value, params, subject, errors);
        }
        Kind::Set(item) if is_float(item) => errors.refuse(
            item,
            format_args!("floats can not be in a set, in {subject}: NaN is not equal to itself"),
            "use a `Vec`: with `unique` it has no item twice",
        ),
        Kind::List(item) | Kind::Array(item) => check_inside(item, params, subject, errors),
        _ => {}
    }
}
