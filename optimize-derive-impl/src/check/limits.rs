//! `limits(…)`.

use super::number::Number;
use super::structs::FieldParts;
use crate::attr::{ContainerAttrs, Keyed, Subject};
use crate::errors::Errors;
use crate::model::Setter;
use crate::ty::Kind;
use quote::ToTokens as _;

/// Each limit by itself.
pub(super) fn check_limits(container: &ContainerAttrs, subject: Subject<'_>, errors: &mut Errors) -> Vec<Setter> {
    let limits = container.limits.iter().flat_map(|limits| &limits.value);
    limits
        .map(|Keyed { key, value }| {
            let least = i128::from(key != "items");
            if Number::of(value).and_then(Number::to_int).is_some_and(|number| number < least) {
                errors.refuse(
                    value,
                    format_args!("`{key}` in `limits` on {subject} leaves no input"),
                    format_args!("write `{key} = {least}` or more"),
                );
            }
            Setter::call(key.clone(), value.to_token_stream())
        })
        .collect()
}

/// What a field asks for and the limits do not let through.
pub(super) fn check_field(parts: &FieldParts<'_>, errors: &mut Errors) {
    let number = |value| Number::of(value).and_then(Number::to_int);
    let limits = parts.container.limits.iter().flat_map(|limits| &limits.value);
    let Some(items) = limits.into_iter().find(|limit| limit.key == "items") else { return };
    let Some(min) = &parts.attrs.rules.min_length else { return };
    let counts = matches!(parts.kind, Kind::List(_) | Kind::Set(_) | Kind::Map(..));
    if let (true, Some(least), Some(most)) = (counts, number(&min.value), number(&items.value))
        && least > most
    {
        errors.refuse_both(
            &min.value,
            &items.value,
            format_args!(
                "`min_length = {least}` on {} is more than `limits(items = {most})` lets through",
                parts.subject
            ),
            format_args!("write `limits(items = {least})` or more"),
        );
    }
}
