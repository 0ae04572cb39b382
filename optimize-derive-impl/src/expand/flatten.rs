//! Where fields stand when models stand among them.

use super::{flat, keeper};
use crate::model::{Field, Model, Role};
use proc_macro2::{Group, Ident, Literal, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Generics;

/// The index of a field: a number, and behind flattened models their fields too.
pub(super) fn index_of(model: &Model, position: usize) -> TokenStream {
    let before = &model.fields[..position];
    let own = Literal::usize_unsuffixed(before.iter().filter(|field| !field.is_flat()).count());
    let flat = before.iter().filter(|field| field.is_flat()).map(|field| {
        let shape = flat::shape(field);
        quote_spanned!(field.place=> + #shape.fields.len())
    });
    quote!(#own #(#flat)*)
}

/// The constant that joins the fields of a model with flattened ones, and the check that their keys differ.
pub(super) fn expand_joined(model: &Model, fields: &TokenStream) -> Option<(TokenStream, Option<TokenStream>)> {
    // const __JOINED: &'static _opt::Joined<{ 1 + <Size as _opt::Model>::SHAPE.fields.len() }> =
    //     &_opt::Joined::new(&[&[__Fields::id.info], <Size as _opt::Model>::SHAPE.fields]);
    let place = model.fields.iter().find_map(|field| match field.role {
        Role::Flatten(place) => Some(place),
        _ => None,
    })?;
    let generics = &model.head.generics;
    let open = generics.type_params().next().is_some() || generics.const_params().next().is_some();
    let parts: Vec<TokenStream> = model.fields.iter().map(|field| part(field, fields)).collect();
    let others = model.computed.iter().map(|computed| &computed.wire);
    let shapes = model.fields.iter().filter(|field| field.is_flat()).map(flat::shape);
    let by_name = model.populate_by_name;
    let distinct =
        quote_spanned!(place=> _opt::assert_distinct(&[#(#parts),*], &[#(#shapes),*], &[#(#others),*], #by_name));
    let count = if open { quote!(128) } else { for_ever(index_of(model, model.fields.len()), generics) };
    let objects = model.fields.iter().filter(|field| field.is_flat()).map(|field| is_object(field, model));
    let (inside, outside) = if generics.params.is_empty() {
        (None, Some(quote!(#(const _: () = #objects;)* const _: () = #distinct;)))
    } else {
        (Some(quote!(#(#objects;)* #distinct;)), None)
    };
    let joined = quote! {
        const __JOINED: &'static _opt::Joined<{ #count }> = {
            #inside
            &_opt::Joined::new(&[#(#parts),*])
        };
    };
    Some((joined, outside))
}

/// A flattened type has to be an object: a newtype, a tuple or an enum is none.
fn is_object(field: &Field, model: &Model) -> TokenStream {
    let is_object = flat::is_object(field);
    let message = if field.is_positional() {
        let variant = model.constructor.clone().into_iter().last().map(|name| name.to_string()).unwrap_or_default();
        format!(
            "the value of variant `{variant}` can not stand beside the tag: its type is neither a struct with named fields nor a tagged enum\n\
             help: give it a name in braces, or add `content = \"value\"` to the enum"
        )
    } else {
        format!(
            "field `{}` can not be flattened: its type is neither a struct with named fields nor an enum of such\n\
             help: remove `flatten`, and the value stands under its own key",
            field.name()
        )
    };
    quote_spanned!(field.place=> ::core::assert!(#is_object, #message))
}

fn part(field: &Field, fields: &TokenStream) -> TokenStream {
    if field.is_flat() {
        let shape = flat::shape(field);
        return quote_spanned!(field.place=> #shape.fields);
    }
    let name = &field.ident;
    quote!(&[#fields::#name.info])
}

/// The tokens with `'static` for the type's own lifetimes: a constant can not name them.
fn for_ever(tokens: TokenStream, generics: &Generics) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Ident(ident) if generics.lifetimes().any(|own| own.lifetime.ident == ident) => {
                TokenTree::Ident(Ident::new("static", ident.span()))
            }
            TokenTree::Group(group) => {
                TokenTree::Group(Group::new(group.delimiter(), for_ever(group.stream(), generics)))
            }
            other => other,
        })
        .collect()
}

/// The body of `Partial::read` where models stand among the fields.
pub(super) fn expand_read(model: &Model, read: impl Fn(&Field) -> TokenStream) -> TokenStream {
    let leading = model.fields.iter().take_while(|field| !field.is_flat()).count();
    let arms = model.fields[..leading].iter().enumerate().map(|(index, field)| {
        let (index, read) = (Literal::usize_unsuffixed(index), read(field));
        quote!(#index => return #read,)
    });
    let arms = (leading > 0).then(|| quote!(match __index { #(#arms)* _ => {} }));
    let rest = model.fields.iter().enumerate().skip(leading).map(|(position, field)| {
        let at = index_of(model, position);
        if field.is_flat() {
            let (slot, ty) = (flat::slot(field), flat::ty(field));
            quote! {
                if let _opt::Some(__index) = _opt::index_inside::<#ty>(__index, #at) {
                    return _opt::Partial::read(&mut #slot, __index, __source);
                }
            }
        } else {
            let read = read(field);
            quote!(if __index == #at { return #read; })
        }
    });
    quote! {
        #arms
        #(#rest)*
        _opt::Ok(())
    }
}

/// The body of `Partial::complete`: an enum among the flattened models is read when every key was seen.
pub(super) fn expand_complete(model: &Model) -> TokenStream {
    let completes = model.fields.iter().enumerate().filter(|(_, field)| field.is_flat()).map(|(position, field)| {
        let (at, slot) = (index_of(model, position), flat::slot(field));
        quote!(_opt::Partial::complete(&mut #slot, __place.behind(#at), __source))
    });
    let mut completes: Vec<_> = completes.collect();
    let last = completes.pop();
    quote!(#(#completes?;)* #last)
}

/// The body of `Partial::read_extra`: an enum takes the keys of its variants, and the first flattened model that
/// keeps unknown keys, or the map, takes the others.
pub(super) fn expand_read_extra(model: &Model) -> TokenStream {
    let flattened: Vec<_> = model.fields.iter().filter(|field| field.is_flat()).collect();
    if let (None, [only]) = (&model.extra_field, &flattened[..]) {
        let (slot, shape) = (flat::slot(only), flat::shape(only));
        return quote! {
            if #shape.chooses(__key) || #shape.keeps_unknown() {
                return _opt::Partial::read_extra(&mut #slot, __key, __source);
            }
            __source.skip(__key)
        };
    }
    let choosers = flattened.iter().map(|field| {
        let (slot, shape) = (flat::slot(field), flat::shape(field));
        quote! {
            if #shape.chooses(__key) {
                return _opt::Partial::read_extra(&mut #slot, __key, __source);
            }
        }
    });
    if let Some(keep) = keeper::read(model) {
        return quote!(#(#choosers)* #keep);
    }
    let keepers = flattened.iter().map(|field| {
        let (slot, shape) = (flat::slot(field), flat::shape(field));
        quote! {
            if #shape.keeps_unknown() {
                return _opt::Partial::read_extra(&mut #slot, __key, __source);
            }
        }
    });
    quote! {
        #(#choosers)*
        #(#keepers)*
        __source.skip(__key)
    }
}
