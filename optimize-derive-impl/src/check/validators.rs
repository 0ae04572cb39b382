//! `before`, `parse` and `after`.

use super::structs::FieldParts;
use crate::attr::{ContainerAttrs, Keyed, Subject};
use crate::errors::Errors;
use crate::model::RawValidator;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Generics;

/// What sees the raw value. A value that was changed is read from a text of its own, which nothing can
/// borrow from.
pub(super) fn check_raw(parts: &FieldParts<'_>, errors: &mut Errors) -> Option<RawValidator> {
    let (attrs, subject) = (parts.attrs, parts.subject);
    if let (Some(before), Some(parse)) = (&attrs.before, &attrs.parse) {
        errors.refuse_both(
            &before.key,
            &parse.key,
            format_args!("`before` and `parse` on {subject} both take the raw value"),
            "keep one of them: `parse` can do what `before` does",
        );
    }
    if let Some(Keyed { key, .. }) = &attrs.before {
        let ty = parts.input.ty.to_token_stream();
        let problem = if borrows(ty.clone()) {
            Some("borrows from the input, and what `before` returns is none")
        } else if mentions(ty, parts.params) {
            Some("has a type parameter, which need not be readable from what `before` returns")
        } else {
            None
        };
        if let Some(problem) = problem {
            errors.refuse(
                key,
                format_args!("`before` on {subject} can not apply: the field's type {problem}"),
                "use `parse = path` with `fn(serde_json::Value) -> Result<T, String>`, or `after = path`",
            );
        }
    }
    let parse = attrs.parse.as_ref().map(|parse| RawValidator::Parse(parse.value.clone()));
    parse.or_else(|| attrs.before.as_ref().map(|before| RawValidator::Before(before.value.clone())))
}

/// `before` on the type itself.
pub(super) fn check_container(
    container: &ContainerAttrs,
    generics: &Generics,
    subject: Subject<'_>,
    errors: &mut Errors,
) {
    if let Some(Keyed { key, .. }) = &container.before
        && generics.lifetimes().next().is_some()
    {
        errors.refuse(
            key,
            format_args!(
                "`before` on {subject} can not apply: it borrows from the input, and what `before` returns is none"
            ),
            "own the values (`String`), or use `check = path` with a function",
        );
    }
}

fn borrows(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Punct(sign) => sign.as_char() == '&' || sign.as_char() == '\'',
        TokenTree::Group(group) => borrows(group.stream()),
        _ => false,
    })
}

fn mentions(tokens: TokenStream, params: &[proc_macro2::Ident]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => params.contains(&ident),
        TokenTree::Group(group) => mentions(group.stream(), params),
        _ => false,
    })
}
