//! `impl Partial`: reads one field after the other and puts the model together.

use super::adapter::{field_method, mention, wrapper};
use super::generics::Scope;
use crate::model::{Model, Skipped};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// The impl.
pub(super) fn expand_partial(model: &Model, scope: &Scope) -> TokenStream {
    // impl<'de> _opt::Partial<'de> for __Fields {
    //     fn read<__S: _opt::Source<'de>>(…) -> _opt::Result<(), __S::Stop> {
    //         match __index {
    //             0 => __source.field(&Self::title, &mut self.title),
    //             …
    //         }
    //     }
    //     …
    // }
    let Scope { params, arguments, bounds, input } = scope;
    let (ident, helper, constructor) = (&model.head.ident, &model.helper, &model.constructor);
    let names: Vec<_> = model.fields.iter().map(|field| &field.ident).collect();
    let empty_extra = model.extra_field.iter().map(|(name, _)| quote!(#name: _opt::Default::default(),));
    let read = expand_read(model);
    let read_extra = model.extra_field.as_ref().map(|(name, _)| {
        quote! {
            fn read_extra<__S: _opt::Source<#input>>(
                &mut self,
                __key: &str,
                __source: &mut __S,
            ) -> _opt::Result<(), __S::Stop> {
                __source.extra(__key, &mut self.#name)
            }
        }
    });
    // Each field becomes a local of its own name, which must not hide this one.
    let finish = Ident::new("__finish", Span::mixed_site());
    let mentions = model.fields.iter().filter_map(mention);
    let methods = model.fields.iter().map(field_method);
    let values = model.fields.iter().map(|field| {
        let (name, member) = (&field.ident, &field.member);
        match &field.adapter {
            None => quote!(#member: #name?,),
            Some(adapter) => {
                let adapted = wrapper(adapter);
                quote!(#member: #adapted::into_inner(#name?),)
            }
        }
    });
    let skipped = model.skipped.iter().map(|Skipped { member, value }| quote!(#member: #value,));
    let extra_value = model.extra_field.iter().map(|(name, _)| quote!(#name: self.#name,));
    quote! {
        #[automatically_derived]
        impl #params _opt::Partial<#input> for #helper #arguments #bounds {
            type Model = #ident #arguments;

            fn empty() -> Self {
                Self { #(#names: _opt::None,)* #(#empty_extra)* }
            }

            fn read<__S: _opt::Source<#input>>(
                &mut self,
                __index: usize,
                __source: &mut __S,
            ) -> _opt::Result<(), __S::Stop> {
                #read
            }

            #read_extra

            fn finish(self, #finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
                #(#mentions)*
                #(let #names = #finish.#methods(&Self::#names, self.#names);)*
                _opt::Some(#constructor { #(#values)* #(#extra_value)* #(#skipped)* })
            }
        }
    }
}

fn expand_read(model: &Model) -> TokenStream {
    if model.fields.is_empty() {
        return quote!(_opt::Ok(()));
    }
    let arms = model.fields.iter().enumerate().map(|(index, field)| {
        let (index, name, method) = (Literal::usize_unsuffixed(index), &field.ident, field_method(field));
        quote!(#index => __source.#method(&Self::#name, &mut self.#name),)
    });
    quote! {
        match __index {
            #(#arms)*
            _ => _opt::Ok(()),
        }
    }
}
