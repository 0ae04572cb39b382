//! A value that is written out against the rules that it must keep: defaults, examples, members of
//! `one_of`.

use super::formats;
use super::members::same_literal;
use super::number::{Number, as_fraction, is_nan};
use super::pattern;
use super::rules::{Findings, RuleParts};
use crate::attr::{Keyed, LengthUnit, RuleAttrs, literal_of};
use crate::errors::Errors;
use crate::model::Mode;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use std::fmt;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Expr, Lit, Token};

/// What a value is there for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Default,
    Example,
    Member,
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Default => "`default`",
            Self::Example => "`example`",
            Self::Member => "a value of `one_of`",
        })
    }
}

impl Role {
    /// What to change.
    fn noun(self) -> &'static str {
        match self {
            Self::Default => "the default",
            Self::Example => "the example",
            Self::Member => "the value",
        }
    }
}

/// Checks a value that is a literal, or a list of literals; others are left to the run time.
pub(super) fn check_value(value: &Expr, role: Role, parts: &RuleParts<'_>, errors: &mut Errors) {
    if let Some(number) = Number::of(value) {
        check_number(number, value, role, parts, errors);
    } else if let Some(Lit::Str(text)) = literal_of(value) {
        check_text(&text.value(), value, role, parts, errors);
    } else if let Some(Lit::Char(_)) = literal_of(value) {
        // What a character can break is membership alone.
    } else if let Some(items) = list_of(value) {
        check_list(&items, value, role, parts, errors);
        return;
    } else {
        return;
    }
    if role != Role::Member {
        check_membership(value, role, parts, errors);
    }
}

