//! The rules that a value breaks.

use super::formats;
use super::members::same_literal;
use super::number::{Number, shown};
use super::pattern;
use super::rules::RuleParts;
use super::written::{List, Scalar, Written, peel};
use crate::attr::{Keyed, LengthUnit, RuleAttrs, literal_of};
use crate::ty::Kind;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::Expr;

/// A rule that a value breaks.
pub(super) struct Broken {
    pub(super) key: Ident,
    /// The part of the value that breaks it, where it is not the whole.
    pub(super) part: Option<TokenStream>,
    /// Where the rule says what it does.
    pub(super) at: TokenStream,
    /// The rule as it is written.
    pub(super) rule: String,
    /// Why, where that is not plain.
    pub(super) note: String,
}

impl Broken {
    /// A rule that is a key with a value.
    pub(super) fn bound(bound: &Keyed<Expr>, note: String) -> Self {
        let Keyed { key, value } = bound;
        let limit = match Number::of(value) {
            Some(number) if literal_of(value).is_some() => number.to_string(),
            _ => shown(value),
        };
        Self { key: key.clone(), part: None, at: value.to_token_stream(), rule: format!("{key} = {limit}"), note }
    }

    fn flag(key: &Ident, note: String) -> Self {
        Self { key: key.clone(), part: None, at: key.to_token_stream(), rule: key.to_string(), note }
    }
}

/// The rules that a value breaks, membership in `one_of` apart.
pub(super) fn broken_by(value: &Written, parts: &RuleParts<'_>) -> Vec<Broken> {
    let mut broken = Vec::new();
    match value {
        Written::Scalar(scalar) => of_scalar(*scalar, parts.attrs, &mut broken),
        Written::Text(text) => of_text(text, parts.attrs, &mut broken),
        Written::List(list) => of_list(list, parts.attrs, &mut broken),
        _ => {}
    }
    if let Some(length) = length_of(value, parts) {
        of_length(length, parts.attrs, &mut broken);
    }
    if let (Written::Text(text), Some(Keyed { key, value: source })) = (value, &parts.attrs.pattern)
        && pattern::matches(&source.value(), text) == Some(false)
    {
        let rule = format!("pattern = {}", source.to_token_stream());
        broken.push(Broken { key: key.clone(), part: None, at: source.to_token_stream(), rule, note: String::new() });
    }
    broken
}

fn of_scalar(scalar: Scalar, attrs: &RuleAttrs, broken: &mut Vec<Broken>) {
    for bound in [&attrs.gt, &attrs.ge, &attrs.lt, &attrs.le].into_iter().flatten() {
        let Some(limit) = Scalar::of(&bound.value) else { continue };
        let order = scalar.order(limit);
        let fine = match bound.key.to_string().as_str() {
            "gt" => order.map(|order| order.is_gt()),
            "ge" => order.map(|order| order.is_ge()),
            "lt" => order.map(|order| order.is_lt()),
            _ => order.map(|order| order.is_le()),
        };
        // NaN is within no bounds; what is of another kind is for the type checker.
        if fine == Some(false) || matches!(scalar, Scalar::NaN) {
            broken.push(Broken::bound(bound, String::new()));
        }
    }
    if let Some(step) = &attrs.multiple_of
        && let Some(size) = Number::of(&step.value)
    {
        let fine = match scalar {
            Scalar::Number(number) => number.is_multiple(size),
            Scalar::NaN => false,
            _ => true,
        };
        if !fine {
            broken.push(Broken::bound(step, String::new()));
        }
    }
}

fn of_text(text: &str, attrs: &RuleAttrs, broken: &mut Vec<Broken>) {
    if let Some(Keyed { key, .. }) = &attrs.ascii
        && !text.is_ascii()
    {
        broken.push(Broken::flag(key, String::new()));
    }
    for (key, problem) in formats::broken_by(text, attrs) {
        broken.push(Broken::flag(key, format!(": {problem}")));
    }
}

fn of_list(list: &List, attrs: &RuleAttrs, broken: &mut Vec<Broken>) {
    let Some(Keyed { key, .. }) = &attrs.unique else { return };
    if list.items.len() == 1 && list.length.is_some_and(|length| length > 1) {
        broken.push(Broken::flag(key, String::new()));
    }
    for (position, item) in list.items.iter().enumerate() {
        let inside = peel(item).0;
        if literal_of(inside).is_some()
            && list.items[..position].iter().any(|first| same_literal(peel(first).0, inside))
        {
            broken.push(Broken { part: Some(item.to_token_stream()), ..Broken::flag(key, String::new()) });
        }
    }
}

/// How long a text, a list or a map is, as the field's lengths count.
pub(super) fn length_of(value: &Written, parts: &RuleParts<'_>) -> Option<usize> {
    let in_bytes = parts.attrs.length_unit.as_ref().is_some_and(|unit| unit.value == LengthUnit::Bytes);
    match value {
        Written::Text(text) => Some(if in_bytes { text.len() } else { text.chars().count() }),
        Written::List(list) if matches!(parts.kind, Kind::List(_) | Kind::Bytes) => list.length,
        Written::List(list) if matches!(parts.kind, Kind::Set(_)) => distinct(list.items.iter()),
        // An empty map is a list of no pairs.
        Written::List(list) if matches!(parts.kind, Kind::Map(..)) && list.items.is_empty() => Some(0),
        Written::Map(pairs) if matches!(parts.kind, Kind::Map(..)) => distinct(pairs.iter().map(|(key, _)| key)),
        Written::Map(pairs) if matches!(parts.kind, Kind::List(_)) => Some(pairs.len()),
        _ => None,
    }
}

/// How many different values there are, where all of them are written out.
fn distinct<'a>(items: impl Iterator<Item = &'a Expr>) -> Option<usize> {
    let mut seen: Vec<&Expr> = Vec::new();
    for item in items.map(|item| super::written::peel(item).0) {
        literal_of(item)?;
        if !seen.iter().any(|first| same_literal(first, item)) {
            seen.push(item);
        }
    }
    Some(seen.len())
}

fn of_length(length: usize, attrs: &RuleAttrs, broken: &mut Vec<Broken>) {
    let number = Number::Int(length as i128);
    for bound in attrs.min_length.iter().chain(&attrs.max_length) {
        let Some(limit) = Number::of(&bound.value) else { continue };
        let order = number.order(limit);
        if (bound.key == "min_length" && order.is_lt()) || (bound.key == "max_length" && order.is_gt()) {
            broken.push(Broken::bound(bound, format!(": its length is {length}")));
        }
    }
}
