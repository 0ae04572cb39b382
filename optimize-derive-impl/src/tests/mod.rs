//! The derive from the outside: what it expands to, and what it refuses.

mod budget;
mod expansion;
mod mutation;
mod page;
mod reference;
mod refusal;

use crate::errors::Errors;
use proc_macro2::TokenStream;
use std::str::FromStr as _;
use syn::DeriveInput;

/// The source of a type, parsed with the positions of its tokens.
fn parse(source: &str) -> DeriveInput {
    let tokens = TokenStream::from_str(source).expect("the source is Rust");
    syn::parse2(tokens).expect("the source is one type")
}

/// What the derive makes of a type, formatted.
fn expand(source: &str) -> String {
    let file = syn::parse2(crate::expand(parse(source))).expect("the expansion is Rust");
    prettyplease::unparse(&file)
}

/// The errors of a type, each with the source text that it points to.
fn refusals(source: &str) -> Vec<(String, String)> {
    let mut errors = Errors::default();
    let input = crate::input::parse_input(parse(source), &mut errors);
    let checked = crate::check::check_input(input, &mut errors);
    assert_eq!(checked.is_some(), errors.is_empty(), "a model comes out exactly when nothing is refused");
    errors.into_vec().iter().map(|error| (error.to_string(), error.span().source_text().unwrap_or_default())).collect()
}
