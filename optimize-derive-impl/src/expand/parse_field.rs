//! `impl ParseField` of a struct: forwards to the runtime.

use super::Suffix;
use super::before;
use super::generics::Scope;
use crate::model::Head;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// The impl.
pub(super) fn expand_parse_field(head: &Head, suffix: Suffix, source: &TokenStream, scope: &Scope) -> TokenStream {
    // impl<'de> _opt::ParseField<'de> for Video {
    //     fn parse_slot(
    //         __parser: &mut _opt::Parser<'de>,
    //         _: &_opt::NoRules,
    //         __slot: &mut _opt::Option<Self>,
    //     ) -> _opt::Result<(), _opt::Stop> {
    //         <_opt::Unit3 as _opt::CodegenUnit>::parse_model_slot::<__Fields>(__parser, __slot)
    //     }
    //     fn parse_over(&mut self, …) -> … { _opt::parse_model_over::<__Fields>(__parser, self) }
    //     …
    // }
    let Scope { params, arguments, bounds, input } = scope;
    let ident = &head.ident;
    let [parse, deserialize] = ["parse", "deserialize"].map(|name| suffix.function(name));
    let read = quote!(_opt::#parse::<#source>(__parser));
    let deserialize = quote!(_opt::#deserialize::<#source, __D>(__deserializer, __report));
    let deserialize = before::deserialize(head, deserialize, read.clone());
    let parse = if parse == "parse_model" && head.before.is_none() {
        let unit = codegen_unit(ident);
        quote! {
            fn parse_slot(
                __parser: &mut _opt::Parser<#input>,
                _: &_opt::NoRules,
                __slot: &mut _opt::Option<Self>,
            ) -> _opt::Result<(), _opt::Stop> {
                <_opt::#unit as _opt::CodegenUnit>::parse_model_slot::<#source>(__parser, __slot)
            }

            fn parse_over(
                &mut self,
                __parser: &mut _opt::Parser<#input>,
                _: &_opt::NoRules,
            ) -> _opt::Result<(), _opt::Stop> {
                _opt::parse_model_over::<#source>(__parser, self)
            }
        }
    } else {
        let read = before::parse(head, read);
        quote! {
            fn parse(__parser: &mut _opt::Parser<#input>, _: &_opt::NoRules) -> _opt::Result<Self, _opt::Stop> {
                #read
            }
        }
    };
    quote! {
        #[automatically_derived]
        impl #params _opt::ParseField<#input> for #ident #arguments #bounds {
            #parse

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

/// Where the code that reads a type is compiled: any of eight places, and for one name always the same.
fn codegen_unit(ident: &Ident) -> Ident {
    let mut hasher = DefaultHasher::new();
    ident.to_string().hash(&mut hasher);
    format_ident!("Unit{}", hasher.finish() % 8)
}
