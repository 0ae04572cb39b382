//! `before` on a type: its validator sees the input first.

use super::{local, type_name};
use crate::model::Head;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ExprPath;
use syn::spanned::Spanned as _;

/// The body of `parse`, behind the validator where there is one.
pub(super) fn parse(head: &Head, body: TokenStream) -> TokenStream {
    // _opt::parse_model_before(__parser, |__value| check(__value), |__parser| _opt::parse_model::<__Fields>(__parser))
    let Some(path) = &head.before else { return body };
    let call = call(path);
    quote!(_opt::parse_model_before(__parser, #call, |__parser| #body))
}

/// The body of `deserialize_with`, as [`parse`]. What a binary format holds was written by its type.
pub(super) fn deserialize(head: &Head, body: TokenStream, parse: TokenStream) -> TokenStream {
    let Some(path) = &head.before else { return body };
    let (call, name) = (call(path), type_name(head));
    quote! {
        if _opt::Deserializer::is_human_readable(&__deserializer) {
            _opt::deserialize_model_before(__deserializer, __report, #name, #call, |__parser| #parse)
        } else {
            #body
        }
    }
}

fn call(path: &ExprPath) -> TokenStream {
    let value = local("__value", path.span());
    quote_spanned!(path.span()=> |#value| #path(#value))
}
