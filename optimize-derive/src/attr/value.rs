//! Reads a key's value as what the key takes, or says what it takes.

use super::Subject;
use super::item::{Item, Value};
use super::keys::listed;
use crate::errors::Errors;
use crate::suggest::nearest;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, ExprPath, Lit, LitStr, Path, Type, UnOp};

/// A key with nothing behind it.
pub(super) fn flag(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<()> {
    let key = &item.key;
    if matches!(item.value, Value::None) {
        return Some(());
    }
    let help = match &item.value {
        Value::Expr(value) if is_false(value) => format!("leave `{key}` out"),
        _ => format!("write `{key}`"),
    };
    errors.refuse(item.place(), format_args!("`{key}` on {subject} takes no value"), help);
    None
}

/// `key = expression`.
pub(super) fn expr(item: &Item, example: &str, subject: Subject<'_>, errors: &mut Errors) -> Option<Expr> {
    match &item.value {
        Value::Expr(value) => Some(ungrouped(value).clone()),
        Value::None | Value::Type(_) | Value::List(_) => {
            missing(item, example, subject, errors);
            None
        }
    }
}

/// `key = 3`, or the path of a constant. A fraction is a number too where `fractions` says so.
pub(super) fn number(item: &Item, fractions: bool, subject: Subject<'_>, errors: &mut Errors) -> Option<Expr> {
    let key = &item.key;
    let value = expr(item, "3", subject, errors)?;
    let refused = match literal_of(&value) {
        Some(Lit::Str(text)) => {
            let number = text.value();
            let help = if number.trim().parse::<f64>().is_ok() {
                format!("write it without quotes: `{key} = {}`", number.trim())
            } else {
                format!("write a number: `{key} = 3`")
            };
            Some(("a string", help))
        }
        Some(Lit::Bool(_)) => Some(("a bool", format!("write a number: `{key} = 3`"))),
        Some(Lit::Char(_) | Lit::Byte(_) | Lit::ByteStr(_) | Lit::CStr(_)) => {
            Some(("text", format!("write a number: `{key} = 3`")))
        }
        Some(Lit::Float(number)) if !fractions => Some((
            "a fraction",
            format!("write a whole number: `{key} = {}`", number.base10_digits().split('.').next().unwrap_or("3")),
        )),
        _ => None,
    };
    match refused {
        Some((what, help)) => {
            errors.refuse(&value, format_args!("`{key}` on {subject} takes a number, not {what}"), help);
            None
        }
        None => Some(value),
    }
}

/// `key = "text"`.
pub(super) fn text(item: &Item, example: &str, subject: Subject<'_>, errors: &mut Errors) -> Option<LitStr> {
    let key = &item.key;
    let value = expr(item, &format!("\"{example}\""), subject, errors)?;
    let bare = value.to_token_stream().to_string();
    let example =
        if matches!(value, Expr::Path(_) | Expr::Lit(_)) && !bare.contains(['"', '\'']) { &bare } else { example };
    match literal_of(&value) {
        Some(Lit::Str(text)) => return Some(text.clone()),
        Some(_) => errors.refuse(
            &value,
            format_args!("`{key}` on {subject} takes a string"),
            format_args!("write it in quotes: `{key} = \"{example}\"`"),
        ),
        None => {
            let help = if bare.contains("::") || !bare.contains(char::is_lowercase) {
                format!("write the text itself: `{key} = \"…\"`")
            } else {
                format!("write it in quotes: `{key} = \"{example}\"`")
            };
            errors.refuse(
                &value,
                format_args!("`{key}` on {subject} takes a string literal: its value is needed while compiling"),
                help,
            );
        }
    }
    None
}

/// `key = "word"`, one of a few words.
pub(super) fn word<T: Copy>(item: &Item, words: &[(&str, T)], subject: Subject<'_>, errors: &mut Errors) -> Option<T> {
    let key = &item.key;
    let text = text(item, words[0].0, subject, errors)?;
    let given = text.value();
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == given) {
        return Some(*value);
    }
    let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let problem = format!("`{key}` on {subject} does not know `{given}`");
    match nearest(&given, names.iter().copied()) {
        Some(meant) => errors.refuse(
            text,
            problem,
            format_args!("did you mean `{key} = \"{meant}\"`? It takes {}", listed(&names)),
        ),
        None => errors.refuse(text, problem, format_args!("it takes {}", listed(&names))),
    }
    None
}

