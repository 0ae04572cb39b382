//! `gt`, `ge`, `lt`, `le` and `multiple_of`.

use super::decimal::as_decimal;
use super::decimal::check_decimal;
use super::number::{Number, as_fraction, is_nan};
use super::range::check_range;
use super::rules::{Findings, RuleParts};
use super::step::check_step;
use crate::attr::{Keyed, Slot, Subject, literal_of};
use crate::errors::Errors;
use crate::model::Setter;
use crate::ty::{Float, Int, Kind};
use proc_macro2::Ident;
use quote::ToTokens;
use syn::Expr;

/// Checks the bounds by themselves, against the type and against each other.
pub(super) fn check_bounds(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let attrs = parts.attrs;
    let given: Vec<&Keyed<Expr>> =
        [&attrs.gt, &attrs.ge, &attrs.lt, &attrs.le, &attrs.multiple_of].into_iter().flatten().collect();
    if given.is_empty() {
        return;
    }
    let fits = given.iter().filter(|bound| check_one(bound, parts, errors)).count() == given.len();
    refuse_pair(&attrs.gt, &attrs.ge, "lower", parts, errors);
    refuse_pair(&attrs.lt, &attrs.le, "upper", parts, errors);
    if fits {
        check_range(parts, findings, errors);
        check_step(parts, findings, errors);
    }
    for Keyed { key, value } in given {
        let value = match parts.kind {
            Kind::Float(_) => as_fraction(value).into_token_stream(),
            Kind::Decimal => as_decimal(value),
            _ => value.to_token_stream(),
        };
        findings.setters.push(Setter::call(key.clone(), value));
    }
}

/// One bound against the field's type. Whether it fits.
fn check_one(bound: &Keyed<Expr>, parts: &RuleParts<'_>, errors: &mut Errors) -> bool {
    let Keyed { key, value } = bound;
    let subject = parts.subject;
    match parts.kind {
        Kind::Int(int) | Kind::NonZero(int) => check_int(&key.to_string(), value, int, parts, errors),
        Kind::Float(_) if is_nan(value) => {
            errors.refuse(
                value,
                format_args!("`{key}` on {subject} is NaN, which no number can be compared to"),
                format_args!("write a number: `{key} = 0.0`"),
            );
            false
        }
        Kind::Float(float) => check_float(&key.to_string(), value, float, parts, errors),
        Kind::Duration => check_duration(key, value, parts, errors),
        Kind::Decimal => check_decimal(key, value, parts, errors),
        Kind::Unknown => true,
        Kind::Text | Kind::Bytes | Kind::List(_) | Kind::Set(_) | Kind::Map(..) => {
            let length = if key == "gt" || key == "ge" { "min_length" } else { "max_length" };
            let help = if key == "multiple_of" {
                format!("remove `{key}`")
            } else {
                format!("to bound its length, write `{length} = {}`", value.to_token_stream())
            };
            errors.refuse(
                key,
                format_args!("`{key}` on {subject} needs a number, but the field is {}", parts.kind.describe()),
                help,
            );
            false
        }
        Kind::Param => {
            refuse_param(key, parts.subject, errors);
            false
        }
        Kind::Bool | Kind::Char | Kind::Tuple | Kind::Array(_) => {
            errors.refuse(
                key,
                format_args!("`{key}` on {subject} needs a number, but the field is {}", parts.kind.describe()),
                format_args!("remove `{key}`"),
            );
            false
        }
    }
}

