//! What stands in for builders, setters and conversions.

use crate::attr::{Subject, has_key, parse_container};
use crate::errors::Errors;
use crate::expand::{Scope, plain_scope};
use crate::input::{Body, Input, Shape, plain_name};
use crate::model::Head;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

/// What the struct asks for, as far as it can be read.
pub(super) struct FallbackMake {
    setters: bool,
    builder: bool,
    from: Vec<Type>,
    fields: Vec<(Ident, Type)>,
}

impl FallbackMake {
    pub(super) fn of(input: &Input) -> Self {
        let attrs = parse_container(input, Subject { kind: "type", name: "" }, &mut Errors::default());
        let fields = match &input.body {
            Body::Struct(Shape::Named, fields) => {
                // `_` is no name for a method.
                let named = fields.iter().filter(|field| field.ident != "_");
                named.map(|field| (field.ident.clone(), field.ty.clone())).collect()
            }
            _ => Vec::new(),
        };
        Self {
            setters: has_key(input, "validate_assignment"),
            builder: has_key(input, "builder"),
            from: attrs.from.map_or_else(Vec::new, |from| from.value),
            fields,
        }
    }

    /// The methods and impls. None of them ever runs.
    pub(super) fn expand(&self, head: &Head) -> TokenStream {
        let Scope { params, arguments, bounds, .. } = plain_scope(head);
        let (vis, ident) = (&head.vis, &head.ident);
        let mut out = TokenStream::new();
        if self.setters {
            let setters = self.fields.iter().map(|(name, ty)| {
                let setter = format_ident!("set_{}", plain_name(name));
                quote! {
                    #vis fn #setter(&mut self, _: #ty) -> _opt::Result<(), _opt::ValidationError> {
                        _opt::unreachable_model()
                    }
                }
            });
            out.extend(quote! {
                #[allow(dead_code, missing_docs)]
                impl #params #ident #arguments #bounds { #(#setters)* }
            });
        }
        if self.builder {
            let builder = format_ident!("{}Builder", plain_name(ident), span = ident.span());
            let own = head.generics.params.iter().next().is_some();
            let setters = self.fields.iter().filter(|(name, _)| *name != "build").map(|(name, _)| {
                quote! {
                    #vis fn #name(self, _: impl ::core::marker::Sized) -> Self {
                        self
                    }
                }
            });
            let held = if own { quote!(fn() -> #ident #arguments) } else { quote!(()) };
            let (own_params, _, own_bounds) = head.generics.split_for_impl();
            out.extend(quote! {
                #[allow(dead_code, missing_docs, missing_debug_implementations)]
                #vis struct #builder #own_params (_opt::PhantomData<#held>) #own_bounds;

                #[allow(dead_code, missing_docs)]
                impl #params #builder #arguments #bounds {
                    #(#setters)*

                    #vis fn build(self) -> _opt::Result<#ident #arguments, _opt::ValidationError> {
                        _opt::unreachable_model()
                    }
                }

                #[allow(dead_code, missing_docs)]
                impl #params #ident #arguments #bounds {
                    #vis fn builder() -> #builder #arguments {
                        _opt::unreachable_model()
                    }
                }
            });
        }
        out.extend(self.from.iter().map(|other| {
            quote! {
                #[automatically_derived]
                impl #params ::core::convert::TryFrom<#other> for #ident #arguments #bounds {
                    type Error = _opt::ValidationError;

                    fn try_from(_: #other) -> _opt::Result<Self, _opt::ValidationError> {
                        _opt::unreachable_model()
                    }
                }
            }
        }));
        out
    }
}
