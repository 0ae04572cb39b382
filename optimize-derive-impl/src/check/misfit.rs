//! Defaults and examples that are written out, and are of another type than their field.

use super::bounds::{check_float, check_int};
use super::number::shown;
use super::rules::RuleParts;
use super::satisfy::Role;
use crate::attr::literal_of;
use crate::errors::Errors;
use crate::ty::{Kind, is_option, pointer_item};
use syn::{Expr, ExprArray, ExprPath, Lit, Type};

/// Whether a value can be one of the field's type, as far as a literal tells. `inside` is what stands in `Some(…)` and
/// the like.
pub(super) fn fits_type(value: &Expr, inside: &Expr, role: Role, parts: &RuleParts<'_>, errors: &mut Errors) -> bool {
    let key = if role == Role::Default { "default" } else { "example" };
    if let Some(held) = some_of(value).filter(|_| is_never_absent(parts)) {
        errors.refuse(
            value,
            format_args!("{role} on {} is `{}`, but the field is {}", parts.subject, shown(value), what(parts.kind)),
            format_args!("write the value itself: `{}`", shown(held)),
        );
        return false;
    }
    match (parts.kind, literal_of(inside)) {
        (Kind::Int(int), Some(Lit::Int(_) | Lit::Float(_))) => return check_int(key, inside, int, parts, errors),
        (Kind::Float(float), Some(Lit::Int(_) | Lit::Float(_))) => {
            return check_float(key, inside, float, parts, errors);
        }
        _ => {}
    }
    // What is converted can be of any type.
    let help = match value {
        Expr::Lit(_) | Expr::Unary(_) | Expr::Group(_) => {
            literal_of(value).and_then(|literal| mend(value, literal, role, parts.kind))
        }
        Expr::Path(path) if path.path.is_ident("null") && !is_unknown(parts.kind) => Some("write `None`".to_owned()),
        Expr::Path(path) if path.path.is_ident("None") && is_never_absent(parts) => Some(match role {
            Role::Default => "write another default, or give the field the type `Option<…>`".to_owned(),
            _ => "write another example, or give the field the type `Option<…>`".to_owned(),
        }),
        Expr::Array(list) if matches!(parts.kind, Kind::Map(..) | Kind::Set(_)) => {
            Some(format!("write `{}.into()`", shown_list(list)))
        }
        Expr::Block(block) if block.block.stmts.is_empty() => empty(role, parts.kind).map(str::to_owned),
        _ => None,
    };
    let Some(help) = help else { return true };
    let found = match literal_of(value) {
        Some(literal) => name(literal).to_owned(),
        None => match value {
            Expr::Array(list) => format!("`{}`", shown_list(list)),
            value => format!("`{}`", shown(value)),
        },
    };
    let field = what(parts.kind);
    errors.refuse(value, format_args!("{role} on {} is {found}, but the field is {field}", parts.subject), help);
    false
}

/// Whether the field surely holds no `Option`, however deep.
fn is_never_absent(parts: &RuleParts<'_>) -> bool {
    fn holds_option(ty: &Type) -> bool {
        is_option(ty) || pointer_item(ty).is_some_and(holds_option)
    }
    !is_unknown(parts.kind) && parts.ty.is_some_and(|ty| !holds_option(ty))
}

/// What stands in `Some(…)`.
fn some_of(value: &Expr) -> Option<&Expr> {
    let Expr::Call(call) = value else { return None };
    let is_some = matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Some"));
    call.args.first().filter(|_| is_some)
}

/// What to call a field of this kind.
fn what(kind: Kind<'_>) -> &'static str {
    if matches!(kind, Kind::NonZero(_)) { "a `NonZero`" } else { kind.describe() }
}

fn shown_list(list: &ExprArray) -> String {
    let items: Vec<String> = list.elems.iter().map(shown).collect();
    format!("[{}]", items.join(", "))
}

fn is_unknown(kind: Kind<'_>) -> bool {
    matches!(kind, Kind::Unknown | Kind::Param)
}

fn name(literal: &Lit) -> &'static str {
    match literal {
        Lit::Str(_) => "text",
        Lit::Bool(_) => "a bool",
        Lit::Char(_) => "a character",
        Lit::Int(_) | Lit::Float(_) => "a number",
        _ => "bytes",
    }
}

