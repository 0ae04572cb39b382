//! `limits(…)`.

use super::number::Number;
use crate::attr::{ContainerAttrs, Keyed, Subject};
use crate::errors::Errors;
use crate::model::Setter;
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
