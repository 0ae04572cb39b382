//! What newtypes have beside other structs: they can be the keys of maps, and a transparent one can be absent.

use super::adapter::{carried_type, mentions_read};
use super::generics::{Scope, key_scope, parse_key_scope};
use super::model::{definition, fields_path};
use crate::input::Shape;
use crate::model::Model;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `impl MapKey` of a newtype whose inner type can be a key; nothing for other shapes.
pub(super) fn expand_map_key(model: &Model, scope: &Scope) -> Option<TokenStream> {
    // impl _opt::MapKey for Age
    // where
    //     for<'__k> i64: _opt::MapKey,
    // {
    //     fn with_key<__R>(&self, __use: impl FnOnce(&str) -> __R) -> __R {
    //         _opt::MapKey::with_key(&self.0, __use)
    //     }
    //     …
    // }
    let field = model.fields.first().filter(|field| model.shape == Shape::Newtype && field.adapter.is_none())?;
    let (ident, constructor, fields) = (&model.head.ident, &model.constructor, fields_path(model, scope));
    let (member, ty) = (&field.member, &field.ty);
    let Scope { params, arguments, bounds, .. } = key_scope(model, ty);
    let Scope { params: parse_params, bounds: parse_bounds, input, .. } = parse_key_scope(model, ty);
    let mentions = mentions_read([field], &input);
    let definition = definition(&fields, field);
    let newtype_from_key = Ident::new("newtype_from_key", field.place);
    Some(quote! {
        #[automatically_derived]
        impl #params _opt::MapKey for #ident #arguments #bounds {
            fn with_key<__R>(&self, __use: impl ::core::ops::FnOnce(&_opt::str) -> __R) -> __R {
                _opt::MapKey::with_key(&self.#member, __use)
            }

            fn unwritable(&self) -> _opt::Option<&'static _opt::str> {
                _opt::MapKey::unwritable(&self.#member)
            }
        }

        #[automatically_derived]
        impl #parse_params _opt::ParseKey<#input> for #ident #arguments #parse_bounds {
            fn from_key(__key: _opt::Cow<#input, _opt::str>, _: _opt::Mode) -> _opt::Result<Self, _opt::ErrorKind> {
                #(#mentions)*
                _opt::#newtype_from_key(#definition, __key, |__value| #constructor { #member: __value })
            }
        }
    })
}

/// The items of `impl Field` that let a transparent struct be absent as its field can be.
pub(super) fn expand_absent(model: &Model) -> Option<TokenStream> {
    let field = model.fields.first().filter(|_| model.shape == Shape::Newtype && model.transparent)?;
    let (carried, constructor, member) = (carried_type(field), &model.constructor, &field.member);
    let (inner, value) = match &field.adapter {
        None => (quote!(&self.#member), quote!(__value)),
        Some(adapter) => {
            let adapted = super::adapter::wrapper(adapter);
            (quote!(#adapted::from_ref(&self.#member)), quote!(#adapted::into_inner(__value)))
        }
    };
    Some(quote! {
        const MAY_BE_ABSENT: _opt::bool = <#carried as _opt::Field>::MAY_BE_ABSENT;

        fn is_none(&self) -> _opt::bool {
            <#carried as _opt::Field>::is_none(#inner)
        }

        fn absent() -> _opt::Option<Self> {
            <#carried as _opt::Field>::absent().map(|__value| #constructor { #member: #value })
        }
    })
}
