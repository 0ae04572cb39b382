//! `impl Optimized`: what users call.

use super::adapter::with_setters;
use super::generics::Scope;
use super::type_name;
use crate::model::Head;
use proc_macro2::TokenStream;
use quote::quote;

/// The impl.
pub(super) fn expand_optimized(head: &Head, scope: &Scope) -> TokenStream {
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &head.ident;
    let name = type_name(head);
    let limits = limits(head);
    quote! {
        #[automatically_derived]
        impl #params _opt::Optimized for #ident #arguments #bounds {
            const NAME: &'static _opt::str = #name;
            #limits
        }
    }
}

/// `const LIMITS: _opt::Limits = _opt::Limits::NONE.depth(16);`
fn limits(head: &Head) -> Option<TokenStream> {
    let calls = with_setters(quote!(_opt::Limits::NONE), &head.limits);
    (!head.limits.is_empty()).then(|| quote!(const LIMITS: _opt::Limits = #calls;))
}
