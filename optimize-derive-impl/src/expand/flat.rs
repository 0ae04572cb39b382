//! What is named of a flattened model. All of it stands from the first token of the type to the last, as the derive's
//! code: a type that can not be flattened is then reported once, for the compiler shows equal errors once.

use super::model::respan;
use crate::model::Field;
use crate::ty::{box_item, option_item};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};

/// What was read so far of it: a type.
pub(super) fn fields(field: &Field) -> TokenStream {
    item(field, "Fields")
}

/// Its shape.
pub(super) fn shape(field: &Field) -> TokenStream {
    constant(field, "FLAT")
}

/// Whether it is an object at all.
pub(super) fn is_object(field: &Field) -> TokenStream {
    constant(field, "IS_OBJECT")
}

/// A constant of the model. Where the model is in two holders at once, the compiler would say on another way than of the
/// type that it is none: the type is named before.
fn constant(field: &Field, name: &str) -> TokenStream {
    let constant = item(field, name);
    let inside = option_item(&field.ty).or_else(|| box_item(&field.ty));
    if inside.is_none_or(|inside| option_item(inside).is_none() && box_item(inside).is_none()) {
        return constant;
    }
    let fields = fields(field);
    quote_spanned!(field.place=> { let _: #fields; #constant })
}

fn item(field: &Field, name: &str) -> TokenStream {
    let (ty, name) = (ty(field), Ident::new(name, last(field)));
    quote_spanned!(field.place=> <#ty as _opt::ParseModel>::#name)
}

/// The place of what was read so far: `self.size`.
pub(super) fn slot(field: &Field) -> TokenStream {
    let mut name = field.ident.clone();
    name.set_span(last(field));
    quote_spanned!(field.place=> self.#name)
}

/// The place with nothing in it: `size: …`
pub(super) fn empty_slot(field: &Field, value: TokenStream) -> TokenStream {
    let mut name = field.ident.clone();
    name.set_span(field.place);
    let value = respan(value, last(field));
    quote!(#name: #value,)
}

/// The type.
pub(super) fn ty(field: &Field) -> TokenStream {
    let tokens = field.ty.to_token_stream();
    // What `$crate` means is known by where it stands.
    if mentions_crate(tokens.clone()) { tokens } else { here(tokens) }
}

/// A type that stands at one place.
pub(super) fn placed(ty: TokenStream, place: Span) -> TokenStream {
    if mentions_crate(ty.clone()) { ty } else { respan(ty, place) }
}

fn here(tokens: TokenStream) -> TokenStream {
    let at = |span: Span| Span::call_site().located_at(span);
    let moved = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let mut moved = Group::new(group.delimiter(), here(group.stream()));
            moved.set_span(at(group.span()));
            moved.into()
        }
        mut token => {
            token.set_span(at(token.span()));
            token
        }
    });
    moved.collect()
}

fn mentions_crate(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "$crate",
        TokenTree::Group(group) => mentions_crate(group.stream()),
        _ => false,
    })
}

fn last(field: &Field) -> Span {
    let last = field.ty.to_token_stream().into_iter().last();
    last.map_or(field.place, |token| Span::call_site().located_at(token.span()))
}
