//! `default`, `default = expr`, `default_with` and `required`.

use super::decimal::as_decimal;
use super::number::{Number, as_fraction};
use super::rules::{Findings, RuleParts};
use super::satisfy::{Role, check_value};
use super::standard::check_standard;
use super::structs::FieldParts;
use crate::attr::Keyed;
use crate::errors::Errors;
use crate::model::DefaultValue;
use crate::ty::{Kind, bare, is_option, option_item, pointer_item};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, ExprLit, Lit, Type};

/// Checks the default against the field's own constraints.
pub(super) fn check_default(
    parts: &FieldParts<'_>,
    rules: &RuleParts<'_>,
    findings: &mut Findings,
    errors: &mut Errors,
) -> Option<DefaultValue> {
    let attrs = parts.attrs;
    if let (Some(default), Some(with)) = (&attrs.default, &attrs.default_with) {
        errors.refuse_both(
            &default.key,
            &with.key,
            format_args!("`default` and `default_with` on {} are both defaults", parts.subject),
            "keep one of them",
        );
    }
    check_required(parts, errors);
    if let Some(Keyed { value, .. }) = &attrs.default_with {
        return Some(DefaultValue::Function(value.clone()));
    }
    match attrs.default.as_ref()? {
        Keyed { key, value: None } => {
            if attrs.adapters.is_empty() {
                check_standard(key, "`default`", rules, errors);
            }
            Some(DefaultValue::Standard(key.clone()))
        }
        Keyed { value: Some(value), .. } => {
            if attrs.adapters.is_empty() {
                check_value(value, Role::Default, rules, findings, errors);
            }
            Some(DefaultValue::Expr(fitted(value, parts)))
        }
    }
}

fn check_required(parts: &FieldParts<'_>, errors: &mut Errors) {
    let attrs = parts.attrs;
    let Some(Keyed { key, .. }) = &attrs.required else { return };
    let subject = parts.subject;
    if !is_option(&parts.input.ty) {
        errors.refuse(
            key,
            format_args!("`required` on {subject} has no effect: the field is no `Option`"),
            "remove `required`: a field without a default must be present",
        );
    }
    let default = attrs.default.as_ref().map(|default| &default.key);
    if let Some(default) = default.or(attrs.default_with.as_ref().map(|with| &with.key)) {
        errors.refuse_both(
            key,
            default,
            format_args!("`required` and `{default}` on {subject} contradict each other"),
            "keep one of them",
        );
    }
}

/// A literal as the field's type wants it: `0` for a float is `0.0`, `"x"` becomes a `String`, and on
/// an `Option` it is wrapped in `Some`.
pub(super) fn fitted(value: &Expr, parts: &FieldParts<'_>) -> TokenStream {
    if !parts.attrs.adapters.is_empty() {
        return value.to_token_stream();
    }
    let literal = match (parts.kind, literal(value)) {
        (Kind::Float(_), Some(Lit::Int(_))) => as_fraction(value).into_token_stream(),
        (Kind::Decimal, Some(Lit::Int(_) | Lit::Float(_))) => as_decimal(value),
        (Kind::Text, Some(Lit::Str(_))) if !borrows(&parts.input.ty) => quote!(::core::convert::Into::into(#value)),
        (Kind::Text | Kind::Int(_) | Kind::Float(_) | Kind::Bool | Kind::Char, Some(_)) => value.to_token_stream(),
        _ => return value.to_token_stream(),
    };
    // Only `Option` itself: what is inside it must be of the plain type, or behind pointers.
    match option_item(&parts.input.ty) {
        Some(inner) if option_item(pointed(inner)).is_none() => {
            let literal = behind_pointers(inner, literal);
            quote!(_opt::Some(#literal))
        }
        Some(_) => literal,
        None => behind_pointers(&parts.input.ty, literal),
    }
}

/// What the pointers around a value point to.
fn pointed(ty: &Type) -> &Type {
    pointer_item(ty).map_or(ty, pointed)
}

/// A literal as the pointers of the field's type hold it: 3 for a `Box<u8>`. A `str` is made one by itself.
fn behind_pointers(ty: &Type, literal: TokenStream) -> TokenStream {
    match pointer_item(ty) {
        Some(inner) if !is_str(inner) && option_item(pointed(inner)).is_none() => {
            let literal = behind_pointers(inner, literal);
            quote!(<#ty as ::core::convert::From<#inner>>::from(#literal))
        }
        _ => literal,
    }
}

fn is_str(ty: &Type) -> bool {
    matches!(bare(ty), Type::Path(path) if path.path.is_ident("str"))
}

/// Whether a string literal already has the type, in an `Option` or without.
fn borrows(ty: &Type) -> bool {
    matches!(bare(option_item(ty).unwrap_or(ty)), Type::Reference(_))
}

fn literal(value: &Expr) -> Option<&Lit> {
    match value {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit),
        Expr::Unary(_) if Number::of(value).is_some() => crate::attr::literal_of(value),
        _ => None,
    }
}