/// A duration's bounds are durations.
fn check_duration(key: &Ident, value: &Expr, parts: &RuleParts<'_>, errors: &mut Errors) -> bool {
    let subject = parts.subject;
    if key == "multiple_of" {
        errors.refuse(
            key,
            format_args!("`{key}` on {subject} needs a number, but the field is a duration"),
            "remove `multiple_of`, or use `check = path` with a function",
        );
        return false;
    }
    if let Some(number) = Number::of(value) {
        let unit = if number.to_int().is_some() { "secs" } else { "secs_f64" };
        let help = if unit == "secs" {
            format!("write `{key} = std::time::Duration::from_secs({number})`")
        } else {
            format!("write `{key} = std::time::Duration::from_millis({})`", number.to_float() * 1000.0)
        };
        errors.refuse(value, format_args!("`{key}` on {subject} is a number, but the field is a duration"), help);
        return false;
    }
    true
}

/// A whole number against its type: whether it is one, and can be held.
pub(super) fn check_int(key: &str, value: &Expr, int: Int, parts: &RuleParts<'_>, errors: &mut Errors) -> bool {
    let subject = parts.subject;
    let name = int.name;
    let number = Number::of(value);
    let outside = match number {
        Some(Number::Int(number)) => number < int.min || int.max.is_some_and(|max| number > max),
        Some(Number::Big(_)) => int.max.is_some(),
        Some(Number::Float(fraction)) => !fraction.is_finite(),
        None => false,
    };
    match number {
        Some(Number::Float(fraction)) if !outside => {
            let whole = if key == "gt" || key == "le" { fraction.floor() } else { fraction.ceil() };
            errors.refuse(
                value,
                format_args!("`{key}` on {subject} is a fraction, but the field is of type `{name}`"),
                if key == "one_of" {
                    format!("write a whole number: `{whole}`")
                } else {
                    format!("write a whole number: `{key} = {whole}`")
                },
            );
            false
        }
        Some(_) if outside => {
            let max = int.max.map_or_else(|| u128::MAX.to_string(), |max| max.to_string());
            errors.refuse(
                value,
                format_args!("`{key}` on {subject} is outside the range of `{name}` ({} to {max})", int.min),
                format_args!("write a number that a `{name}` can hold, or give the field a wider type"),
            );
            false
        }
        _ if is_nan(value) => {
            errors.refuse(
                value,
                format_args!("`{key}` on {subject} is NaN, but the field is of type `{name}`"),
                format_args!("write a whole number: `{key} = 0`"),
            );
            false
        }
        _ => true,
    }
}

/// A float's literal that its type could hold only as an infinity.
pub(super) fn check_float(key: &str, value: &Expr, float: Float, parts: &RuleParts<'_>, errors: &mut Errors) -> bool {
    let number = literal_of(value).and_then(|_| Number::of(value)).map(Number::to_float);
    #[allow(clippy::cast_possible_truncation)] // what the compiler does with a literal of the type
    let outside =
        number.is_some_and(|number| number.is_infinite() || (float.name == "f32" && (number as f32).is_infinite()));
    if outside {
        let Float { name, max } = float;
        let max = if name == "f32" { format!("{:e}", f32::MAX) } else { format!("{max:e}") };
        errors.refuse(
            value,
            format_args!("`{key}` on {} is outside the range of `{name}` (-{max} to {max})", parts.subject),
            format_args!("write a number that a `{name}` can hold"),
        );
    }
    !outside
}

/// Constraints on a bare type parameter: no rules are known for it.
pub(super) fn refuse_param(key: &Ident, subject: Subject<'_>, errors: &mut Errors) {
    errors.refuse(
        key,
        format_args!("`{key}` on {subject} can not apply: the field's type is a type parameter"),
        "give the field a type of its own, or use `check = path` with a function",
    );
}

/// Two bounds on one side.
fn refuse_pair(open: &Slot<Expr>, closed: &Slot<Expr>, side: &str, parts: &RuleParts<'_>, errors: &mut Errors) {
    if let (Some(open), Some(closed)) = (open, closed) {
        errors.refuse_both(
            &open.key,
            &closed.key,
            format_args!("`{}` and `{}` on {} are both {side} bounds", open.key, closed.key, parts.subject),
            format_args!("keep one: `{} = {}`", closed.key, closed.value.to_token_stream()),
        );
    }
}
