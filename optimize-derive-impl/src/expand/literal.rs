//! The impls of a unit enum.

use super::before;
use super::definitions::{expand_mode, json_string};
use super::generics::Scope;
use super::type_name;
use crate::model::{Head, LiteralSet};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// `impl Literal`: the strings, and each variant's position.
pub(super) fn expand_literal(set: &LiteralSet, scope: &Scope) -> TokenStream {
    // impl _opt::Literal for Quality {
    //     const SHAPE: &'static _opt::LiteralShape = &_opt::LiteralShape { name: "Quality", names: &["low"], … };
    //     fn index(&self) -> usize {
    //         match self {
    //             Self::Low => 0,
    //         }
    //     }
    //     …
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &set.head.ident;
    let name = type_name(&set.head);
    let description = &set.head.description;
    let names: Vec<&String> = set.variants.iter().map(|(_, wire)| wire).collect();
    let quoted = names.iter().map(|name| json_string(name));
    let aliases = set.aliases.iter().map(|(alias, index)| {
        let index = Literal::usize_unsuffixed(*index);
        quote!((#alias, #index))
    });
    let mode = expand_mode(set.mode).unwrap_or_else(|| quote!(_opt::Mode::PLAIN));
    let variants: Vec<_> = set.variants.iter().map(|(variant, _)| variant).collect();
    let inside = format!("`{name}`");
    let indexes: Vec<Literal> = (0..variants.len()).map(Literal::usize_unsuffixed).collect();
    quote! {
        #[automatically_derived]
        impl #params _opt::Literal for #ident #arguments #bounds {
            const SHAPE: &'static _opt::LiteralShape = &_opt::LiteralShape {
                name: #name,
                description: #description,
                names: &[#(#names),*],
                quoted: &[#(#quoted),*],
                aliases: &[#(#aliases),*],
                mode: #mode,
            };

            fn index(&self) -> _opt::usize {
                match self {
                    #(Self::#variants => #indexes,)*
                }
            }

            fn from_index(__index: _opt::usize) -> _opt::Option<Self> {
                match __index {
                    #(#indexes => _opt::Some(Self::#variants),)*
                    _ => _opt::None,
                }
            }
        }

        #[automatically_derived]
        impl #params _opt::Inside for #ident #arguments #bounds {
            const INSIDE: _opt::Steps = _opt::Steps::Nothing(#inside);
        }

        #[automatically_derived]
        impl #params _opt::PartsOf<()> for #ident #arguments #bounds {
            type Parts = ();
        }
    }
}

/// `impl Field`: forwards to the runtime. Every value is valid, so there is nothing to check.
pub(super) fn expand_field(head: &Head, scope: &Scope) -> TokenStream {
    // impl _opt::Field for Quality {
    //     fn write<__S: _opt::Style>(&self, _: &_opt::NoRules, __writer: &mut _opt::Writer<'_, __S>) {
    //         _opt::write_literal(self, __writer)
    //     }
    //     …
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &head.ident;
    let example = super::field::expand_example(head);
    quote! {
        #[automatically_derived]
        impl #params _opt::Field for #ident #arguments #bounds {
            type Rules = _opt::NoRules;

            fn write<__S: _opt::Style>(&self, _: &_opt::NoRules, __writer: &mut _opt::Writer<'_, __S>) {
                _opt::write_literal(self, __writer)
            }

            fn check(&self, _: &_opt::NoRules, _: &mut _opt::Report) {}

            fn hash_content(&self, __hasher: &mut _opt::FingerprintHasher) {
                _opt::hash_literal(self, __hasher)
            }

            fn schema(_: &_opt::NoRules, __generator: &mut _opt::SchemaGenerator) -> _opt::Schema {
                _opt::describe_literal::<Self>(__generator)
            }

            fn serialize_with<__Z: _opt::Serializer>(
                &self,
                _: &_opt::NoRules,
                __serializer: __Z,
            ) -> _opt::Result<__Z::Ok, __Z::Error> {
                _opt::serialize_literal(self, __serializer)
            }

            #example
        }
    }
}

/// `impl ParseField`: forwards to the runtime.
pub(super) fn expand_parse_field(head: &Head, scope: &Scope) -> TokenStream {
    // impl<'de> _opt::ParseField<'de> for Quality {
    //     fn parse(__parser: &mut _opt::Parser<'de>, _: &_opt::NoRules) -> _opt::Result<Self, _opt::Stop> {
    //         _opt::parse_literal(__parser)
    //     }
    //     …
    // }
    let Scope { params, arguments, bounds, input } = scope;
    let ident = &head.ident;
    let read = quote!(_opt::parse_literal(__parser));
    let deserialize = quote!(_opt::deserialize_literal(__mode, __deserializer));
    let deserialize = before::deserialize(head, deserialize, read.clone());
    let read = before::parse(head, read);
    quote! {
        #[automatically_derived]
        impl #params _opt::ParseField<#input> for #ident #arguments #bounds {
            fn parse(__parser: &mut _opt::Parser<#input>, _: &_opt::NoRules) -> _opt::Result<Self, _opt::Stop> {
                #read
            }

            fn deserialize_with<__D: _opt::Deserializer<#input>>(
                _: &_opt::NoRules,
                __mode: _opt::Mode,
                __deserializer: __D,
                __report: &mut _opt::Report,
            ) -> _opt::Result<Self, __D::Error> {
                #deserialize
            }
        }
    }
}

/// `impl MapKey`: the enum as the key of a map.
pub(super) fn expand_map_key(head: &Head, scope: &Scope, parse: &Scope) -> TokenStream {
    // impl _opt::MapKey for Quality {
    //     fn with_key<__R>(&self, __use: impl FnOnce(&str) -> __R) -> __R {
    //         __use(_opt::literal_to_key(self))
    //     }
    //     …
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let Scope { params: parse_params, bounds: parse_bounds, input, .. } = parse;
    let ident = &head.ident;
    quote! {
        #[automatically_derived]
        impl #params _opt::MapKey for #ident #arguments #bounds {
            fn with_key<__R>(&self, __use: impl ::core::ops::FnOnce(&_opt::str) -> __R) -> __R {
                __use(_opt::literal_to_key(self))
            }
        }

        #[automatically_derived]
        impl #parse_params _opt::ParseKey<#input> for #ident #arguments #parse_bounds {
            fn from_key(__key: _opt::Cow<#input, _opt::str>, __mode: _opt::Mode) -> _opt::Result<Self, _opt::ErrorKind> {
                _opt::literal_from_key(&__key, __mode)
            }
        }
    }
}

/// `impl Serialize`.
pub(super) fn expand_serialize(head: &Head, scope: &Scope) -> TokenStream {
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &head.ident;
    quote! {
        #[automatically_derived]
        impl #params _opt::Serialize for #ident #arguments #bounds {
            fn serialize<__Z: _opt::Serializer>(&self, __serializer: __Z) -> _opt::Result<__Z::Ok, __Z::Error> {
                _opt::serialize_literal(self, __serializer)
            }
        }
    }
}
