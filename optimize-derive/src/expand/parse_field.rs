//! `impl ParseField` of a struct: forwards to the runtime.

use super::before;
use super::generics::Scope;
use super::model::fields_path;
use super::runtime_function;
use crate::model::Model;
use proc_macro2::TokenStream;
use quote::quote;

/// The impl.
pub(super) fn expand_parse_field(model: &Model, scope: &Scope) -> TokenStream {
    // impl<'de> _opt::ParseField<'de> for Video {
    //     fn parse(__parser: &mut _opt::Parser<'de>, _: &_opt::NoRules) -> _opt::Result<Self, _opt::Stop> {
    //         _opt::parse_model::<__Fields>(__parser)
    //     }
    //     …
    // }
    let Scope { params, arguments, bounds, input } = scope;
    let ident = &model.head.ident;
    let fields = fields_path(model, scope);
    let [parse, deserialize] = ["parse", "deserialize"].map(|name| runtime_function(name, model));
    let read = quote!(_opt::#parse::<#fields>(__parser));
    let deserialize = quote!(_opt::#deserialize::<#fields, __D>(__deserializer, __report));
    let deserialize = before::deserialize(&model.head, deserialize, read.clone());
    let read = before::parse(&model.head, read);
    quote! {
        #[automatically_derived]
        impl #params _opt::ParseField<#input> for #ident #arguments #bounds {
            fn parse(__parser: &mut _opt::Parser<#input>, _: &_opt::NoRules) -> _opt::Result<Self, _opt::Stop> {
                #read
            }

            fn deserialize_with<__D: _opt::Deserializer<#input>>(
                _: &_opt::NoRules,
                _: _opt::Mode,
                __deserializer: __D,
                __report: &mut _opt::Report,
            ) -> _opt::Result<Self, __D::Error> {
                #deserialize
            }
        }
    }
}
