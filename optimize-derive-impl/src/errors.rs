//! [`Errors`]: every problem of one derive, each at its own span.

use proc_macro2::TokenStream;
use quote::ToTokens;
use std::fmt::Display;

/// The problems found so far. Nothing stops at the first one.
#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    /// Whether the compiler refuses the type itself, so that there is nothing to add.
    silent: bool,
    /// Whether the type can have no implementations, so that none stand in for the code.
    barred: bool,
}

impl Errors {
    /// Records a problem at these tokens, and what to write instead.
    pub(crate) fn refuse(&mut self, at: impl ToTokens, problem: impl Display, help: impl Display) {
        self.found.push(syn::Error::new_spanned(at, format!("{problem}\nhelp: {help}")));
    }

    /// Records one problem at both of the keys that together cause it.
    pub(crate) fn refuse_both(
        &mut self,
        first: impl ToTokens,
        second: impl ToTokens,
        problem: impl Display,
        help: impl Display,
    ) {
        self.refuse(first, &problem, &help);
        self.refuse(second, &problem, &help);
    }

    /// Records what the parser says.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    /// Records that the compiler refuses the type by itself.
    pub(crate) fn leave_to_compiler(&mut self) {
        self.silent = true;
    }

    /// Records that the type can have no implementations.
    pub(crate) fn bar_implementations(&mut self) {
        self.barred = true;
    }

    /// Whether the type can have implementations.
    pub(crate) fn allow_implementations(&self) -> bool {
        !self.barred
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty() && !self.silent
    }

    /// The problems as calls of `compile_error!`.
    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.found.iter().map(syn::Error::to_compile_error).collect()
    }

    /// The problems, for tests.
    #[cfg(test)]
    pub(crate) fn into_vec(self) -> Vec<syn::Error> {
        self.found
    }
}
