//! Computed fields: their keys, and the calls of their methods.

use super::call::call_method;
use super::definitions::key_arguments;
use super::generics::Scope;
use super::local;
use crate::input::plain_name;
use crate::model::{Computed, Model};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{GenericParam, Lifetime, LifetimeParam};

/// The keys, on a type of their own so that they can't meet a field's name, and for each method the function that
/// calls it.
pub(super) fn expand_computed(model: &Model, scope: &Scope) -> Option<TokenStream> {
    // impl __Computed {
    //     const minutes: _opt::Key = _opt::Key::new("minutes", "minutes", ",\"minutes\":");
    // }
    //
    // fn __compute_minutes(__model: &Video) -> impl _opt::Field + '_ + use<'_> {
    //     __model.minutes()
    // }
    if model.computed.is_empty() {
        return None;
    }
    let about = format!(" The keys of `{}`'s computed fields.", plain_name(&model.head.ident));
    let constants = model.computed.iter().map(|Computed { method, wire, .. }| {
        let key = key_arguments(&plain_name(method), wire);
        quote!(const #method: _opt::Key = _opt::Key::new(#key);)
    });
    let functions = model.computed.iter().map(|computed| expand_function(computed, model, scope));
    Some(quote! {
        #[doc = #about]
        struct __Computed;

        impl __Computed {
            #(#constants)*
        }

        #(#functions)*
    })
}

/// The closure for dumps.
pub(super) fn of_self(computed: &Computed) -> TokenStream {
    let method = &computed.method;
    let (this, compute) = (local("self", method.span()), function(method));
    quote_spanned!(method.span()=> || #compute(#this))
}

/// The closure for the schema.
pub(super) fn of_model(computed: &Computed) -> TokenStream {
    let method = &computed.method;
    let (this, compute) = (local("__model", method.span()), function(method));
    quote_spanned!(method.span()=> |#this: &Self| #compute(#this))
}

/// The name of the function that calls a method.
fn function(method: &Ident) -> Ident {
    format_ident!("__compute_{}", plain_name(method), span = Span::call_site())
}

/// The only place where the method is called and its type is asked for what a field has, so that what is wrong with
/// it is one error.
fn expand_function(computed: &Computed, model: &Model, scope: &Scope) -> TokenStream {
    let method = &computed.method;
    let (ident, name) = (&model.head.ident, function(method));
    // Beside lifetimes of the type's own, that of the borrow needs a name; without one messages are shorter.
    let mut generics = model.head.generics.clone();
    let named = generics.lifetimes().next().is_some();
    let borrowed = Lifetime::new(if named { "'__m" } else { "'_" }, Span::call_site());
    let captured = generics.params.iter().map(|param| match param {
        GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
        GenericParam::Type(param) => param.ident.to_token_stream(),
        GenericParam::Const(param) => param.ident.to_token_stream(),
    });
    let captured = quote!(#borrowed #(, #captured)*);
    let reference = if named { quote!(&#borrowed) } else { quote!(&) };
    if named {
        generics.params.insert(0, GenericParam::Lifetime(LifetimeParam::new(borrowed.clone())));
    }
    let (params, _, _) = generics.split_for_impl();
    let Scope { arguments, bounds, .. } = scope;
    let this = local("__model", method.span());
    let given = quote_spanned!(method.span()=> impl _opt::Field + #borrowed + use<#captured>);
    let call = call_method(&this, method);
    let call = match &computed.ty {
        // The compiler holds the method's type against the one that is said. Its references are those of `self`.
        Some(ty) => quote! {
            let __value: #ty = #call;
            __value
        },
        // A method without a result is told here; that it is meant can be said.
        None => {
            let place = Span::call_site().located_at(method.span());
            let result = quote_spanned!(place=> _opt::Given(#call).__given());
            quote! {
                use _opt::Something as _;
                #result
            }
        }
    };
    quote! {
        fn #name #params(#this: #reference #ident #arguments) -> #given #bounds {
            #call
        }
    }
}
