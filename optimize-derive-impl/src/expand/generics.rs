//! The generics of every generated impl.

use super::uses::{Finder, Uses};
use crate::model::{Field, Head, Model, Settings};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::punctuated::Punctuated;
use syn::{GenericParam, Generics, Lifetime, LifetimeParam, Type, WherePredicate, parse_quote};

/// What goes around an impl: `impl #params Trait for Type #arguments #bounds`.
pub(crate) struct Scope {
    pub(crate) params: TokenStream,
    pub(crate) arguments: TokenStream,
    pub(crate) bounds: TokenStream,
    /// The lifetime of the input, in a scope for parsing.
    pub(crate) input: Lifetime,
}

/// What the type's parameters must be able to do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Written, checked, hashed, described.
    Field,
    /// That, and read.
    Parse,
}

/// The scope of impls that do not read: `T: Field`.
pub(super) fn field_scope(head: &Head, fields: &[&Field], extra: Option<&Type>) -> Scope {
    bounded(head, fields, extra, Need::Field, head.generics.clone())
}

/// The scope of an impl that there is only where a type is a map's key.
pub(super) fn key_scope(model: &Model, ty: &Type) -> Scope {
    let mut around = model.head.generics.clone();
    // The lifetime makes this a condition: without it a type that is no key would be an error.
    around.make_where_clause().predicates.push(parse_quote!(for<'__k> #ty: _opt::MapKey));
    bounded(&model.head, &model.fields.iter().collect::<Vec<_>>(), None, Need::Field, around)
}

/// As [`key_scope`], for reading.
pub(super) fn parse_key_scope(model: &Model, ty: &Type) -> Scope {
    let mut around = with_input_lifetime(&model.head.generics);
    let input = input_lifetime(&model.head.generics);
    around.make_where_clause().predicates.push(parse_quote!(for<'__k> #ty: _opt::ParseKey<#input>));
    bounded(&model.head, &model.fields.iter().collect::<Vec<_>>(), None, Need::Parse, around)
}

/// The scope of impls that read: `'de` outlives every lifetime of the type, `T: ParseField<'de>`.
pub(super) fn parse_scope(head: &Head, fields: &[&Field], extra: Option<&Type>) -> Scope {
    bounded(head, fields, extra, Need::Parse, with_input_lifetime(&head.generics))
}

/// The scope of a type whose parameters need nothing.
pub(crate) fn plain_scope(head: &Head) -> Scope {
    scope(&head.generics, head.generics.clone())
}

/// The scope of an impl that reads a type whose parameters need nothing.
pub(crate) fn plain_parse_scope(head: &Head) -> Scope {
    scope(&head.generics, with_input_lifetime(&head.generics))
}

/// The generics of a struct's definition: `<'a, T: Bound>` without defaults, and its where clause.
pub(super) fn definition(model: &Model) -> (TokenStream, TokenStream) {
    let mut generics = model.head.generics.clone();
    let open: Vec<Ident> = generics.type_params().map(|param| param.ident.clone()).collect();
    for field in model.fields.iter().filter(|field| field.is_flat() && uses_any(&field.ty, &open)) {
        let ty = &field.ty;
        generics.make_where_clause().predicates.push(parse_quote!(#ty: _opt::ParseModel));
    }
    let (params, _, bounds) = generics.split_for_impl();
    (params.to_token_stream(), bounds.to_token_stream())
}

fn uses_any(ty: &Type, params: &[Ident]) -> bool {
    params.iter().any(|param| mentions(ty.to_token_stream(), param))
}

fn scope(own: &Generics, around: Generics) -> Scope {
    let (_, arguments, _) = own.split_for_impl();
    let (params, _, bounds) = around.split_for_impl();
    Scope {
        params: params.to_token_stream(),
        arguments: arguments.to_token_stream(),
        bounds: bounds.to_token_stream(),
        input: input_lifetime(own),
    }
}

/// The bounds that the fields tell. `extra` is the type of what keeps unknown keys.
fn bounded(head: &Head, fields: &[&Field], extra: Option<&Type>, need: Need, mut around: Generics) -> Scope {
    let own = &head.generics;
    let input = input_lifetime(own);
    let (bound, key_bound) = match need {
        Need::Field => (quote!(_opt::Field), quote!(_opt::MapKey)),
        // What a validator of the whole input returns is read from a text of its own.
        Need::Parse if head.before.is_some() => (quote!(_opt::ParseFieldOwned), quote!(for<'__k> _opt::ParseKey<'__k>)),
        Need::Parse => (quote!(_opt::ParseField<#input>), quote!(_opt::ParseKey<#input>)),
    };
    let said = match need {
        Need::Field => &head.bound.serialize,
        Need::Parse => &head.bound.deserialize,
    };
    if need == Need::Parse
        && let Some(written) = head.bound.serialize.as_ref().filter(|_| !head.bound.is_one)
    {
        // What is read is a field too.
        around.make_where_clause().predicates.extend(written.predicates.iter().cloned());
    }
    if let Some(said) = said {
        if !said.predicates.is_empty() {
            around.make_where_clause().predicates.extend(said.predicates.iter().cloned());
        }
        return scope(own, around);
    }
    let params: Vec<Ident> = own.type_params().map(|param| param.ident.clone()).collect();
    if !params.is_empty() {
        let mut predicates = Punctuated::<WherePredicate, syn::Token![,]>::new();
        let plain = fields.iter().filter(|field| field.adapter.is_none() && !field.is_flat()).map(|field| &field.ty);
        let mut finder = Finder { model: &head.ident, params: &params, uses: Uses::default() };
        plain.chain(extra).for_each(|ty| finder.look(ty));
        let Uses { values, keys } = finder.uses;
        predicates.extend(values.iter().map(|used| -> WherePredicate { parse_quote!(#used: #bound) }));
        predicates.extend(keys.iter().map(|key| -> WherePredicate { parse_quote!(#key: #key_bound) }));
        for field in fields.iter().filter(|field| field.is_flat() && uses_any(&field.ty, &params)) {
            let ty = &field.ty;
            predicates.push(parse_quote!(#ty: _opt::ParseModel));
            if need == Need::Parse {
                predicates.push(parse_quote!(#ty: _opt::ParseField<#input>));
                predicates.push(parse_quote!(<#ty as _opt::ParseModel>::Fields: _opt::Partial<#input, Model = #ty>));
            }
        }
        for field in fields {
            if let Some(adapter) = &field.adapter
                && params.iter().any(|param| mentions(adapter.inner.to_token_stream(), param))
            {
                let (ty, inner) = (&adapter.ty, &adapter.inner);
                if let Some(Settings { rules, carried }) = &adapter.settings {
                    // What the settings are must be known where they are made, and what they are held against.
                    predicates.push(parse_quote!(#ty: _opt::Adapter<#inner, Rules = #rules>));
                    predicates.push(parse_quote!(#inner: #carried));
                } else {
                    predicates.push(parse_quote!(#ty: _opt::Adapter<#inner>));
                }
                if let Some(lifetime) = adapter.lent.as_ref().filter(|_| need == Need::Parse) {
                    predicates.push(parse_quote!(#ty: _opt::BorrowAdapter<#lifetime, #inner>));
                }
            }
        }
        if !predicates.is_empty() {
            around.make_where_clause().predicates.extend(predicates);
        }
    }
    scope(own, around)
}

/// The type's generics with the input's lifetime in front.
fn with_input_lifetime(own: &Generics) -> Generics {
    let mut around = own.clone();
    let mut param = LifetimeParam::new(input_lifetime(own));
    param.bounds = own.lifetimes().map(|borrowed| borrowed.lifetime.clone()).collect();
    if !param.bounds.is_empty() {
        param.colon_token = Some(Default::default());
    }
    around.params.insert(0, GenericParam::Lifetime(param));
    around
}

/// `'de`, unless the type has one of that name.
fn input_lifetime(own: &Generics) -> Lifetime {
    let taken = |name: &str| own.lifetimes().any(|param| param.lifetime.ident == name);
    let name = if taken("de") { format_ident!("__de") } else { format_ident!("de") };
    Lifetime { apostrophe: name.span(), ident: name }
}

/// Whether a name stands somewhere in the tokens.
pub(crate) fn mentions(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => mentions(group.stream(), name),
        _ => false,
    })
}
