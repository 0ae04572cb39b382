//! One key of an attribute, before its meaning is known.

use super::Subject;
use crate::errors::Errors;
use crate::input::replace_self;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Expr, LitStr, Meta, Token, Type};

/// `key`, `key = value` or `key(list)`.
pub(crate) struct Item {
    pub(crate) key: Ident,
    pub(crate) value: Value,
}

/// What follows the key.
pub(crate) enum Value {
    None,
    Expr(Expr),
    /// The value of a key that names a type or a path.
    Type(Type),
    List(TokenStream),
}

/// Keys whose value is a type or a path, not an expression.
const TYPE_KEYS: [&str; 2] = ["with", "crate"];

/// Every key of every `#[opt(…)]`, with `Self` replaced. A key that can't be read is reported, and
/// reading goes on behind the next comma.
pub(crate) fn parse_items(
    attrs: &[Attribute],
    self_type: &TokenStream,
    subject: Subject<'_>,
    errors: &mut Errors,
) -> Vec<Item> {
    let mut items = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("opt")) {
        match &attr.meta {
            Meta::List(list) if !list.tokens.is_empty() => {
                parse_list(replace_self(list.tokens.clone(), self_type), &mut items, errors);
            }
            Meta::NameValue(meta) => errors.refuse(
                meta,
                format_args!("`opt` on {subject} takes a list of keys"),
                "put the keys into parentheses: `#[opt(min_length = 1)]`",
            ),
            meta => {
                errors.refuse(
                    meta,
                    format_args!("`opt` on {subject} has no keys"),
                    "remove the attribute, or name a key",
                );
            }
        }
    }
    items
}

/// The keys between one pair of parentheses.
pub(crate) fn parse_list(tokens: TokenStream, items: &mut Vec<Item>, errors: &mut Errors) {
    let reader = |input: ParseStream<'_>| {
        while !input.is_empty() {
            match parse_item(input) {
                Ok(item) if input.is_empty() || input.peek(Token![,]) => items.push(item),
                Ok(Item { key, value: Value::None }) => errors.push(
                    input.error(format!("expected `=`, `(` or `,` behind `{key}`\nhelp: {}", meant(&key, input))),
                ),
                Ok(Item { key, .. }) => errors.push(input.error(format!(
                    "expected `,` behind the value of `{key}`\nhelp: write `key = value, key = value`"
                ))),
                Err(error) => errors.push(error),
            }
            skip_to_next(input);
        }
        Ok(())
    };
    if let Err(error) = reader.parse2(tokens) {
        errors.push(error);
    }
}

fn parse_item(input: ParseStream<'_>) -> syn::Result<Item> {
    if !input.peek(syn::Ident::peek_any) {
        return Err(input.error("expected a key\nhelp: keys look like `min_length = 1`, `trim` or `computed(method)`"));
    }
    let key = input.call(Ident::parse_any)?;
    let value = if input.peek(syn::token::Paren) {
        let content;
        syn::parenthesized!(content in input);
        Value::List(content.parse()?)
    } else if input.peek(Token![==]) {
        let sign: Token![==] = input.parse()?;
        return Err(syn::Error::new_spanned(sign, format!("`{key}` has two signs\nhelp: write one: `{key} = …`")));
    } else if input.peek(Token![=]) {
        let sign: Token![=] = input.parse()?;
        if input.is_empty() || input.peek(Token![,]) {
            return Err(syn::Error::new_spanned(
                sign,
                format!("`{key}` has no value behind `=`\nhelp: write `{key} = …`"),
            ));
        }
        if TYPE_KEYS.iter().any(|known| key == known) {
            Value::Type(parse_type(&key, input)?)
        } else {
            Value::Expr(input.parse().map_err(|error| explain(&key, &error))?)
        }
    } else {
        Value::None
    };
    Ok(Item { key, value })
}

/// What to write where a key is followed by something else than a value.
fn meant(key: &Ident, input: ParseStream<'_>) -> String {
    let ahead = input.fork();
    if ahead.parse::<Token![-]>().is_ok()
        && let Ok(rest) = ahead.call(Ident::parse_any)
    {
        return format!("names have underscores: `{key}_{rest}`");
    }
    if input.peek(syn::token::Bracket) || input.peek(syn::token::Brace) {
        return format!("write parentheses: `{key}(…)`");
    }
    if input.peek(Token![:]) && !input.peek(Token![::]) {
        return format!("write `=`: `{key} = …`");
    }
    format!("write `{key} = …` or `{key}, …`")
}

/// The type behind a key. In quotes, as serde has it, it is refused.
fn parse_type(key: &Ident, input: ParseStream<'_>) -> syn::Result<Type> {
    if input.peek(LitStr) {
        let text: LitStr = input.parse()?;
        let help = format!("write it without quotes: `{key} = {}`", text.value());
        return Err(syn::Error::new_spanned(text, format!("`{key}` takes a path, not a string\nhelp: {help}")));
    }
    input.parse().map_err(|error| explain(key, &error))
}

/// The parser's complaint about the value of a key.
fn explain(key: &Ident, error: &syn::Error) -> syn::Error {
    syn::Error::new(error.span(), format!("`{key}` has a value that is no Rust: {error}\nhelp: write `{key} = …`"))
}

/// Goes behind the next comma.
fn skip_to_next(input: ParseStream<'_>) {
    while !input.is_empty() {
        if input.parse::<Token![,]>().is_ok() {
            return;
        }
        // Skips one token; it can't fail before the end.
        if input.parse::<proc_macro2::TokenTree>().is_err() {
            return;
        }
    }
}

impl Item {
    /// The value's tokens, or the key where there are none: where to point.
    pub(crate) fn place(&self) -> TokenStream {
        match &self.value {
            Value::None => self.key.to_token_stream(),
            Value::Expr(value) => value.to_token_stream(),
            Value::Type(value) => value.to_token_stream(),
            Value::List(tokens) if tokens.is_empty() => self.key.to_token_stream(),
            Value::List(tokens) => tokens.clone(),
        }
    }
}
