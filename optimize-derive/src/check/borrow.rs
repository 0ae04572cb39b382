//! Types that borrow from the input.

use super::structs::FieldParts;
use crate::errors::Errors;
use crate::ty::name_and_arguments;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

/// Refuses `&'static T` and `Cow<'static, T>`: what is read borrows from the input, which does not
/// live that long. Without this the compiler would report it, at the derive.
pub(super) fn check_borrow(parts: &FieldParts<'_>, errors: &mut Errors) {
    let ty = &parts.input.ty;
    if name_and_arguments(ty).is_some_and(|(name, _)| name == "PhantomData") || !borrows_static(ty.to_token_stream()) {
        return;
    }
    errors.refuse(
        ty,
        format_args!("{} borrows for `'static`, but it is read from input that does not live that long", parts.subject),
        "own the value (`String`), or borrow for a parameter of the struct (`Cow<'a, str>`)",
    );
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
