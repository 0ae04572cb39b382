//! `impl Field` of a struct: forwards to the runtime.

use super::generics::Scope;
use crate::model::Head;
use proc_macro2::TokenStream;
use quote::quote;

/// The impl.
pub(super) fn expand_field(head: &Head, scope: &Scope) -> TokenStream {
    // impl _opt::Field for Video {
    //     type Rules = _opt::NoRules;
    //     fn check(&self, _: &_opt::NoRules, __report: &mut _opt::Report) {
    //         _opt::check_model(self, __report)
    //     }
    //     …
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &head.ident;
    quote! {
        #[automatically_derived]
        impl #params _opt::Field for #ident #arguments #bounds {
            type Rules = _opt::NoRules;

            fn write<__S: _opt::Style>(&self, _: &_opt::NoRules, __writer: &mut _opt::Writer<'_, __S>) {
                _opt::write_model(self, __writer)
            }

            fn check(&self, _: &_opt::NoRules, __report: &mut _opt::Report) {
                _opt::check_model(self, __report)
            }

            fn hash_content(&self, __hasher: &mut _opt::FingerprintHasher) {
                _opt::hash_model(self, __hasher)
            }

            fn schema(_: &_opt::NoRules, __generator: &mut _opt::SchemaGenerator) -> _opt::Schema {
                _opt::describe_model::<Self>(__generator)
            }

            fn serialize_with<__Z: _opt::Serializer>(
                &self,
                _: &_opt::NoRules,
                __serializer: __Z,
            ) -> _opt::Result<__Z::Ok, __Z::Error> {
                _opt::serialize_model(self, __serializer)
            }
        }
    }
}
