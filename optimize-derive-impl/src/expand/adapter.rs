//! The types and rules of fields that an adapter carries.

use super::flat;
use crate::model::{Adapter, Field, Role, Setter, SetterValue, Surety, Wrap};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use std::collections::HashSet;
use syn::Lifetime;

/// The type that the runtime knows the field by: its own, or `Adapted<its own, the adapter>`.
pub(super) fn carried_type(field: &Field) -> TokenStream {
    let ty = &field.ty;
    match &field.adapter {
        None => quote!(#ty),
        Some(adapter) => {
            let whole = wrapped(adapter, &adapter.wraps);
            match &adapter.lent {
                None => quote!(_opt::Adapted<#ty, #whole>),
                Some(lifetime) => quote!(_opt::AdaptedRef<#lifetime, #ty, #whole>),
            }
        }
    }
}

/// The wrapper around the value of a field with an adapter.
pub(super) fn wrapper(adapter: &Adapter) -> TokenStream {
    if adapter.lent.is_some() { quote!(_opt::AdaptedRef) } else { quote!(_opt::Adapted) }
}

/// Names the types before the fields are used, each once. Where a type can't be a field, this is the error that the
/// constant of its definition gives, and the compiler shows equal errors once; it then keeps back those of the calls
/// that follow. Not needed for the types that surely are fields.
pub(super) fn mentions<'f>(fields: impl IntoIterator<Item = &'f Field>) -> Vec<TokenStream> {
    first_of_each_type(fields).map(mention).collect()
}

/// As [`mentions`], where the fields are read.
pub(super) fn mentions_read<'f>(fields: impl IntoIterator<Item = &'f Field>, input: &Lifetime) -> Vec<TokenStream> {
    let mentions = first_of_each_type(fields).map(|field| {
        let (written, carried) = (mention(field), carried_type(field));
        let open = field.surety == Surety::Open && !field.is_flat();
        let read = open.then(|| quote_spanned!(field.place=> let _: _opt::Parsed<#input, #carried>;));
        quote!(#written #read)
    });
    mentions.collect()
}

fn mention(field: &Field) -> TokenStream {
    let named = if field.is_flat() { flat::fields(field) } else { definition_type(field) };
    quote_spanned!(field.place=> let _: #named;)
}

fn first_of_each_type<'f>(fields: impl IntoIterator<Item = &'f Field>) -> impl Iterator<Item = &'f Field> {
    let mut known = HashSet::new();
    fields
        .into_iter()
        .filter(|field| match field.role {
            Role::Value => field.surety != Surety::Sure,
            // What is flattened into a generic model has to be one by its bounds.
            Role::Flatten(_) => field.surety == Surety::Known,
            Role::Tag => false,
        })
        .filter(move |field| known.insert(field.type_name()))
}

/// The type of a field's definition.
pub(super) fn definition_type(field: &Field) -> TokenStream {
    let carried = carried_type(field);
    if field.surety == Surety::Known {
        quote_spanned!(field.place=> _opt::KnownDef<#carried>)
    } else {
        quote_spanned!(field.place=> _opt::FieldDef<#carried>)
    }
}

/// The method `field`, with the span of the field's type: that is where to report a type that can't be
/// a field.
pub(super) fn field_method(field: &Field) -> Ident {
    Ident::new("field", field.place)
}

/// The rules of the field: `_opt::rules::<String>().min_length(1)`. Those of an adapter that knows more of the
/// type than its name tells are checked by it: `Tensor::checked::<Array3<u8>>(…)`. The type stands there where the
/// definition does: one that the adapter can not carry is then told once.
/// In a generic model that is when the model's own type is known.
pub(super) fn rules(field: &Field) -> TokenStream {
    let Some(adapter) = &field.adapter else {
        let ty = &field.ty;
        return with_setters(quote_spanned!(field.place=> _opt::rules::<#ty>()), &field.rules);
    };
    if adapter.wraps.iter().any(|wrap| !matches!(wrap, Wrap::Maybe)) && adapter.checked.is_none() {
        // The rules are the containers'; what those of the items are, they know.
        let carried = carried_type(field);
        let open = field.rules.iter().map(Setter::of_container).collect::<Vec<_>>();
        return with_setters(quote_spanned!(field.place=> _opt::rules::<#carried>()), &open);
    }
    let (inner, own) = (&adapter.inner, &adapter.ty);
    let mut rules =
        with_setters(quote_spanned!(field.place=> _opt::rules::<_opt::Adapted<#inner, #own>>()), &field.rules);
    if let Some(key) = &adapter.checked {
        let inner = flat::placed(inner.to_token_stream(), field.place);
        let at = Span::call_site().located_at(key.span());
        rules = quote_spanned!(at=> <#own>::checked::<#inner>(#rules));
    }
    for (position, wrap) in adapter.wraps.iter().enumerate().rev() {
        let around = wrapped(adapter, &adapter.wraps[position..]);
        rules = match wrap {
            Wrap::Maybe => rules,
            Wrap::Each(ty) => {
                quote_spanned!(field.place=> _opt::rules::<_opt::Adapted<#ty, #around>>().items(#rules))
            }
            Wrap::Values(ty) => {
                quote_spanned!(field.place=> _opt::rules::<_opt::Adapted<#ty, #around>>().values(#rules))
            }
        };
    }
    rules
}

/// The adapter inside the given containers: `Maybe<Each<Tensor>>`.
fn wrapped(adapter: &Adapter, wraps: &[Wrap]) -> TokenStream {
    let own = adapter.ty.clone();
    wraps.iter().rev().fold(own, |inner, wrap| match wrap {
        Wrap::Maybe => quote!(_opt::Maybe<#inner>),
        Wrap::Each(_) => quote!(_opt::Each<#inner>),
        Wrap::Values(_) => quote!(_opt::Values<#inner>),
    })
}

/// The calls of the setters, one behind the other. Where the type inside a container is not known, its
/// rules are taken out of the container's.
pub(super) fn with_setters(rules: TokenStream, setters: &[Setter]) -> TokenStream {
    // _opt::rules::<Vec<String>>().min_length(1).items(_opt::rules::<String>().max_length(50))
    // { let __rules = _opt::rules::<Tags>(); __rules.items(__rules.items_inside().max_length(50)) }
    setters.iter().fold(rules, |rules, Setter { name, value }| match value {
        SetterValue::Arguments(arguments) => quote!(#rules.#name(#arguments)),
        SetterValue::Rules { ty: Some(ty), setters } => {
            let inside = with_setters(quote!(_opt::rules::<#ty>()), setters);
            quote!(#rules.#name(#inside))
        }
        SetterValue::Rules { ty: None, setters } => {
            let inside = format_ident!("{name}_inside", span = name.span());
            let inside = with_setters(quote!(__rules.#inside()), setters);
            quote!({ let __rules = #rules; __rules.#name(#inside) })
        }
    })
}
