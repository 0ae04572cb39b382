//! `before` on a type: its validator sees the input first.

use super::call::hidden;
use super::type_name;
use crate::model::Head;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ExprPath;
use syn::spanned::Spanned as _;

/// The body of `parse`, behind the validator where there is one.
pub(super) fn parse(head: &Head, body: TokenStream) -> TokenStream {
    // _opt::parse_model_before(__parser, __before, |__parser| _opt::parse_model::<__Fields>(__parser))
    let Some(path) = &head.before else { return body };
    let call = call(head, path);
    quote!(_opt::parse_model_before(__parser, #call, |__parser| #body))
}

/// The body of `deserialize_with`, as [`parse`]. What a binary format holds was written by its type.
pub(super) fn deserialize(head: &Head, body: TokenStream, parse: TokenStream) -> TokenStream {
    let Some(path) = &head.before else { return body };
    let (call, name) = (call(head, path), type_name(head));
    quote! {
        if _opt::Deserializer::is_human_readable(&__deserializer) {
            _opt::deserialize_model_before(__deserializer, __report, #name, #call, |__parser| #parse)
        } else {
            #body
        }
    }
}

/// The validator's name in what calls it, which happens several times: a function of the wrong type is one error.
fn call(head: &Head, path: &ExprPath) -> TokenStream {
    if is_function(head) {
        return quote!(__before);
    }
    let value = hidden("__value", path.span());
    quote_spanned!(path.span()=> |#value| _opt::call(#value, #path))
}

/// Whether the validator stands in a function of its own, which can not see a type's parameters.
fn is_function(head: &Head) -> bool {
    head.generics.params.is_empty()
}

/// The function that calls the validator.
pub(super) fn function(head: &Head) -> Option<TokenStream> {
    // fn __before(__value: _opt::Json) -> _opt::Result<_opt::Json, _opt::Problem> {
    //     _opt::outcome(_opt::call(__value, check))
    // }
    let path = head.before.as_ref().filter(|_| is_function(head))?;
    let value = hidden("__value", path.span());
    let called = quote_spanned!(path.span()=> _opt::outcome(_opt::call(#value, #path)));
    Some(quote! {
        fn __before(#value: _opt::Json) -> _opt::Result<_opt::Json, _opt::Problem> {
            #called
        }
    })
}
