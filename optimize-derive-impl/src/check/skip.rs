//! `skip`: a field that is neither read nor written.

use super::default::fitted;
use super::structs::FieldParts;
use crate::attr::Keyed;
use crate::errors::Errors;
use crate::model::Skipped;
use proc_macro2::Ident;
use quote::{quote, quote_spanned};

/// A skipped field has a default, and nothing else that concerns what is read or written.
pub(super) fn check_skip(parts: &FieldParts<'_>, key: &Ident, errors: &mut Errors) -> Skipped {
    let attrs = parts.attrs;
    let subject = parts.subject;
    for other in attrs.given() {
        let fits = ["skip", "default", "default_with", "frozen", "deprecated", "secret"];
        if !fits.iter().any(|name| other == name) {
            errors.refuse_both(
                other,
                key,
                format_args!(
                    "`{other}` on {subject} has no effect beside `skip`: the field is neither read nor written"
                ),
                "keep one of them",
            );
        }
    }
    if let (Some(default), Some(with)) = (&attrs.default, &attrs.default_with) {
        errors.refuse_both(
            &default.key,
            &with.key,
            format_args!("`default` and `default_with` on {subject} are both defaults"),
            "keep one of them",
        );
    }
    let value = match (&attrs.default, &attrs.default_with) {
        (Some(Keyed { key, value: None }), _) => quote_spanned!(key.span()=> _opt::Default::default()),
        (Some(Keyed { value: Some(value), .. }), _) => fitted(value, parts),
        (None, Some(with)) => {
            let path = &with.value;
            quote!(#path())
        }
        (None, None) => {
            errors.refuse(
                key,
                format_args!("`skip` on {subject} needs a default: nothing else gives the field a value"),
                "write `skip, default` or `skip, default = …`",
            );
            quote!(_opt::Default::default())
        }
    };
    Skipped { member: parts.input.member.clone(), value }
}
