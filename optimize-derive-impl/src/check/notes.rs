//! `title`, `example`, `deprecated`, `secret` and `frozen`.

use super::default::fitted;
use super::rules::{Findings, RuleParts};
use super::satisfy::{Role, check_value};
use super::structs::FieldParts;
use crate::attr::Keyed;
use crate::errors::Errors;
use crate::model::Notes;
use syn::{Expr, Member};

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
            check_value(value, Role::Example, rules, findings, errors);
        }
    }
    if let Some(example) = &parts.container.example
        && let Some(value) = part_of(&example.value, parts)
        && attrs.adapters.is_empty()
    {
        check_value(value, Role::Example, rules, findings, errors);
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

/// What the example of the whole type has for the field, where it is written out: `Video { fps: 25 }`.
fn part_of<'a>(example: &'a Expr, parts: &FieldParts<'_>) -> Option<&'a Expr> {
    match example {
        Expr::Group(group) => part_of(&group.expr, parts),
        Expr::Struct(literal) => {
            literal.fields.iter().find(|field| field.member == parts.input.member).map(|field| &field.expr)
        }
        Expr::Call(call) => match (&*call.func, &parts.input.member) {
            (Expr::Path(path), Member::Unnamed(index))
                if path.path.segments.last().is_some_and(|name| name.ident == *parts.own) =>
            {
                call.args.iter().nth(index.index as usize)
            }
            _ => None,
        },
        _ => None,
    }
}
