//! `impl Field` of a struct: forwards to the runtime.

use super::Suffix;
use super::generics::Scope;
use crate::model::Head;
use proc_macro2::TokenStream;
use quote::quote;

/// The impl.
pub(super) fn expand_field(head: &Head, suffix: Suffix, absent: Option<TokenStream>, scope: &Scope) -> TokenStream {
    // impl _opt::Field for Video {
    //     type Rules = _opt::NoRules;
    //     fn check(&self, _: &_opt::NoRules, __report: &mut _opt::Report) {
    //         _opt::check_model(self, __report)
    //     }
    //     …
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &head.ident;
    let [write, check, hash, describe, serialize] =
        ["write", "check", "hash", "describe", "serialize"].map(|name| suffix.function(name));
    let example = expand_example(head);
    quote! {
        #[automatically_derived]
        impl #params _opt::Field for #ident #arguments #bounds {
            type Rules = _opt::NoRules;
            #absent

            fn write<__S: _opt::Style>(&self, _: &_opt::NoRules, __writer: &mut _opt::Writer<'_, __S>) {
                _opt::#write(self, __writer)
            }

            fn check(&self, _: &_opt::NoRules, __report: &mut _opt::Report) {
                _opt::#check(self, __report)
            }

            fn hash_content(&self, __hasher: &mut _opt::FingerprintHasher) {
                _opt::#hash(self, __hasher)
            }

            fn schema(_: &_opt::NoRules, __generator: &mut _opt::SchemaGenerator) -> _opt::Schema {
                _opt::#describe::<Self>(__generator)
            }

            fn serialize_with<__Z: _opt::Serializer>(
                &self,
                _: &_opt::NoRules,
                __serializer: __Z,
            ) -> _opt::Result<__Z::Ok, __Z::Error> {
                _opt::#serialize(self, __serializer)
            }

            #example
        }
    }
}

/// The type's own example.
pub(super) fn expand_example(head: &Head) -> Option<TokenStream> {
    head.example.as_ref().map(|example| {
        quote! {
            const HAS_EXAMPLE: _opt::bool = true;

            fn example() -> _opt::Option<Self> {
                _opt::Some(#example)
            }
        }
    })
}
