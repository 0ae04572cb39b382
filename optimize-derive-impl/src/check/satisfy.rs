//! A value that is written out against the rules that it must keep: defaults, examples, members of
//! `one_of`.

use super::members::{all_known, same_literal};
use super::number::{Number, as_fraction, is_constant, is_nan, operand};
use super::rules::{Findings, RuleParts, inside_of};
use super::standard::check_standard;
use super::written::{List, Scalar, Written, peel, written};
use super::{broken, exact, instant, misfit};
use crate::attr::{Keyed, LengthUnit, literal_of};
use crate::errors::Errors;
use crate::model::Mode;
use crate::ty::{Kind, is_civil};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use std::fmt;
use syn::spanned::Spanned as _;
use syn::{Expr, Type};

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

/// Checks a value as far as it is written out, and what is in it; the rest is left to the compiler where constants
/// are named, and to the run time.
pub(super) fn check_value(
    value: &Expr,
    role: Role,
    parts: &RuleParts<'_>,
    findings: &mut Findings,
    errors: &mut Errors,
) {
    let (inside, opened) = peel(value);
    if role != Role::Member && !misfit::fits_type(value, inside, role, parts, errors) {
        return;
    }
    if let Some((part, number, (least, most))) = instant::impossible(inside).filter(|_| parts.ty.is_some_and(is_civil))
    {
        errors.refuse(
            value,
            format_args!("{role} on {} is no date or time: it has no {part} {number}", parts.subject),
            format_args!("its {part}s go from {least} to {most}"),
        );
        return;
    }
    let found = if matches!(parts.kind, Kind::Decimal) && exact::value_of(inside).is_some() {
        refuse_all(exact::broken_by(inside, parts.attrs), inside, role, parts, errors);
        check_membership(inside, role, parts, findings, errors);
        return;
    } else {
        written(inside)
    };
    match &found {
        Written::Standard => return check_standard(inside, &role.to_string(), parts, errors),
        Written::Text(text) => check_normalised(text, inside, role, parts.mode, parts, errors),
        Written::List(list) => check_items(list, role, parts, findings, errors),
        Written::Map(pairs) => check_pairs(pairs, role, parts, findings, errors),
        _ => {}
    }
    refuse_all(broken::broken_by(&found, parts), inside, role, parts, errors);
    // A path may be that of a constant that has the whole type, `Option` and all.
    let whole = matches!(inside, Expr::Path(_)) && Number::of(inside).is_none() && !parts.is_plain();
    if opened || role == Role::Member || !whole {
        assert_value(inside, &found, role, parts, findings);
        check_membership(inside, role, parts, findings, errors);
    }
}

fn refuse_all(broken: Vec<broken::Broken>, value: &Expr, role: Role, parts: &RuleParts<'_>, errors: &mut Errors) {
    for broken::Broken { key, part, at, rule, note } in broken {
        errors.refuse_both(
            part.unwrap_or_else(|| value.to_token_stream()),
            at,
            format_args!("{role} on {} breaks the field's own `{rule}`{note}", parts.subject),
            format_args!("change {}, or `{key}`", role.noun()),
        );
    }
}

