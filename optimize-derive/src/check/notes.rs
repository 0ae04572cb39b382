//! `title`, `example`, `deprecated`, `secret` and `frozen`.

use super::default::fitted;
use super::number::Number;
use super::rules::{Findings, RuleParts};
use super::satisfy::{Role, assert_value, check_value};
use super::structs::FieldParts;
use crate::attr::Keyed;
use crate::errors::Errors;
use crate::model::Notes;
use crate::ty::is_option;

/// Checks the examples against the rules, and puts the notes together.
pub(super) fn check_notes(
    parts: &FieldParts<'_>,
    rules: &RuleParts<'_>,
    findings: &mut Findings,
    errors: &mut Errors,
) -> Notes {
    let attrs = parts.attrs;
    for Keyed { value, .. } in &attrs.example {
        if attrs.adapters.is_empty() {
            check_value(value, Role::Example, rules, errors);
            if !is_option(&parts.input.ty) || Number::of(value).is_some() {
                assert_value(value, Role::Example, rules, findings);
            }
        }
    }
    if let Some(Keyed { key, value }) = &attrs.title
        && value.value().is_empty()
    {
        errors.refuse(
            value,
            format_args!("`{key}` on {} is empty", parts.subject),
            format_args!("write a title: `{key} = \"…\"`, or remove it"),
        );
    }
    Notes {
        title: attrs.title.as_ref().map(|title| title.value.value()),
        // Rust's own attribute says it too.
        deprecated: attrs.deprecated.is_some()
            || parts.input.attrs.iter().any(|attr| attr.path().is_ident("deprecated")),
        secret: attrs.secret.is_some(),
        frozen: attrs.frozen.is_some(),
        examples: attrs.example.iter().map(|example| fitted(&example.value, parts)).collect(),
    }
}
