//! The derive macro of `optimize-core`.

mod attr;
mod case;
mod check;
mod errors;
mod expand;
mod fallback;
mod input;
mod mask;
mod model;
mod simple;
mod suggest;
#[cfg(test)]
mod tests;
mod ty;

use errors::Errors;
use fallback::Fallback;
use proc_macro2::TokenStream;
use syn::DeriveInput;

#[doc = include_str!("../docs/attributes.md")]
#[proc_macro_derive(Optimized, attributes(opt))]
pub fn derive_optimized(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    expand(input).into()
}

/// The phases: the type's shape, its attributes and the rules between them, the code. Where
/// something was refused, a fallback stands in for the code.
fn expand(input: DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let input = input::parse_input(input, &mut errors);
    let fallback = Fallback::of(&input, check::runtime_of(&input));
    match check::check_input(input, &mut errors) {
        Some(checked) => expand::expand_checked(&checked),
        None => {
            let fallback = errors.allow_implementations().then(|| fallback.expand());
            errors.into_compile_errors().into_iter().chain(fallback.unwrap_or_default()).collect()
        }
    }
}

/// What `optimize_core::mask!` hands on, with the runtime's path in front.
#[doc(hidden)]
#[proc_macro]
pub fn mask(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    mask::expand(input.into()).into()
}
