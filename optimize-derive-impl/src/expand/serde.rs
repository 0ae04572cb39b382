//! serde's traits, through the runtime: deserializing validates.

use super::Suffix;
use super::generics::Scope;
use crate::model::Head;
use proc_macro2::TokenStream;
use quote::quote;

/// `impl Serialize` of a struct.
pub(super) fn expand_serialize(head: &Head, suffix: Suffix, scope: &Scope) -> TokenStream {
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &head.ident;
    let serialize = suffix.function("serialize");
    quote! {
        #[automatically_derived]
        impl #params _opt::Serialize for #ident #arguments #bounds {
            fn serialize<__Z: _opt::Serializer>(&self, __serializer: __Z) -> _opt::Result<__Z::Ok, __Z::Error> {
                _opt::#serialize(self, __serializer)
            }
        }
    }
}

/// `impl Deserialize` of a struct or an enum.
pub(super) fn expand_deserialize(head: &Head, scope: &Scope) -> TokenStream {
    let Scope { params, arguments, bounds, input } = scope;
    let ident = &head.ident;
    quote! {
        #[automatically_derived]
        impl #params _opt::Deserialize<#input> for #ident #arguments #bounds {
            fn deserialize<__D: _opt::Deserializer<#input>>(__deserializer: __D) -> _opt::Result<Self, __D::Error> {
                _opt::deserialize_root::<Self, __D>(__deserializer)
            }
        }
    }
}
