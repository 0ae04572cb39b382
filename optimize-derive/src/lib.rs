//! The derive macro of `optimize-core`.

#[doc = include_str!("../docs/attributes.md")]
#[proc_macro_derive(Optimized, attributes(opt))]
pub fn derive_optimized(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    optimize_derive_impl::derive_optimized(input.into()).into()
}

/// What `optimize_core::mask!` hands on, with the runtime's path in front.
#[doc(hidden)]
#[proc_macro]
pub fn mask(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    optimize_derive_impl::mask(input.into()).into()
}
