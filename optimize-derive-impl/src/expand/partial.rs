//! `impl Partial`: reads one field after the other and puts the model together.

use super::adapter::{field_method, mentions, mentions_read, wrapper};
use super::flat;
use super::flatten::{self, index_of};
use super::generics::Scope;
use super::model::definition;
use crate::input::{Shape, plain_name};
use crate::model::{Field, Model, Skipped};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Lifetime;

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
    let empty = model.fields.iter().map(|field| {
        let name = &field.ident;
        if field.is_flat() {
            flat::empty_slot(field, quote!(<_ as _opt::Partial<#input>>::empty()))
        } else {
            quote!(#name: _opt::None,)
        }
    });
    let empty_extra = model.extra_field.iter().map(|(name, _)| quote!(#name: _opt::Default::default(),));
    let of = model.has_phantom().then(|| quote!(__of: _opt::PhantomData,));
    let read = expand_read(model);
    let reads = mentions_read(&model.fields, input);
    let read_in_order = expand_read_in_order(model, input, &reads);
    let over = expand_over(model, input, &reads);
    let read_extra = expand_read_extra(model).map(|body| {
        quote! {
            fn read_extra<__S: _opt::Source<#input>>(
                &mut self,
                __key: &str,
                __source: &mut __S,
            ) -> _opt::Result<(), __S::Stop> {
                #body
            }
        }
    });
    let complete = model.has_flat().then(|| {
        let body = flatten::expand_complete(model);
        quote! {
            fn complete<__S: _opt::Source<#input>>(
                &mut self,
                __place: _opt::Place,
                __source: &mut __S,
            ) -> _opt::Result<(), __S::Stop> {
                #body
            }
        }
    });
    // Each field becomes a local of its own name, which must not hide this one.
    let finish = Ident::new("__finish", Span::mixed_site());
    let mentions = mentions(model.fields.iter().filter(|field| !field.is_flat()));
    let finishes = model.fields.iter().enumerate().map(|(position, field)| {
        let (name, method) = (&field.ident, field_method(field));
        if field.is_flat() {
            let (base, slot) = (index_of(model, position), flat::slot(field));
            return quote!(let #name = #finish.flatten(#base, &mut #slot););
        }
        let definition = definition(&quote!(Self), field);
        quote!(#finish.#method(#definition, &mut self.#name);)
    });
    // Asked of all of them first: between that and the place where the model is to be, nothing is then left to decide,
    // and each field is moved once.
    let there: Vec<_> = model
        .fields
        .iter()
        .filter(|field| !field.is_flat() && !field.is_tag())
        .map(|field| &field.ident)
        .map(|name| quote!(#name: _opt::Some(_)))
        .collect();
    let ask = if there.is_empty() {
        quote!(#finish.wanted(self)?;)
    } else {
        let rest = (there.len() < model.fields.len() + usize::from(of.is_some())).then(|| quote!(..));
        let rest = rest.or_else(|| model.extra_field.is_some().then(|| quote!(..)));
        quote!(let Self { #(#there,)* #rest } = #finish.wanted(self)? else { return _opt::None };)
    };
    let values = model.fields.iter().map(|field| {
        let (name, member) = (&field.ident, &field.member);
        match &field.adapter {
            _ if field.is_tag() => TokenStream::new(),
            _ if field.is_flat() => quote!(#member: #name?,),
            None => quote!(#member: _opt::Option::take(&mut self.#name)?,),
            Some(adapter) => {
                let adapted = wrapper(adapter);
                quote!(#member: #adapted::into_inner(_opt::Option::take(&mut self.#name)?),)
            }
        }
    });
    let shape = model.variant.map(|position| {
        let position = Literal::usize_unsuffixed(position);
        quote! {
            const SHAPE: &'static _opt::Shape = <Self::Model as _opt::Union>::UNION.variants[#position].shape;
        }
    });
    let skipped = model.skipped.iter().map(|Skipped { member, value }| quote!(#member: #value,));
    let extra_value = model.extra_field.iter().map(|(name, _)| quote!(#name: _opt::take(&mut self.#name),));
    quote! {
        #[automatically_derived]
        impl #params _opt::Partial<#input> for #helper #arguments #bounds {
            type Model = #ident #arguments;

            #shape

            fn empty() -> Self {
                Self { #(#empty)* #(#empty_extra)* #of }
            }

            fn read<__S: _opt::Source<#input>>(
                &mut self,
                __index: usize,
                __source: &mut __S,
            ) -> _opt::Result<(), __S::Stop> {
                #(#reads)*
                #read
            }

            #read_in_order

            #over

            #read_extra

            #complete

            fn finish(&mut self, #finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
                #(#mentions)*
                #(#finishes)*
                #ask
                _opt::Some(#constructor { #(#values)* #(#extra_value)* #(#skipped)* })
            }
        }
    }
}

/// The local that takes a field's value out of its slot. Its name can not be that of a constant in scope, which
/// would be a pattern.
pub(super) fn value_of(field: &Field) -> Ident {
    format_ident!("__{}", plain_name(&field.ident), span = Span::call_site())
}

fn expand_read(model: &Model) -> TokenStream {
    let read = |field: &Field| {
        let (name, method, definition) = (&field.ident, field_method(field), definition(&quote!(Self), field));
        quote!(__source.#method(#definition, &mut self.#name))
    };
    if model.fields.is_empty() {
        return quote!(_opt::Ok(()));
    }
    if model.has_flat() {
        return flatten::expand_read(model, read);
    }
    let arms = model.fields.iter().enumerate().map(|(index, field)| {
        let (index, read) = (Literal::usize_unsuffixed(index), read(field));
        quote!(#index => #read,)
    });
    quote! {
        match __index {
            #(#arms)*
            _ => _opt::Ok(()),
        }
    }
}

/// The fields of an object that is in declaration order.
fn expand_read_in_order(model: &Model, input: &Lifetime, mentions: &[TokenStream]) -> Option<TokenStream> {
    if model.shape != Shape::Named || model.fields.is_empty() {
        return None;
    }
    let reads = model.fields.iter().map(|field| {
        let (name, method) = (&field.ident, field_method(field));
        if field.is_flat() {
            let slot = flat::slot(field);
            quote!(__due.flatten(&mut #slot))
        } else {
            let definition = definition(&quote!(Self), field);
            quote!(__due.#method(#definition, &mut self.#name))
        }
    });
    let body = if model.fields.len() == 1 { quote!(#(#reads)*) } else { quote!(_opt::Ok(#(#reads?)&&*)) };
    Some(quote! {
        fn read_in_order(&mut self, __due: &mut _opt::InOrder<'_, #input>) -> _opt::Result<bool, _opt::Stop> {
            #(#mentions)*
            #body
        }
    })
}

/// The fields of a value that is read over. Where fields stand elsewhere than in the struct itself, a fresh value
/// takes its place.
fn expand_over(model: &Model, input: &Lifetime, mentions: &[TokenStream]) -> Option<TokenStream> {
    let elsewhere = model.has_flat() || model.variant.is_some() || model.extra_field.is_some();
    if model.shape != Shape::Named || model.fields.is_empty() || elsewhere || model.fields.iter().any(Field::is_tag) {
        return None;
    }
    let fields = model.fields.iter().map(|field| {
        let (member, method, definition) = (&field.member, field_method(field), definition(&quote!(Self), field));
        match &field.adapter {
            None => quote!(__over.#method(#definition, &mut __model.#member)),
            Some(adapter) => {
                let adapted = wrapper(adapter);
                quote!(__over.#method(#definition, #adapted::from_mut(&mut __model.#member)))
            }
        }
    });
    let skipped: Vec<TokenStream> = model
        .skipped
        .iter()
        .map(|Skipped { member, value }| quote!(__over.skipped(&mut __model.#member, || #value)))
        .collect();
    let body = if model.fields.len() == 1 && skipped.is_empty() {
        quote!(#(#fields)*)
    } else {
        let lines = fields.map(|field| quote!(#field?)).chain(skipped);
        quote!(_opt::Ok(#(#lines)&&*))
    };
    Some(quote! {
        const OVER: bool = true;

        fn over<__O: _opt::Over<#input>>(
            __model: &mut Self::Model,
            __over: &mut __O,
        ) -> _opt::Result<bool, _opt::Stop> {
            #(#mentions)*
            #body
        }
    })
}

/// The body of `read_extra`, where something keeps unknown keys.
fn expand_read_extra(model: &Model) -> Option<TokenStream> {
    (model.has_flat() || model.extra_field.is_some()).then(|| flatten::expand_read_extra(model))
}