/// Leaves to the compiler what a number is to the bounds where one of them is a constant's path.
pub(super) fn assert_value(value: &Expr, role: Role, parts: &RuleParts<'_>, findings: &mut Findings) {
    use crate::ty::Kind;
    let float = matches!(parts.kind, Kind::Float);
    if !float && !matches!(parts.kind, Kind::Int(_)) {
        return;
    }
    let is_path = |value: &Expr| matches!(value, Expr::Path(_)) && !is_nan(value);
    let attrs = parts.attrs;
    for Keyed { key, value: bound } in [&attrs.gt, &attrs.ge, &attrs.lt, &attrs.le].into_iter().flatten() {
        let written = Number::of(value).is_some() && Number::of(bound).is_some();
        let known = (Number::of(value).is_some() || is_path(value)) && (Number::of(bound).is_some() || is_path(bound));
        if written || !known {
            continue;
        }
        let number = |value: &Expr| if float { as_fraction(value) } else { value.clone() };
        let (left, right) = (number(value), number(bound));
        let relation = match key.to_string().as_str() {
            "gt" => quote!(#left > #right),
            "ge" => quote!(#left >= #right),
            "lt" => quote!(#left < #right),
            _ => quote!(#left <= #right),
        };
        let message = format!("{role} on {} breaks the field's own `{key}`", parts.subject);
        findings.assert(value.span(), relation, message);
    }
}

/// The standard value of a type against the rules: zero, nothing.
pub(super) fn check_standard(key: &Ident, parts: &RuleParts<'_>, errors: &mut Errors) {
    use crate::ty::Kind;
    let refuse = |limit: &Keyed<Expr>, what: &str, errors: &mut Errors| {
        let Keyed { key: rule, value } = limit;
        let value = value.to_token_stream();
        errors.refuse_both(
            key,
            rule,
            format_args!("`default` on {} is {what}, which breaks the field's own `{rule} = {value}`", parts.subject),
            "write the default: `default = …`",
        );
    };
    let attrs = parts.attrs;
    match parts.kind {
        Kind::Int(_) | Kind::Float => {
            for bound in [&attrs.gt, &attrs.ge, &attrs.lt, &attrs.le].into_iter().flatten() {
                if broken_limit(Number::Int(0), bound).is_some() {
                    refuse(bound, "0", errors);
                }
            }
        }
        Kind::Text | Kind::Bytes | Kind::List(_) | Kind::Set(_) | Kind::Map(..) => {
            if let Some(min) = &attrs.min_length
                && Number::of(&min.value).is_some_and(|min| min.order(Number::Int(0)).is_gt())
            {
                refuse(min, "empty", errors);
            }
        }
        _ => {}
    }
    if let (Kind::Text | Kind::Int(_) | Kind::Float, Some(members)) = (parts.kind, &attrs.one_of) {
        let zero: Expr = if matches!(parts.kind, Kind::Text) { syn::parse_quote!("") } else { syn::parse_quote!(0) };
        if all_literal(&members.value) && !members.value.iter().any(|member| same_literal(member, &zero)) {
            errors.refuse_both(
                key,
                &members.key,
                format_args!("`default` on {} is {}, which is not in `one_of`", parts.subject, zero.to_token_stream()),
                format_args!("write the default: `default = {}`", members.value[0].to_token_stream()),
            );
        }
    }
}

/// The bound or step that a number breaks.
fn broken_limit(number: Number, bound: &Keyed<Expr>) -> Option<Number> {
    let limit = Number::of(&bound.value)?;
    let order = number.order(limit);
    let fine = match bound.key.to_string().as_str() {
        "gt" => order.is_gt(),
        "ge" => order.is_ge(),
        "lt" => order.is_lt(),
        "le" => order.is_le(),
        _ => is_multiple(number, limit),
    };
    (!fine).then_some(limit)
}

fn check_number(number: Number, value: &Expr, role: Role, parts: &RuleParts<'_>, errors: &mut Errors) {
    let attrs = parts.attrs;
    for bound in [&attrs.gt, &attrs.ge, &attrs.lt, &attrs.le, &attrs.multiple_of].into_iter().flatten() {
        if let Some(limit) = broken_limit(number, bound) {
            let key = &bound.key;
            refuse_broken(value, &bound.value, format_args!("{key} = {limit}"), "", key, role, parts, errors);
        }
    }
}

fn is_multiple(number: Number, step: Number) -> bool {
    match (number, step) {
        (Number::Int(number), Number::Int(step)) => number.checked_rem(step).is_none_or(|rest| rest == 0),
        (number, step) => {
            let (number, step) = (number.to_float(), step.to_float());
            let rest = (number % step).abs();
            let tolerance = number.abs() * 1e-9;
            rest <= tolerance || (rest - step.abs()).abs() <= tolerance
        }
    }
}

fn check_text(text: &str, value: &Expr, role: Role, parts: &RuleParts<'_>, errors: &mut Errors) {
    let attrs = parts.attrs;
    check_normalised(text, value, role, parts.mode, parts, errors);
    if let Some(Keyed { key, .. }) = &attrs.ascii
        && !text.is_ascii()
    {
        refuse_broken(value, key, "ascii", "", key, role, parts, errors);
    }
    for (key, problem) in formats::broken_by(text, attrs) {
        refuse_broken(value, key, key, &format!(": {problem}"), key, role, parts, errors);
    }
    let in_bytes = attrs.length_unit.as_ref().is_some_and(|unit| unit.value == LengthUnit::Bytes);
    let length = if in_bytes { text.len() } else { text.chars().count() };
    check_length(length, value, role, parts, errors);
    if let Some(Keyed { key, value: source }) = &attrs.pattern
        && pattern::matches(&source.value(), text) == Some(false)
    {
        let rule = format!("pattern = {}", source.to_token_stream());
        refuse_broken(value, source, rule, "", key, role, parts, errors);
    }
}

/// A value that reading would change is one that reading never gives.
fn check_normalised(text: &str, value: &Expr, role: Role, mode: Mode, parts: &RuleParts<'_>, errors: &mut Errors) {
    let trimmed = if mode.trim { text.trim() } else { text };
    let normal = if mode.lowercase {
        trimmed.to_lowercase()
    } else if mode.uppercase {
        trimmed.to_uppercase()
    } else {
        trimmed.to_owned()
    };
    if normal != text {
        let key = if trimmed != text {
            "trim"
        } else if mode.lowercase {
            "lowercase"
        } else {
            "uppercase"
        };
        errors.refuse(
            value,
            format_args!("{role} on {} is no value that `{key}` leaves as it is", parts.subject),
            format_args!("write `{normal:?}`"),
        );
    }
}

fn check_length(length: usize, value: &Expr, role: Role, parts: &RuleParts<'_>, errors: &mut Errors) {
    let number = Number::Int(length as i128);
    for bound in parts.attrs.min_length.iter().chain(&parts.attrs.max_length) {
        let Some(limit) = Number::of(&bound.value) else { continue };
        let order = number.order(limit);
        let key = &bound.key;
        if (key == "min_length" && order.is_lt()) || (key == "max_length" && order.is_gt()) {
            let note = format!(": its length is {length}");
            refuse_broken(value, &bound.value, format_args!("{key} = {limit}"), &note, key, role, parts, errors);
        }
    }
}

#[allow(clippy::too_many_arguments)] // one message, in its parts
fn refuse_broken(
    value: &Expr,
    rule_at: impl ToTokens,
    rule: impl fmt::Display,
    note: &str,
    key: &Ident,
    role: Role,
    parts: &RuleParts<'_>,
    errors: &mut Errors,
) {
    errors.refuse_both(
        value,
        rule_at,
        format_args!("{role} on {} breaks the field's own `{rule}`{note}", parts.subject),
        format_args!("change {}, or `{key}`", role.noun()),
    );
}

/// A default or an example has to be one of the members.
fn check_membership(value: &Expr, role: Role, parts: &RuleParts<'_>, errors: &mut Errors) {
    let Some(Keyed { key, value: members }) = &parts.attrs.one_of else { return };
    if all_literal(members) && !members.iter().any(|member| same_literal(member, value)) {
        errors.refuse_both(
            value,
            key,
            format_args!("{role} on {} is not in `one_of`", parts.subject),
            format_args!("write one of its values, `{}`, or add this one", members[0].to_token_stream()),
        );
    }
}

fn all_literal(members: &[Expr]) -> bool {
    !members.is_empty() && members.iter().all(|member| literal_of(member).is_some())
}

/// The items of `vec![…]` and `[…]`.
fn list_of(value: &Expr) -> Option<Vec<Expr>> {
    match value {
        Expr::Array(array) => Some(array.elems.iter().cloned().collect()),
        Expr::Macro(call) if call.mac.path.is_ident("vec") => {
            let tokens: TokenStream = call.mac.tokens.clone();
            let items = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens).ok()?;
            Some(items.into_iter().collect())
        }
        _ => None,
    }
}

fn check_list(items: &[Expr], value: &Expr, role: Role, parts: &RuleParts<'_>, errors: &mut Errors) {
    use crate::ty::Kind;
    let (Kind::List(item) | Kind::Array(item)) = parts.kind else { return };
    if matches!(parts.kind, Kind::List(_)) {
        check_length(items.len(), value, role, parts, errors);
    }
    if let Some(Keyed { key, .. }) = &parts.attrs.unique {
        for (position, item) in items.iter().enumerate() {
            if literal_of(item).is_some() && items[..position].iter().any(|first| same_literal(first, item)) {
                refuse_broken(item, key, "unique", "", key, role, parts, errors);
            }
        }
    }
    let none = RuleAttrs::default();
    let attrs = parts.attrs.items.as_ref().map_or(&none, |items| &items.value);
    let inner = RuleParts {
        attrs,
        kind: Kind::of(item, parts.params),
        mode: parts.mode,
        params: parts.params,
        subject: parts.subject,
    };
    for item in items {
        check_value(item, role, &inner, errors);
    }
}
