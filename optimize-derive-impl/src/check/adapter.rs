//! `with`, `serde`, `tensor(…)` and `image(…)`.

use super::image::check_image;
use super::manifest;
use super::rules::Findings;
use super::structs::FieldParts;
use super::tensor::check_tensor;
use crate::attr::{AdapterAttr, Keyed};
use crate::errors::Errors;
use crate::model::{Adapter, Setter, Settings, Wrap};
use crate::ty::{is_element, map_value, option_item, param_name, vec_item};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Lifetime, Path, Type};

/// Checks the adapter against the keys beside it and against the field's type.
pub(super) fn check_adapter(parts: &FieldParts<'_>, findings: &mut Findings, errors: &mut Errors) -> Option<Adapter> {
    let attrs = parts.attrs;
    let (first, others) = attrs.adapters.split_first()?;
    for other in others {
        errors.refuse_both(
            &first.key,
            &other.key,
            format_args!("`{}` and `{}` on {} are both adapters", first.key, other.key, parts.subject),
            "keep one of them",
        );
    }
    refuse_constraints(&first.key, parts, errors);
    let runtime = match &first.value {
        AdapterAttr::Tensor(args) => Some(args.runtime.is_some()),
        AdapterAttr::Image(args) => Some(args.runtime.is_some()),
        AdapterAttr::With(_) | AdapterAttr::Serde => None,
    };
    if runtime == Some(false) && !manifest::knows_tensors() {
        errors.refuse(
            &first.key,
            format_args!("`{}` on {} needs the crate `optimize-tensor`", first.key, parts.subject),
            "add it: `cargo add optimize-tensor`",
        );
    }
    let ours = |runtime: &Option<Keyed<Path>>, name: &str, carried: &str| {
        let at = |name: &str| at_tensor_crate(runtime.as_ref(), name, &first.key);
        (at(name), Some(Settings { rules: at(&format!("{name}Rules")), carried: at(carried) }))
    };
    let (ty, settings) = match &first.value {
        AdapterAttr::With(ty) => (ty.to_token_stream(), None),
        AdapterAttr::Serde => (quote!(_opt::Serde), None),
        AdapterAttr::Tensor(args) => ours(&args.runtime, "Tensor", "Carried"),
        AdapterAttr::Image(args) => ours(&args.runtime, "Picture", "Pixels"),
    };
    let deep = settings.is_some();
    let keeps_vec = matches!(first.value, AdapterAttr::Tensor(_));
    let is_packed = |item: &Type| {
        keeps_vec && (is_element(item) || param_name(item).is_some_and(|name| parts.elements.contains(name)))
    };
    let (wraps, inner) = peel(&parts.input.ty, deep, is_packed);
    match &first.value {
        AdapterAttr::Tensor(args) => check_tensor(args, &first.key, &inner, parts, findings, errors),
        AdapterAttr::Image(args) => check_image(args, &first.key, &inner, parts, findings, errors),
        AdapterAttr::With(_) | AdapterAttr::Serde => {}
    }
    // Only the adapters of this project know how to borrow, and what a type can hold.
    let lent = deep.then(|| lifetime_of(inner.to_token_stream())).flatten();
    let checked = deep.then(|| first.key.clone());
    Some(Adapter { ty, settings, wraps, inner, lent, checked })
}

/// `::optimize_tensor::Tensor`, with the key's span so that a missing crate is reported there.
fn at_tensor_crate(runtime: Option<&Keyed<Path>>, name: &str, key: &Ident) -> TokenStream {
    let name = Ident::new(name, key.span());
    match runtime {
        Some(Keyed { value, .. }) => quote!(#value::#name),
        None => {
            let home = Ident::new("optimize_tensor", key.span());
            quote_spanned!(key.span()=> ::#home::#name)
        }
    }
}

/// Constraints are for types that the runtime knows; an adapter has settings of its own.
fn refuse_constraints(adapter: &Ident, parts: &FieldParts<'_>, errors: &mut Errors) {
    for key in parts.attrs.rules.given() {
        errors.refuse_both(
            key,
            adapter,
            format_args!("`{key}` on {} can not apply beside the adapter `{adapter}`", parts.subject),
            "use `check = path` with a function",
        );
    }
}

/// Takes containers off the type, outermost first, down to what the adapter itself carries: that may be a `Vec` of
/// packed items.
pub(super) fn peel(ty: &Type, deep: bool, is_packed: impl Fn(&Type) -> bool) -> (Vec<Wrap>, Type) {
    let mut wraps = Vec::new();
    let mut inner = crate::ty::bare(ty);
    loop {
        let (wrap, next) = if let Some(item) = option_item(inner) {
            (Wrap::Maybe, item)
        } else if let Some(item) = vec_item(inner).filter(|item| deep && !is_packed(item)) {
            (Wrap::Each(inner.clone()), item)
        } else if let Some(value) = map_value(inner).filter(|_| deep) {
            (Wrap::Values(inner.clone()), value)
        } else {
            return (wraps, inner.clone());
        };
        wraps.push(wrap);
        inner = crate::ty::bare(next);
    }
}

/// The lifetime that a type borrows for, where it has one.
pub(super) fn lifetime_of(tokens: TokenStream) -> Option<Lifetime> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match (token, tokens.peek()) {
            (TokenTree::Punct(sign), Some(TokenTree::Ident(name))) if sign.as_char() == '\'' && name != "static" => {
                return Some(Lifetime { apostrophe: sign.span(), ident: name.clone() });
            }
            (TokenTree::Group(group), _) => {
                if let Some(found) = lifetime_of(group.stream()) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    None
}

/// Adds a call on the rules.
pub(super) fn push(findings: &mut Findings, name: &str, span: Span, arguments: TokenStream) {
    findings.setters.push(Setter::call(Ident::new(name, span), arguments));
}