/// `key = some::function`.
pub(super) fn function(
    item: &Item,
    example: &str,
    signature: &str,
    subject: Subject<'_>,
    errors: &mut Errors,
) -> Option<ExprPath> {
    let key = &item.key;
    match expr(item, example, subject, errors)? {
        Expr::Path(path) => Some(path),
        Expr::Lit(value) => {
            let help = match &value.lit {
                Lit::Str(text) => format!("write it without quotes: `{key} = {}`", text.value()),
                _ => format!("write `{key} = {example}` with `fn {example}{signature}`"),
            };
            errors.refuse(value, format_args!("`{key}` on {subject} takes the path of a function"), help);
            None
        }
        value => {
            errors.refuse(
                value,
                format_args!("`{key}` on {subject} takes the path of a function"),
                format_args!("write `{key} = {example}` with `fn {example}{signature}`"),
            );
            None
        }
    }
}

/// `key = some::Type`.
pub(super) fn type_path(item: &Item, example: &str, subject: Subject<'_>, errors: &mut Errors) -> Option<Type> {
    match &item.value {
        Value::Type(ty) => Some(ty.clone()),
        _ => {
            missing(item, example, subject, errors);
            None
        }
    }
}

/// `crate = some::path`.
pub(super) fn crate_path(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<Path> {
    match type_path(item, "my_crate", subject, errors)? {
        Type::Path(path) if path.qself.is_none() => Some(path.path),
        other => {
            errors.refuse(
                other,
                format_args!("`crate` on {subject} takes the path of a crate or module"),
                "write `crate = my_crate`",
            );
            None
        }
    }
}

/// `key(…)`.
pub(super) fn list(item: &Item, example: &str, subject: Subject<'_>, errors: &mut Errors) -> Option<TokenStream> {
    match &item.value {
        Value::List(tokens) if !tokens.is_empty() => Some(tokens.clone()),
        _ => {
            let key = &item.key;
            let problem = match &item.value {
                Value::List(_) => "has an empty list",
                _ => "takes a list in parentheses",
            };
            errors.refuse(
                item.place(),
                format_args!("`{key}` on {subject} {problem}"),
                format_args!("write `{key}({example})`"),
            );
            None
        }
    }
}

fn missing(item: &Item, example: &str, subject: Subject<'_>, errors: &mut Errors) {
    let key = &item.key;
    // Other libraries write `key(value)`.
    let value = match &item.value {
        Value::List(tokens) if !tokens.is_empty() => tokens.to_string(),
        _ => example.to_owned(),
    };
    errors.refuse(
        &item.key,
        format_args!("`{key}` on {subject} needs a value"),
        format_args!("write `{key} = {value}`"),
    );
}

/// The literal that an expression is, with or without a minus sign.
pub(crate) fn literal_of(value: &Expr) -> Option<&Lit> {
    match value {
        Expr::Lit(value) => Some(&value.lit),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => literal_of(&unary.expr),
        Expr::Group(group) => literal_of(&group.expr),
        Expr::Paren(paren) => literal_of(&paren.expr),
        _ => None,
    }
}

/// The expression without the invisible group that a `macro_rules!` variable leaves.
pub(super) fn ungrouped(value: &Expr) -> &Expr {
    match value {
        Expr::Group(group) => ungrouped(&group.expr),
        value => value,
    }
}

fn is_false(value: &Expr) -> bool {
    matches!(literal_of(value), Some(Lit::Bool(value)) if !value.value)
}
