//! What stands beside the errors: every trait implemented, so that nothing else in the user's crate
//! fails because of them.

mod make;

use crate::attr::BoundAttr;
use crate::expand::{self, Scope, plain_parse_scope, plain_scope};
use crate::input::{Input, plain_name};
use crate::model::Head;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

/// What the fallback needs of a type, taken before the checks consume it.
pub(crate) struct Fallback {
    head: Head,
    make: make::FallbackMake,
}

impl Fallback {
    /// Remembers the type.
    pub(crate) fn of(input: &Input, runtime: Path) -> Self {
        let head = Head {
            vis: input.vis.clone(),
            ident: input.ident.clone(),
            generics: input.generics.clone(),
            runtime,
            description: String::new(),
            title: None,
            example: None,
            before: None,
            limits: Vec::new(),
            bound: BoundAttr::default(),
        };
        Self { head, make: make::FallbackMake::of(input) }
    }

    /// The impls. None of them ever runs: the crate does not compile.
    pub(crate) fn expand(&self) -> TokenStream {
        let head = &self.head;
        let (ident, name) = (&head.ident, plain_name(&head.ident));
        let Scope { params, arguments, bounds, .. } = plain_scope(head);
        let parse = plain_parse_scope(head);
        let (parse_params, parse_bounds, input) = (&parse.params, &parse.bounds, &parse.input);
        let code = quote! {
            #[automatically_derived]
            impl #params _opt::Field for #ident #arguments #bounds {
                type Rules = _opt::NoRules;

                fn write<__S: _opt::Style>(&self, _: &_opt::NoRules, _: &mut _opt::Writer<'_, __S>) {}

                fn check(&self, _: &_opt::NoRules, _: &mut _opt::Report) {}

                fn hash_content(&self, _: &mut _opt::FingerprintHasher) {}

                fn schema(_: &_opt::NoRules, _: &mut _opt::SchemaGenerator) -> _opt::Schema {
                    _opt::unreachable_model()
                }

                fn serialize_with<__Z: _opt::Serializer>(
                    &self,
                    _: &_opt::NoRules,
                    _: __Z,
                ) -> _opt::Result<__Z::Ok, __Z::Error> {
                    _opt::unreachable_model()
                }
            }

            #[automatically_derived]
            impl #params _opt::Model for #ident #arguments #bounds {
                const SHAPE: &'static _opt::Shape = &_opt::Shape::new(#name, &[], &[]);

                fn visit_fields<__V: _opt::FieldVisitor>(&self, _: &mut __V) {}

                fn describe_fields<__D: _opt::FieldDescriber>(_: &mut __D) {}
            }

            #[automatically_derived]
            impl #params _opt::ParseModel for #ident #arguments #bounds {
                type Fields = _opt::NoFields<Self>;
            }

            #[automatically_derived]
            impl #parse_params _opt::ParseField<#input> for #ident #arguments #parse_bounds {
                fn parse(_: &mut _opt::Parser<#input>, _: &_opt::NoRules) -> _opt::Result<Self, _opt::Stop> {
                    _opt::unreachable_model()
                }

                fn deserialize_with<__D: _opt::Deserializer<#input>>(
                    _: &_opt::NoRules,
                    _: _opt::Mode,
                    _: __D,
                    _: &mut _opt::Report,
                ) -> _opt::Result<Self, __D::Error> {
                    _opt::unreachable_model()
                }
            }

            #[automatically_derived]
            impl #params _opt::MapKey for #ident #arguments #bounds {
                fn with_key<__R>(&self, _: impl ::core::ops::FnOnce(&_opt::str) -> __R) -> __R {
                    _opt::unreachable_model()
                }
            }

            #[automatically_derived]
            impl #parse_params _opt::ParseKey<#input> for #ident #arguments #parse_bounds {
                fn from_key(_: _opt::Cow<#input, _opt::str>, _: _opt::Mode) -> _opt::Result<Self, _opt::ErrorKind> {
                    _opt::unreachable_model()
                }
            }

            #[automatically_derived]
            impl #params _opt::Inside for #ident #arguments #bounds {
                const INSIDE: _opt::Steps = _opt::Steps::Any;
            }

            #[automatically_derived]
            impl #params _opt::PartsOf<()> for #ident #arguments #bounds {
                type Parts = (((_opt::AnySteps,),),);
            }

            #[automatically_derived]
            impl #params _opt::Optimized for #ident #arguments #bounds {
                const NAME: &'static _opt::str = #name;
            }

            #[automatically_derived]
            impl #params _opt::Serialize for #ident #arguments #bounds {
                fn serialize<__Z: _opt::Serializer>(&self, _: __Z) -> _opt::Result<__Z::Ok, __Z::Error> {
                    _opt::unreachable_model()
                }
            }

            #[automatically_derived]
            impl #parse_params _opt::Deserialize<#input> for #ident #arguments #parse_bounds {
                fn deserialize<__D: _opt::Deserializer<#input>>(_: __D) -> _opt::Result<Self, __D::Error> {
                    _opt::unreachable_model()
                }
            }
        };
        let make = self.make.expand(head);
        expand::enclose(&head.runtime, quote!(#code #make))
    }
}
