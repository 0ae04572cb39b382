//! Calls of the user's functions and methods.

use super::local;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ExprPath;
use syn::spanned::Spanned as _;

/// A local that no name in the user's code stands for, reported at a place: a function may be called `__value`.
pub(super) fn hidden(name: &str, place: Span) -> Ident {
    Ident::new(name, Span::mixed_site().located_at(place))
}

/// The call of a user's function, reported where it is named. A macro of the runtime's writes it: what the compiler
/// would have people write in a call, one argument more, can not stand in an attribute, and it keeps such advice back
/// where a macro of another crate wrote the call.
pub(super) fn call_function(path: &ExprPath, value: &TokenStream) -> TokenStream {
    quote_spanned!(name_of(path)=> _opt::call_function!(#path, #value))
}

/// As [`call_function`], of a method. Its name has no hygiene to lose, so that all of the call can be the derive's.
pub(super) fn call_method(model: &Ident, method: &Ident) -> TokenStream {
    let place = Span::call_site().located_at(method.span());
    let mut name = method.clone();
    name.set_span(place);
    quote_spanned!(place=> #model.#name())
}

/// The method that calls the validator of a whole model.
pub(super) fn check_model(path: &ExprPath) -> TokenStream {
    let call = call_function(path, &local("self", path.span()).to_token_stream());
    let checked = quote_spanned!(path.span()=> _opt::outcome(#call));
    quote! {
        fn check_model(&self) -> _opt::Result<(), _opt::Problem> {
            #checked
        }
    }
}

/// Where a function is named: the last part of its path.
fn name_of(path: &ExprPath) -> Span {
    path.path.segments.last().map_or_else(|| path.span(), |segment| segment.ident.span())
}
