//! Where a type that can't be a field is reported.

use super::structs::FieldParts;
use crate::model::{Adapter, Field, Surety};
use crate::ty::is_built_in;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use std::collections::HashMap;
use syn::{GenericArgument, PathArguments, Type, TypeParamBound, parse_quote};

/// How sure it is that a field's type can be one. An adapter can turn out not to be one.
pub(super) fn surety(parts: &FieldParts<'_>, adapter: Option<&Adapter>) -> Surety {
    let FieldParts { input, params, .. } = parts;
    let open = !params.is_empty()
        && (mentions(input.ty.to_token_stream(), params)
            || adapter.is_some_and(|adapter| mentions(adapter.ty.clone(), params)));
    match adapter {
        _ if open => Surety::Open,
        None if is_built_in(&input.ty) => Surety::Sure,
        _ => Surety::Known,
    }
}

/// Whether a parameter of the model stands in the type. `Self` stands for all of them.
fn mentions(tokens: TokenStream, params: &[Ident]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "Self" || params.contains(&ident),
        TokenTree::Group(group) => mentions(group.stream(), params),
        _ => false,
    })
}

/// The type with the lifetime of every trait object in it that a pointer owns. Written out, the compiler shows it alike
/// wherever it reports the type.
pub(super) fn spelled_out(mut ty: Type) -> Type {
    spell_out(&mut ty);
    ty
}

fn spell_out(ty: &mut Type) {
    match ty {
        Type::TraitObject(object)
            if !object.bounds.iter().any(|bound| matches!(bound, TypeParamBound::Lifetime(_))) =>
        {
            object.bounds.push(parse_quote!('static));
        }
        Type::Group(group) => spell_out(&mut group.elem),
        Type::Paren(paren) => spell_out(&mut paren.elem),
        Type::Array(array) => spell_out(&mut array.elem),
        Type::Tuple(tuple) => tuple.elems.iter_mut().for_each(spell_out),
        Type::Path(path) => {
            let last = path.path.segments.last_mut();
            let Some(PathArguments::AngleBracketed(arguments)) = last.map(|last| &mut last.arguments) else { return };
            // Beside a lifetime it may be another one that is left out.
            if !arguments.args.iter().any(|argument| matches!(argument, GenericArgument::Lifetime(_))) {
                arguments.args.iter_mut().for_each(|argument| {
                    if let GenericArgument::Type(inner) = argument {
                        spell_out(inner);
                    }
                });
            }
        }
        _ => {}
    }
}

/// Gives all fields of one type the place of the first.
pub(super) fn share_places<'f>(fields: impl Iterator<Item = &'f mut Field>) {
    let mut places: HashMap<String, Span> = HashMap::new();
    for field in fields.filter(|field| field.surety != Surety::Sure && !field.is_tag()) {
        field.place = *places.entry(field.type_name()).or_insert(field.place);
    }
}
