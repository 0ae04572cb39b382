//! Variants without a tag: the first that fits is read.

use crate::errors::Errors;
use crate::input::Shape;
use crate::model::{Field, Variant};
use quote::ToTokens as _;

/// Refuses variants that can never be read, because one before them takes whatever they would.
pub(super) fn refuse_hidden(variants: &[Variant], errors: &mut Errors) {
    for (position, variant) in variants.iter().enumerate() {
        let Some(first) = variants[..position].iter().find(|first| hides(first, variant)) else { continue };
        errors.refuse_both(
            &first.ident,
            &variant.ident,
            format_args!(
                "variant `{}` is never read: `{}` before it takes every value that it has, and no tag tells them apart",
                variant.ident, first.ident
            ),
            "remove one of them, or tell them apart: `tag = \"type\", content = \"value\"` in place of `untagged`",
        );
    }
}

/// Whether a variant surely takes every value of another one: both are `null`, or of one type and the first has no rules.
fn hides(first: &Variant, later: &Variant) -> bool {
    match (first.body, later.body, &first.model.fields[..], &later.model.fields[..]) {
        (Shape::Unit, Shape::Unit, ..) => true,
        (Shape::Newtype, Shape::Newtype, [first], [later]) => {
            let same = first.ty.to_token_stream().to_string() == later.ty.to_token_stream().to_string();
            same && takes_all(first) && later.adapter.is_none() && later.raw.is_none()
        }
        _ => false,
    }
}

/// Whether nothing stands on the field that some of its type's values break.
fn takes_all(field: &Field) -> bool {
    let Field { adapter, rules, raw, after, check, .. } = field;
    adapter.is_none() && rules.is_empty() && raw.is_none() && after.is_none() && check.is_none()
}
