//! What `#[derive(Optimized)]` of `optimize-core` expands to.
//!
//! A library, so that its tests call it without a compiler, and so that a build begins it early: cargo takes first what most
//! waits for, and everything that reads or writes a model waits for this.

mod attr;
mod case;
mod check;
mod depth;
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

/// The code of a type with `#[derive(Optimized)]`, or what is wrong with it as `compile_error!`s.
#[must_use]
pub fn derive_optimized(input: TokenStream) -> TokenStream {
    match depth::check(&input).and_then(|()| syn::parse2(input)) {
        Ok(input) => expand(input),
        Err(error) => error.into_compile_error(),
    }
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

/// The code of `optimize_core::mask!`, whose tokens come with the runtime's path in front.
#[must_use]
pub fn mask(input: TokenStream) -> TokenStream {
    match depth::check(&input) {
        Ok(()) => mask::expand(input),
        Err(error) => error.into_compile_error(),
    }
}
