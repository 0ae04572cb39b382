//! `ascii`, and `trim`, `lowercase` and `uppercase` on what is inside a container.

use super::bounds::refuse_param;
use super::mode::refuse_both;
use super::rules::{Findings, RuleParts};
use crate::attr::Keyed;
use crate::errors::Errors;
use crate::ty::{Kind, borrows_text};
use proc_macro2::TokenStream;
use syn::Type;

/// `ascii` is a check of a string.
pub(super) fn check_text(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let Some(Keyed { key, .. }) = &parts.attrs.ascii else { return };
    match parts.kind {
        Kind::Text | Kind::Unknown => {}
        Kind::Param => refuse_param(key, parts.subject, errors),
        kind => {
            errors.refuse(
                key,
                format_args!("`ascii` on {} needs a string, but it is {}", parts.subject, kind.describe()),
                help_for(kind, "ascii"),
            );
        }
    }
    findings.set(key, TokenStream::new());
}

/// The normalising keys in `items(…)` and the like. Those on a field go to its mode.
pub(super) fn check_normalising(
    parts: &RuleParts<'_>,
    ty: Option<&Type>,
    findings: &mut Findings,
    errors: &mut Errors,
) {
    let attrs = parts.attrs;
    refuse_both(&attrs.lowercase, &attrs.uppercase, "keep one of them", parts.subject, errors);
    for Keyed { key, .. } in [&attrs.trim, &attrs.lowercase, &attrs.uppercase].into_iter().flatten() {
        match parts.kind {
            Kind::Text | Kind::Unknown => {}
            Kind::Param => refuse_param(key, parts.subject, errors),
            kind => errors.refuse(
                key,
                format_args!("`{key}` on {} needs a string, but it is {}", parts.subject, kind.describe()),
                help_for(kind, &key.to_string()),
            ),
        }
        if key != "trim" && ty.is_some_and(borrows_text) {
            errors.refuse(
                key,
                format_args!("`{key}` on {} can not change text that is borrowed from the input", parts.subject),
                "give them the type `Cow<'a, str>` or `String`",
            );
        }
        findings.set(key, TokenStream::new());
    }
}

/// Where a key for strings goes instead.
pub(super) fn help_for(kind: Kind<'_>, key: &str) -> String {
    match kind {
        Kind::List(_) | Kind::Set(_) | Kind::Array(_) => format!("for each item, write `items({key})`"),
        Kind::Map(..) => format!("write `keys({key})` or `values({key})`"),
        _ => format!("remove `{key}`"),
    }
}
