//! Reads a key's value as what the key takes, or says what it takes.

use super::Subject;
use super::item::{Item, Value};
use super::keys::listed;
use crate::errors::Errors;
use crate::suggest::nearest;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprPath, Lit, LitStr, Path, Token, Type, UnOp};

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
            } else if fractions && number.starts_with(|first: char| first.is_ascii_digit()) {
                format!("write a number: `{key} = 3`, or for a date `{key} = jiff::civil::date(2024, 1, 31)`")
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
        None if matches!(value, Expr::Range(_)) => Some(("a range", ends_of(&value, key))),
        None => match value {
            Expr::Array(_) | Expr::Repeat(_) => Some(("a list", format!("write a number: `{key} = 3`"))),
            Expr::Tuple(_) => Some(("a tuple", format!("write a number: `{key} = 3`"))),
            Expr::Closure(_) => {
                Some(("a closure", format!("write a number: `{key} = 3`, or `check = path` with a function")))
            }
            _ => None,
        },
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

/// A range as the two keys that have its ends.
fn ends_of(value: &Expr, key: &Ident) -> String {
    let (least, greatest) =
        if key.to_string().ends_with("_length") { ("min_length", "max_length") } else { ("ge", "le") };
    let Expr::Range(range) = value else { return format!("write a number: `{key} = 3`") };
    let open = matches!(range.limits, syn::RangeLimits::HalfOpen(_));
    let greatest = if open && greatest == "le" { "lt" } else { greatest };
    let mut ends = Vec::new();
    ends.extend(range.start.iter().map(|start| format!("{least} = {}", start.to_token_stream())));
    ends.extend(range.end.iter().map(|end| match (open && greatest == "max_length", literal_of(end)) {
        (true, Some(Lit::Int(end))) => {
            format!("{greatest} = {}", end.base10_parse::<u64>().unwrap_or_default().saturating_sub(1))
        }
        (true, _) => format!("{greatest} = {} - 1", end.to_token_stream()),
        (false, _) => format!("{greatest} = {}", end.to_token_stream()),
    }));
    if ends.is_empty() { format!("remove `{key}`") } else { format!("write its ends: `{}`", ends.join(", ")) }
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
            let help = if let Expr::Array(array) = &value {
                format!("write one string at a time: `{}`", repeated(key, array.elems.iter()))
            } else if bare.contains("::") || !bare.contains(char::is_lowercase) {
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
    let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    if let Value::Expr(value) = &item.value
        && !matches!(literal_of(value), None | Some(Lit::Str(_)))
    {
        errors.refuse(
            value,
            format_args!("`{key}` on {subject} takes one of a few words"),
            format_args!("write `{key} = \"{}\"`: it takes {}", names[names.len() - 1], listed(&names)),
        );
        return None;
    }
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
    // `Self::check` is called by its path, and written without.
    let written = example.rsplit("::").next().unwrap_or(example);
    match expr(item, example, subject, errors)? {
        Expr::Path(path) => Some(path),
        Expr::Lit(value) => {
            let help = match &value.lit {
                Lit::Str(text) => format!("write it without quotes: `{key} = {}`", text.value()),
                _ => format!("write `{key} = {example}` with `fn {written}{signature}`"),
            };
            errors.refuse(value, format_args!("`{key}` on {subject} takes the path of a function"), help);
            None
        }
        value => {
            errors.refuse(
                value,
                format_args!("`{key}` on {subject} takes the path of a function"),
                format_args!("write `{key} = {example}` with `fn {written}{signature}`"),
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
    let help = match &item.value {
        Value::List(tokens) if !tokens.is_empty() => of_list(key, tokens.clone(), example),
        _ => format!("write `{key} = {example}`"),
    };
    errors.refuse(&item.key, format_args!("`{key}` on {subject} needs a value"), help);
}

/// What is meant by `key(value)`, as other libraries write it.
fn of_list(key: &Ident, tokens: TokenStream, example: &str) -> String {
    let members = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens.clone()).unwrap_or_default();
    let named = members.iter().filter_map(|member| match member {
        Expr::Assign(assign) => Some(&*assign.right),
        _ => None,
    });
    let named: Vec<&Expr> = named.collect();
    match (named.as_slice(), members.len()) {
        // serde's `rename(serialize = "a", deserialize = "b")`.
        ([first, ..], _) => format!(
            "write `{key} = {}`: it holds for reading and writing; `alias` adds names that are read",
            first.to_token_stream()
        ),
        (_, 0 | 1) => {
            format!("write `{key} = {}`", if members.is_empty() { example.into() } else { tokens.to_string() })
        }
        _ => format!("write one value at a time: `{}`", repeated(key, members.iter())),
    }
}

/// `alias = "a", alias = "b"`; of a key that stands once only, the first.
fn repeated<'a>(key: &Ident, values: impl Iterator<Item = &'a Expr>) -> String {
    let count = if key == "alias" || key == "example" { usize::MAX } else { 1 };
    let keys: Vec<String> = values.take(count).map(|value| format!("{key} = {}", value.to_token_stream())).collect();
    keys.join(", ")
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
