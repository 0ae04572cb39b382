//! The map that keeps unknown keys: what is done with it stands where its type does, so that a map that can not keep
//! them is reported once.

use super::flat::placed;
use super::local;
use crate::model::Model;
use crate::ty::{Kind, box_item, is_keeper, option_item};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{GenericParam, Type};

/// `__visitor.extra(&self.rest);`
pub(super) fn visit(model: &Model) -> Option<TokenStream> {
    let (name, map, place) = field(model)?;
    let (mention, visitor, this) = (mention(model, map, place), local("__visitor", place), local("self", place));
    Some(quote_spanned!(place=> #mention #visitor.extra(&#this.#name);))
}

/// `__describer.extra::<Map<String, Value>>();`
pub(super) fn describe(model: &Model) -> Option<TokenStream> {
    let (_, map, place) = field(model)?;
    let (mention, describer) = (mention(model, map, place), local("__describer", place));
    let map = placed(map.to_token_stream(), place);
    Some(quote_spanned!(place=> #mention #describer.extra::<#map>();))
}

/// `__source.extra(__key, &mut self.rest)`
pub(super) fn read(model: &Model) -> Option<TokenStream> {
    let (name, map, place) = field(model)?;
    let mention = mention(model, map, place);
    let (source, key, this) = (local("__source", place), local("__key", place), local("self", place));
    Some(quote_spanned!(place=> #mention #source.extra(#key, &mut #this.#name)))
}

fn field(model: &Model) -> Option<(&Ident, &Type, Span)> {
    let (name, map) = model.extra_field.as_ref()?;
    Some((name, map, Span::call_site().located_at(map.span())))
}

/// The type, named first. Beside this error the compiler keeps back those of the call. Not needed where the type
/// surely keeps keys.
fn mention(model: &Model, map: &Type, place: Span) -> Option<TokenStream> {
    if is_keeper(map) {
        return None;
    }
    let known = is_map(map) && !is_open(map.to_token_stream(), model);
    let keeper = Ident::new(if known { "KnownKeeper" } else { "Keeper" }, place);
    let map = placed(map.to_token_stream(), place);
    Some(quote_spanned!(place=> let _: _opt::#keeper<#map>;))
}

/// Whether the type is, by its name, one of the standard library's maps. Others keep keys if their owner says so.
fn is_map(map: &Type) -> bool {
    let inside = option_item(map).or_else(|| box_item(map)).unwrap_or(map);
    matches!(Kind::of(inside, &[]), Kind::Map(..))
}

/// Whether a parameter of the model stands in the type, or a lifetime.
fn is_open(tokens: TokenStream, model: &Model) -> bool {
    let params = &model.head.generics.params;
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => params.iter().any(|param| match param {
            GenericParam::Type(param) => param.ident == name,
            GenericParam::Const(param) => param.ident == name,
            GenericParam::Lifetime(_) => false,
        }),
        TokenTree::Group(group) => is_open(group.stream(), model),
        TokenTree::Punct(sign) => sign.as_char() == '\'',
        TokenTree::Literal(_) => false,
    })
}