/// What to write in place of a literal that no field of this kind holds; nothing where it may be one.
fn mend(value: &Expr, literal: &Lit, role: Role, kind: Kind<'_>) -> Option<String> {
    let wanted = match (kind, literal) {
        (Kind::Unknown | Kind::Param | Kind::Bytes, _)
        | (Kind::Text, Lit::Str(_))
        | (Kind::Int(_), Lit::Byte(_))
        | (Kind::Decimal, Lit::Int(_) | Lit::Float(_))
        | (Kind::Bool, Lit::Bool(_))
        | (Kind::Char, Lit::Char(_))
        | (Kind::List(_) | Kind::Array(_) | Kind::Set(_), Lit::ByteStr(_)) => return None,
        (Kind::Text, literal) => return Some(format!("write it in quotes: `\"{}\"`", bare(value, literal))),
        (Kind::NonZero(int), Lit::Int(number)) => {
            return Some(match number.base10_digits() {
                "0" => format!("write another number: `std::num::NonZero::<{}>::MIN` is 1", int.name),
                number => format!("write `std::num::NonZero::new({number}).unwrap()`"),
            });
        }
        (Kind::Duration, Lit::Int(seconds)) => {
            return Some(format!("write `std::time::Duration::from_secs({})`", seconds.base10_digits()));
        }
        (Kind::Duration, Lit::Float(seconds)) => {
            return Some(format!("write `std::time::Duration::from_secs_f64({})`", seconds.base10_digits()));
        }
        (Kind::Int(_), _) => "write a number: `3`",
        (Kind::NonZero(_), _) => "write `std::num::NonZero::new(3).unwrap()`",
        (Kind::Float(_) | Kind::Decimal, _) => "write a number: `0.5`",
        (Kind::Duration, _) => "write `std::time::Duration::from_secs(3)`",
        (Kind::Bool, _) => "write `true` or `false`",
        (Kind::Char, Lit::Str(text)) if text.value().chars().count() == 1 => {
            return Some(format!("write it in single quotes: `'{}'`", text.value()));
        }
        (Kind::Char, _) => "write a character: `'a'`",
        (Kind::List(_), _) if role == Role::Default => "write `vec![…]`, or `default` without a value for an empty one",
        (Kind::List(_), _) => "write `vec![…]`",
        (Kind::Set(_) | Kind::Map(..), _) if role == Role::Default => {
            "write `[…].into()`, or `default` without a value for an empty one"
        }
        (Kind::Set(_) | Kind::Map(..), _) => "write `[…].into()`",
        (Kind::Array(_), _) => "write `[…]`",
        (Kind::Tuple, _) => "write `(…, …)`",
    };
    let Lit::Str(text) = literal else { return Some(wanted.to_owned()) };
    let text = text.value();
    let is_number = matches!(kind, Kind::Int(_) | Kind::Float(_) | Kind::Decimal) && text.trim().parse::<f64>().is_ok();
    let is_bool = matches!(kind, Kind::Bool) && (text == "true" || text == "false");
    Some(if is_number || is_bool {
        format!("write it without quotes: `{}`", text.trim())
    } else if role == Role::Default && syn::parse_str::<ExprPath>(&text).is_ok() {
        // As serde names a function.
        format!("{wanted}; for what a function returns, write `default_with = {text}`")
    } else {
        wanted.to_owned()
    })
}

/// A literal as the text that was meant.
fn bare(value: &Expr, literal: &Lit) -> String {
    match literal {
        Lit::Char(letter) => letter.value().escape_debug().to_string(),
        Lit::ByteStr(bytes) => String::from_utf8_lossy(&bytes.value()).escape_debug().to_string(),
        _ => shown(value),
    }
}

/// What to write in place of `{}`.
fn empty(role: Role, kind: Kind<'_>) -> Option<&'static str> {
    match (kind, role) {
        (Kind::List(_) | Kind::Set(_) | Kind::Map(..), Role::Default) => {
            Some("write `default` without a value for an empty one")
        }
        (Kind::List(_) | Kind::Set(_) | Kind::Map(..), _) => Some("write `Default::default()` for an empty one"),
        _ => None,
    }
}
