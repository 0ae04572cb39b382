//! What the user's type itself gets: a builder, setters that validate, conversions from other structs.

use super::adapter::{field_method, mentions, wrapper};
use super::generics::Scope;
use super::model::{definition, fields_path, respan};
use super::partial::value_of;
use crate::input::plain_name;
use crate::model::{Field, Model, RawValidator};
use crate::ty::{Kind, option_item};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;

/// Everything of this kind that the struct asks for.
pub(super) fn expand_make(model: &Model, field: &Scope) -> TokenStream {
    let mut out = TokenStream::new();
    if let Some(key) = model.make.builder {
        out.extend(expand_builder(model, key, field));
    }
    if model.make.setters {
        out.extend(expand_setters(model, field));
    }
    out.extend(model.make.from.iter().map(|other| expand_from(model, other, field)));
    out
}

/// Whether a validator sees the field's value before its type does.
fn is_seen_before(field: &Field) -> bool {
    matches!(field.raw, Some(RawValidator::Before(_)))
}

/// A field's value as its slot has it.
fn carried(field: &Field, value: TokenStream) -> TokenStream {
    match &field.adapter {
        None => value,
        Some(adapter) => {
            let adapted = wrapper(adapter);
            quote!(#adapted::new(#value))
        }
    }
}

/// A field's value out of what its slot has.
fn taken(field: &Field, value: TokenStream) -> TokenStream {
    match &field.adapter {
        None => value,
        Some(adapter) => {
            let adapted = wrapper(adapter);
            quote!(#adapted::into_inner(#value))
        }
    }
}

fn expand_builder(model: &Model, place: Span, scope: &Scope) -> TokenStream {
    // struct VideoBuilder(__Fields);
    //
    // impl VideoBuilder {
    //     pub fn title(mut self, __value: impl Into<String>) -> Self {
    //         self.0.title = Some(__value.into());
    //         self
    //     }
    //     …
    //     pub fn build(mut self) -> Result<Video, ValidationError> {
    //         let mut __made = _opt::Made::new();
    //         __made.slot(&__Fields::title, &mut self.0.title);
    //         …
    //         __made.build(self.0)
    //     }
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let (vis, ident, helper) = (&model.head.vis, &model.head.ident, &model.helper);
    let name = plain_name(ident);
    let builder = format_ident!("{name}Builder", span = ident.span());
    let (about, new) = (format!(" Makes a `{name}`, and validates it."), format!(" A builder of `{name}`."));
    let params_of: Vec<Ident> = model.head.generics.type_params().map(|param| param.ident.clone()).collect();
    let setters = model.fields.iter().map(|field| {
        let (name, ty) = (&field.ident, &field.ty);
        let about = if field.description.is_empty() {
            format!(" Sets `{}`.", field.name())
        } else {
            format!(" Sets `{}`. {}", field.name(), field.description)
        };
        let inner = option_item(ty).unwrap_or(ty);
        let text = matches!(Kind::of(ty, &params_of), Kind::Text) && !matches!(inner, syn::Type::Reference(_));
        let (taken, value) = if text && Kind::of(inner, &params_of).is_plain(inner) {
            (quote!(impl ::core::convert::Into<#inner>), quote!(::core::convert::Into::into(__value)))
        } else {
            (quote!(#inner), quote!(__value))
        };
        let value = if option_item(ty).is_some() { quote!(_opt::Some(#value)) } else { value };
        let value = carried(field, value);
        quote! {
            #[doc = #about]
            #[must_use]
            #vis fn #name(mut self, __value: #taken) -> Self {
                self.0.#name = _opt::Some(#value);
                self
            }
        }
    });
    let extra = model.extra_field.iter().map(|(name, ty)| {
        let about = format!(" Sets `{name}`, the keys that no field has.");
        quote! {
            #[doc = #about]
            #[must_use]
            #vis fn #name(mut self, __value: #ty) -> Self {
                self.0.#name = __value;
                self
            }
        }
    });
    let (fields, mentions) = (fields_path(model, scope), mentions(&model.fields));
    let made = model.fields.iter().map(|field| {
        let slot = if is_seen_before(field) { "slot_before" } else { "slot" };
        let (name, slot) = (&field.ident, Ident::new(slot, field.place));
        let definition = definition(&fields, field);
        quote!(__made.#slot(#definition, &mut self.0.#name);)
    });
    let made_extra = model.extra_field.iter().map(|(name, _)| quote!(__made.check_extra(&self.0.#name);));
    let own = if arguments.is_empty() { quote!(#helper) } else { quote!(#helper #arguments) };
    let (own_params, own_bounds) = super::generics::definition(model);
    // A method of that name beside it is told where the builder is asked for.
    let vis_there = respan(vis.to_token_stream(), place);
    let begin = quote_spanned! {place=>
        #[doc = #new]
        #[must_use]
        #vis_there fn builder() -> #builder #arguments
        where
            #own: _opt::Partial<'static, Model = #ident #arguments>,
        {
            let __fields: #own = <#fields as _opt::Partial<'static>>::empty();
            #builder(__fields)
        }
    };
    quote! {
        #[doc = #about]
        #[allow(dead_code, missing_debug_implementations)]
        #vis struct #builder #own_params (#own) #own_bounds;

        #[allow(dead_code, clippy::impl_trait_in_params)]
        impl #params #builder #arguments #bounds {
            #(#setters)*
            #(#extra)*

            /// Puts the model together, with defaults for what was not set, and validates it.
            ///
            /// # Errors
            /// Every field that is missing, or every constraint that the model breaks.
            #vis fn build(mut self) -> _opt::Result<#ident #arguments, _opt::ValidationError>
            where
                #own: _opt::Partial<'static, Model = #ident #arguments>,
            {
                #(#mentions)*
                let mut __made = _opt::Made::new();
                #(#made)*
                #(#made_extra)*
                __made.build(self.0)
            }
        }

        #[allow(dead_code)]
        impl #params #ident #arguments #bounds {
            #begin
        }
    }
}

fn expand_setters(model: &Model, scope: &Scope) -> TokenStream {
    // impl Video {
    //     pub fn set_title(&mut self, title: String) -> Result<(), ValidationError> {
    //         self.title = _opt::assigned::<Self, _>(&__Fields::title, title)?;
    //         Ok(())
    //     }
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let (vis, ident, fields) = (&model.head.vis, &model.head.ident, fields_path(model, scope));
    let setters = model.fields.iter().filter(|field| !field.notes.frozen && !field.is_flat()).map(|field| {
        let (name, ty, member) = (&field.ident, &field.ty, &field.member);
        let setter = format_ident!("set_{}", plain_name(name), span = name.span());
        let about = format!(" Sets `{}` to a value that keeps its constraints, or leaves it as it was.", field.name());
        let assigned = if is_seen_before(field) { "assigned_before" } else { "assigned" };
        let (assigned, mentions) = (Ident::new(assigned, field.place), mentions([field]));
        let assigned = quote_spanned!(field.place=> _opt::#assigned::<Self, _>);
        let value = carried(field, quote!(__value));
        let definition = definition(&fields, field);
        let value = taken(field, quote!(#assigned(#definition, #value)?));
        let assign = if model.check.is_some() {
            quote! {
                let __before = ::core::mem::replace(&mut self.#member, #value);
                let __checked = _opt::check_whole(self);
                if __checked.is_err() {
                    self.#member = __before;
                }
                __checked
            }
        } else {
            quote! {
                self.#member = #value;
                _opt::Ok(())
            }
        };
        // A method of that name beside it is told where the field is.
        let place = Span::call_site().located_at(name.span());
        let vis = respan(vis.to_token_stream(), place);
        quote_spanned! {place=>
            #[doc = #about]
            ///
            /// # Errors
            /// Every constraint that the value breaks.
            #vis fn #setter(&mut self, __value: #ty) -> _opt::Result<(), _opt::ValidationError> {
                #(#mentions)*
                #assign
            }
        }
    });
    quote! {
        #[allow(dead_code)]
        impl #params #ident #arguments #bounds {
            #(#setters)*
        }
    }
}

fn expand_from(model: &Model, other: &syn::Type, scope: &Scope) -> TokenStream {
    // impl TryFrom<Row> for Video {
    //     type Error = ValidationError;
    //     fn try_from(__other: Row) -> Result<Self, ValidationError> {
    //         let mut __made = _opt::Made::new();
    //         let __title = __made.field(&__Fields::title, _opt::Convert::convert(__other.title));
    //         …
    //         __made.convert(|| Some(Video { title: __title?, … }))
    //     }
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let (ident, constructor) = (&model.head.ident, &model.constructor);
    let (fields, mentions) = (fields_path(model, scope), mentions(&model.fields));
    let made = model.fields.iter().map(|field| {
        let (definition, member, local) = (definition(&fields, field), &field.member, value_of(&field.ident));
        // Where the types differ, the field's name is the place to say so, and the value stands there as a whole. The name
        // is the user's: where there is none such, the compiler then says which there are.
        let there = Span::call_site().located_at(member.span());
        let value = quote_spanned!(there=> _opt::Convert::convert({ __other.#member }));
        let value = carried(field, value);
        match () {
            () if field.is_flat() => {
                let ty = &field.ty;
                quote!(let #local = __made.flatten::<#ty>(#value);)
            }
            () if is_seen_before(field) => {
                let before = Ident::new("before", field.place);
                quote!(let #local = __made.#before(#definition, #value);)
            }
            () => {
                let method = field_method(field);
                quote!(let #local = __made.#method(#definition, #value);)
            }
        }
    });
    let values = model.fields.iter().map(|field| {
        let (member, local) = (&field.member, value_of(&field.ident));
        let value = taken(field, quote!(#local?));
        quote!(#member: #value,)
    });
    let made_extra = model.extra_field.iter().map(|(name, _)| {
        let (local, there) = (value_of(name), Span::call_site().located_at(name.span()));
        let value = quote_spanned!(there=> _opt::Convert::convert({ __other.#name }));
        quote!(let #local = __made.extra(#value);)
    });
    let extra = model.extra_field.iter().map(|(name, _)| {
        let local = value_of(name);
        quote!(#name: #local?,)
    });
    let skipped = model.skipped.iter().map(|skipped| {
        let (member, value) = (&skipped.member, &skipped.value);
        quote!(#member: #value,)
    });
    quote! {
        #[automatically_derived]
        impl #params ::core::convert::TryFrom<#other> for #ident #arguments #bounds {
            type Error = _opt::ValidationError;

            fn try_from(__other: #other) -> _opt::Result<Self, _opt::ValidationError> {
                #(#mentions)*
                let mut __made = _opt::Made::new();
                #(#made)*
                #(#made_extra)*
                __made.convert(|| _opt::Some(#constructor { #(#values)* #(#extra)* #(#skipped)* }))
            }
        }
    }
}