/// Leaves to the compiler what a value is to bounds and lengths where a constant is named.
fn assert_value(value: &Expr, found: &Written, role: Role, parts: &RuleParts<'_>, findings: &mut Findings) {
    let attrs = parts.attrs;
    let mut assert = |key: &dyn fmt::Display, relation: TokenStream| {
        findings.assert(value.span(), relation, format!("{role} on {} breaks the field's own `{key}`", parts.subject));
    };
    if let Some(length) = broken::length_of(found, parts) {
        for Keyed { key, value: bound } in attrs.min_length.iter().chain(&attrs.max_length) {
            if Number::of(bound).is_none() {
                let bound = operand(bound);
                assert(key, if key == "min_length" { quote!(#length >= #bound) } else { quote!(#length <= #bound) });
            }
        }
    }
    let is_text = matches!((parts.kind, value), (Kind::Text, Expr::Path(_)));
    if is_text && (role == Role::Member || matches!(parts.ty, Some(Type::Reference(_)))) {
        let bytes = attrs.length_unit.as_ref().is_some_and(|unit| unit.value == LengthUnit::Bytes);
        for Keyed { key, value: bound } in attrs.min_length.iter().chain(&attrs.max_length) {
            let (length, bound) = (quote!(_opt::text_length(#value, #bytes)), operand(bound));
            assert(key, if key == "min_length" { quote!(#length >= #bound) } else { quote!(#length <= #bound) });
        }
        return;
    }
    if matches!(parts.kind, Kind::Duration) && (is_constant(value) || matches!(found, Written::Scalar(_))) {
        for Keyed { key, value: bound } in [&attrs.gt, &attrs.ge, &attrs.lt, &attrs.le].into_iter().flatten() {
            if matches!(found, Written::Scalar(_)) && Scalar::of(bound).is_some() {
                continue;
            }
            let (left, right) = (quote!((#value).as_nanos()), quote!((#bound).as_nanos()));
            assert(key, relation(key, &left, &right));
        }
        return;
    }
    let float = matches!(parts.kind, Kind::Float(_));
    if !(float || matches!(parts.kind, Kind::Int(_))) || !(Number::of(value).is_some() || is_constant(value)) {
        return;
    }
    let number = |value: &Expr| operand(&if float { as_fraction(value) } else { value.clone() });
    for Keyed { key, value: bound } in [&attrs.gt, &attrs.ge, &attrs.lt, &attrs.le].into_iter().flatten() {
        if is_nan(bound) || (Number::of(value).is_some() && Number::of(bound).is_some()) {
            continue;
        }
        assert(key, relation(key, &number(value), &number(bound)));
    }
    if let Some(Keyed { key, value: step }) = &attrs.multiple_of
        && !float
        && (Number::of(value).is_none() || Number::of(step).is_none())
    {
        // A step of zero is refused by itself.
        let (step, value) = (operand(step), operand(value));
        assert(key, quote!(#step == 0 || #value % #step == 0));
    }
}

/// What a bound says of a value.
fn relation(key: &Ident, value: &TokenStream, bound: &TokenStream) -> TokenStream {
    match key.to_string().as_str() {
        "gt" => quote!(#value > #bound),
        "ge" => quote!(#value >= #bound),
        "lt" => quote!(#value < #bound),
        _ => quote!(#value <= #bound),
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

/// A default or an example has to be one of the members.
fn check_membership(value: &Expr, role: Role, parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let Some(Keyed { key, value: members }) = &parts.attrs.one_of else { return };
    let known = literal_of(value).is_some() || Number::of(value).is_some();
    if role == Role::Member || members.is_empty() {
        return;
    }
    if known && all_known(members) {
        if !members.iter().any(|member| same_literal(member, value)) {
            errors.refuse_both(
                value,
                key,
                format_args!("{role} on {} is not in `one_of`", parts.subject),
                format_args!("write one of its values, `{}`, or add this one", members[0].to_token_stream()),
            );
        }
        return;
    }
    let float = matches!(parts.kind, Kind::Float(_));
    if (float || matches!(parts.kind, Kind::Int(_))) && is_constant(value) && members.iter().all(is_constant) {
        let number = |value: &Expr| operand(&if float { as_fraction(value) } else { value.clone() });
        let (left, members) = (number(value), members.iter().map(number));
        let message = format!("{role} on {} is not in `one_of`", parts.subject);
        findings.assert(value.span(), quote!(#(#left == #members)||*), message);
    }
}

/// What stands in a list, against the rules of `items(…)`.
fn check_items(list: &List, role: Role, parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let (Kind::List(item) | Kind::Array(item) | Kind::Set(item)) = parts.kind else { return };
    inside_of(&parts.attrs.items, Some(item), parts, |inner| {
        for item in &list.items {
            check_value(item, role, inner, findings, errors);
        }
    });
}

/// The keys and values of a map.
fn check_pairs(
    pairs: &[(Expr, Expr)],
    role: Role,
    parts: &RuleParts<'_>,
    findings: &mut Findings,
    errors: &mut Errors,
) {
    let Kind::Map(key, value) = parts.kind else { return };
    inside_of(&parts.attrs.keys, Some(key), parts, |inner| {
        for (key, _) in pairs {
            check_value(key, role, inner, findings, errors);
        }
    });
    inside_of(&parts.attrs.values, Some(value), parts, |inner| {
        for (_, value) in pairs {
            check_value(value, role, inner, findings, errors);
        }
    });
}
