//! The types and rules of fields that an adapter carries.

use crate::model::{Adapter, Field, Role, Setter, SetterValue, Wrap};
use crate::ty::is_built_in;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Lifetime;
use syn::spanned::Spanned as _;

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

/// Names the definition's type before the field is used. Where the type can't be a field, this is the
/// error that its constant gives, and the compiler shows equal errors once; it then keeps back those of
/// the call that follows. Not needed for the types that surely are fields.
pub(super) fn mention(field: &Field) -> Option<TokenStream> {
    let carried = carried_type(field);
    let needed = matches!(field.role, Role::Value) && (field.adapter.is_some() || !is_built_in(&field.ty));
    needed.then(|| quote_spanned!(field.ty.span()=> let _: _opt::FieldDef<#carried>;))
}

/// As [`mention`], where the field is read.
pub(super) fn mention_read(field: &Field, input: &Lifetime) -> Option<TokenStream> {
    let carried = carried_type(field);
    mention(field).map(|written| quote_spanned!(field.ty.span()=> #written let _: _opt::Parsed<#input, #carried>;))
}

/// The method `field`, with the span of the field's type: that is where to report a type that can't be
/// a field.
pub(super) fn field_method(field: &Field) -> Ident {
    Ident::new("field", field.ty.span())
}

/// The rules of the field: `_opt::rules::<String>().min_length(1)`. Those of an adapter that knows more of the
/// type than its name tells are checked by it: `Tensor::checked::<Array3<u8>>(…)`.
/// In a generic model that is when the model's own type is known.
pub(super) fn rules(field: &Field) -> TokenStream {
    let Some(adapter) = &field.adapter else {
        let ty = &field.ty;
        return with_setters(quote!(_opt::rules::<#ty>()), &field.rules);
    };
    let (inner, own) = (&adapter.inner, &adapter.ty);
    let mut rules = with_setters(quote!(_opt::rules::<_opt::Adapted<#inner, #own>>()), &field.rules);
    if let Some(key) = &adapter.checked {
        rules = quote_spanned!(key.span()=> #own::checked::<#inner>(#rules));
    }
    for (position, wrap) in adapter.wraps.iter().enumerate().rev() {
        let around = wrapped(adapter, &adapter.wraps[position..]);
        rules = match wrap {
            Wrap::Maybe => rules,
            Wrap::Each(ty) => quote!(_opt::rules::<_opt::Adapted<#ty, #around>>().items(#rules)),
            Wrap::Values(ty) => quote!(_opt::rules::<_opt::Adapted<#ty, #around>>().values(#rules)),
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
    // { let __rules = _opt::rules::<Tags>(); __rules.items(__rules.items.max_length(50)) }
    setters.iter().fold(rules, |rules, Setter { name, value }| match value {
        SetterValue::Arguments(arguments) => quote!(#rules.#name(#arguments)),
        SetterValue::Rules { ty: Some(ty), setters } => {
            let inside = with_setters(quote!(_opt::rules::<#ty>()), setters);
            quote!(#rules.#name(#inside))
        }
        SetterValue::Rules { ty: None, setters } => {
            let inside = with_setters(quote!(__rules.#name), setters);
            quote!({ let __rules = #rules; __rules.#name(#inside) })
        }
    })
}
