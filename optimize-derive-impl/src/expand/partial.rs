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
    let (ident, helper) = (&model.head.ident, &model.helper);
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
                __key: &_opt::str,
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
    let fill = expand_fill(model);
    let finish = expand_finish(model);
    let shape = model.variant.map(|position| {
        let position = Literal::usize_unsuffixed(position);
        quote! {
            const SHAPE: &'static _opt::Shape = <Self::Model as _opt::Union>::UNION.variants[#position].shape;
        }
    });
    quote! {
        #[automatically_derived]
        impl #params _opt::Partial<#input> for #helper #arguments #bounds {
            type Model = #ident #arguments;

            #shape

            fn empty() -> Self {
                Self { #(#empty)* #(#empty_extra)* #of }
            }

            #[inline]
            fn read<__S: _opt::Source<#input>>(
                &mut self,
                __index: _opt::usize,
                __source: &mut __S,
            ) -> _opt::Result<(), __S::Stop> {
                #(#reads)*
                #read
            }

            #read_in_order

            #over

            #read_extra

            #complete

            #fill

            #finish
        }
    }
}

/// What is done about the fields that were not read.
fn expand_fill(model: &Model) -> Option<TokenStream> {
    if model.fields.is_empty() {
        return None;
    }
    let mentions = mentions(model.fields.iter().filter(|field| !field.is_flat()));
    let fields = model.fields.iter().enumerate().map(|(position, field)| {
        if field.is_flat() {
            let (base, slot) = (index_of(model, position), flat::slot(field));
            return quote!(__fill.flatten(#base, &mut #slot););
        }
        let (name, method, definition) = (&field.ident, field_method(field), definition(&quote!(Self), field));
        quote!(__fill.#method(#definition, &mut self.#name);)
    });
    Some(quote! {
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            #(#mentions)*
            #(#fields)*
        }
    })
}

/// The model, put together of its fields. All of them are taken out of their slots at once: there is then one place where
/// some may have to be dropped, and each is moved once.
fn expand_finish(model: &Model) -> TokenStream {
    // let Self { title: _opt::Some(__title), … } = self else { return _opt::None };
    // _opt::Some(Video { title: __title, … })
    // A field called `finish` does not hide this one, which has another hygiene.
    let (finish, constructor) = (Ident::new("__finish", Span::call_site()), &model.constructor);
    let value = value_of;
    let flat: Vec<&Field> = model.fields.iter().filter(|field| field.is_flat()).collect();
    let models = flat.iter().map(|field| {
        let (slot, value) = (flat::slot(field), value(&field.ident));
        quote!(let #value = #finish.flatten(#slot);)
    });
    let flat = flat.iter().map(|field| value(&field.ident)).map(|value| quote!(let #value = #value?;));
    let mut there: Vec<TokenStream> = model
        .fields
        .iter()
        .filter(|field| !field.is_flat() && !field.is_tag())
        .map(|field| (&field.ident, value(&field.ident)))
        .map(|(name, value)| quote!(#name: _opt::Some(#value)))
        .collect();
    there.extend(
        model.extra_field.iter().map(|(name, _)| (name, value(name))).map(|(name, value)| quote!(#name: #value)),
    );
    let slots = model.fields.len() + usize::from(model.extra_field.is_some()) + usize::from(model.has_phantom());
    let rest = (there.len() < slots).then(|| quote!(..));
    let refutable = there.len() > usize::from(model.extra_field.is_some());
    let take = match there.len() {
        0 => None,
        _ if refutable => Some(quote!(let Self { #(#there,)* #rest } = self else { return _opt::None };)),
        _ => Some(quote!(let Self { #(#there,)* #rest } = self;)),
    };
    let values = model.fields.iter().filter(|field| !field.is_tag()).map(|field| {
        let (value, member) = (value(&field.ident), &field.member);
        match &field.adapter {
            None => quote!(#member: #value,),
            Some(adapter) => {
                let adapted = wrapper(adapter);
                quote!(#member: #adapted::into_inner(#value),)
            }
        }
    });
    let extra_value =
        model.extra_field.iter().map(|(name, _)| (name, value(name))).map(|(name, value)| quote!(#name: #value,));
    let skipped = model.skipped.iter().map(|Skipped { member, value }| quote!(#member: #value,));
    quote! {
        #[inline]
        fn finish(self, #finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            #(#models)*
            #finish.wanted()?;
            #(#flat)*
            #take
            _opt::Some(#constructor { #(#values)* #(#extra_value)* #(#skipped)* })
        }
    }
}

/// The local that takes a field's value out of its slot. Its name can not be that of a constant in scope, which
/// would be a pattern, and none of the derive's own locals: a field may be called `made`.
pub(super) fn value_of(field: &Ident) -> Ident {
    format_ident!("__{}", plain_name(field), span = Span::mixed_site())
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
        #[inline]
        fn read_in_order(&mut self, __due: &mut _opt::InOrder<'_, #input>) -> _opt::Result<_opt::bool, _opt::Stop> {
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
        const OVER: _opt::bool = true;

        fn over<__O: _opt::Over<#input>>(
            __model: &mut Self::Model,
            __over: &mut __O,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            #(#mentions)*
            #body
        }
    })
}

/// The body of `read_extra`, where something keeps unknown keys.
fn expand_read_extra(model: &Model) -> Option<TokenStream> {
    (model.has_flat() || model.extra_field.is_some()).then(|| flatten::expand_read_extra(model))
}
