//! Types that borrow from the input, and types that could but are to own what they hold.

use super::adapter::{lifetime_of, peel};
use super::structs::FieldParts;
use crate::errors::Errors;
use crate::model::Adapter;
use crate::ty::{Kind, bare, name_and_arguments};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, PathArguments, Type, parse_quote};

/// The adapter that the type itself asks for: bytes, and `Cow<'static, str>` in whatever is around it.
///
/// `&'static T` is refused, and what of `Cow<'static, T>` can not be owned: what is read borrows from the input,
/// which does not live that long. Without this the compiler would report it, at the derive.
pub(super) fn check_borrow(parts: &FieldParts<'_>, errors: &mut Errors) -> Option<Adapter> {
    let ty = &parts.input.ty;
    if name_and_arguments(ty).is_some_and(|(name, _)| name == "PhantomData") {
        return None;
    }
    if borrows_for_nothing(ty) {
        errors.leave_to_compiler();
        return None;
    }
    if borrows_static(ty.to_token_stream()) {
        let known = if mentions_any(ty.to_token_stream(), parts) { None } else { read_as(ty) };
        if known.is_none() {
            errors.refuse(
                ty,
                format_args!(
                    "{} borrows for `'static`, but it is read from input that does not live that long",
                    parts.subject
                ),
                "own the value (`String`), or borrow for a parameter of the struct (`Cow<'a, str>`)",
            );
        }
        let read_as = known?;
        let (ty, wraps) = (quote!(_opt::Via<#read_as>), Vec::new());
        return Some(Adapter { ty, settings: None, wraps, inner: parts.input.ty.clone(), lent: None, checked: None });
    }
    let (wraps, inner) = peel(ty, true, |_| false);
    if matches!(Kind::of(&inner, parts.params), Kind::Bytes) {
        let lent = lifetime_of(inner.to_token_stream());
        return Some(Adapter { ty: quote!(_opt::LentBytes), settings: None, wraps, inner, lent, checked: None });
    }
    if let Some(bytes) = borrowed_bytes(ty.to_token_stream()) {
        errors.refuse(
            ty,
            format_args!("{} borrows `{bytes}` inside of what can not lend it", parts.subject),
            "own the bytes (`Vec<u8>`), or borrow them in a `Vec`, an `Option` or a map with `String` keys",
        );
    }
    None
}

/// `&'a [u8]` or `Cow<'a, [u8]>`, wherever it stands in the type.
fn borrowed_bytes(tokens: TokenStream) -> Option<&'static str> {
    let text = tokens.to_string().replace(' ', "");
    let slice = text.find("[u8]")?;
    // In front stands the lifetime, and before that what borrows.
    let before = text[..slice].trim_end_matches(|letter: char| letter.is_alphanumeric() || letter == '_');
    match before.strip_suffix('\'') {
        Some(before) if before.ends_with('&') => Some("&[u8]"),
        _ => text[..slice].ends_with(',').then_some("Cow<[u8]>").filter(|_| text[..slice].contains("Cow<'")),
    }
}

/// Whether a reference has no lifetime, which no field's type may leave out. In functions' types it may.
fn borrows_for_nothing(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => reference.lifetime.is_none() || borrows_for_nothing(&reference.elem),
        Type::Array(array) => borrows_for_nothing(&array.elem),
        Type::Group(group) => borrows_for_nothing(&group.elem),
        Type::Paren(paren) => borrows_for_nothing(&paren.elem),
        Type::Ptr(pointer) => borrows_for_nothing(&pointer.elem),
        Type::Slice(slice) => borrows_for_nothing(&slice.elem),
        Type::Tuple(tuple) => tuple.elems.iter().any(borrows_for_nothing),
        Type::Path(path) => path.path.segments.iter().any(|segment| match &segment.arguments {
            PathArguments::AngleBracketed(arguments) => arguments
                .args
                .iter()
                .any(|argument| matches!(argument, GenericArgument::Type(inner) if borrows_for_nothing(inner))),
            _ => false,
        }),
        _ => false,
    }
}

/// What a type with `Cow<'static, str>` in it is read as: with strings there, and what is to stay as it is in boxes.
fn read_as(ty: &Type) -> Option<Type> {
    let ty = bare(ty);
    if !borrows_static(ty.to_token_stream()) {
        return Some(parse_quote!(_opt::Box<#ty>));
    }
    match ty {
        Type::Array(array) => {
            let mut array = array.clone();
            *array.elem = read_as(&array.elem)?;
            Some(Type::Array(array))
        }
        Type::Tuple(tuple) if (2..=4).contains(&tuple.elems.len()) => {
            let mut tuple = tuple.clone();
            for item in &mut tuple.elems {
                *item = read_as(item)?;
            }
            Some(Type::Tuple(tuple))
        }
        Type::Path(path) => {
            let mut path = path.clone();
            let last = path.path.segments.last_mut()?;
            let name = last.ident.to_string();
            let PathArguments::AngleBracketed(arguments) = &mut last.arguments else { return None };
            if name == "Cow" {
                let text = arguments.args.iter().any(
                    |argument| matches!(argument, GenericArgument::Type(Type::Path(path)) if path.path.is_ident("str")),
                );
                return text.then(|| parse_quote!(_opt::String));
            }
            let inside = match name.as_str() {
                "Option" | "Vec" | "VecDeque" | "BTreeSet" | "HashSet" => 1,
                "BTreeMap" | "HashMap" => 2,
                _ => return None,
            };
            let types = arguments.args.iter_mut().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            for inner in types.take(inside) {
                *inner = read_as(inner)?;
            }
            Some(Type::Path(path))
        }
        _ => None,
    }
}

/// Whether a parameter of the model stands in the type: what it is then read as is not known.
fn mentions_any(tokens: TokenStream, parts: &FieldParts<'_>) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => parts.params.contains(&ident),
        TokenTree::Group(group) => mentions_any(group.stream(), parts),
        _ => false,
    })
}

/// Whether `&'static` or `Cow<'static` stands somewhere in the type.
fn borrows_static(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_sign = |position: Option<usize>, wanted: char| matches!(position.and_then(|position| tokens.get(position)), Some(TokenTree::Punct(sign)) if sign.as_char() == wanted);
    tokens.iter().enumerate().any(|(position, token)| match token {
        TokenTree::Ident(ident) if ident == "static" && is_sign(position.checked_sub(1), '\'') => {
            let cow = position.checked_sub(3).and_then(|before| tokens.get(before));
            is_sign(position.checked_sub(2), '&') || matches!(cow, Some(TokenTree::Ident(name)) if name == "Cow")
        }
        TokenTree::Group(group) => borrows_static(group.stream()),
        _ => false,
    })
}
