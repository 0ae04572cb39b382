//! `min_length`, `max_length` and `length_unit`.

use super::bounds::refuse_param;
use super::formats;
use super::number::{Number, operand};
use super::rules::{Findings, RuleParts};
use crate::attr::{Keyed, LengthUnit};
use crate::errors::Errors;
use crate::model::Setter;
use crate::ty::Kind;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Expr;
use syn::spanned::Spanned as _;

/// Checks the lengths by themselves, against the type and against each other.
pub(super) fn check_length(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let attrs = parts.attrs;
    for bound in attrs.min_length.iter().chain(&attrs.max_length) {
        check_one(bound, parts, errors);
        findings.setters.push(Setter::call(bound.key.clone(), bound.value.to_token_stream()));
    }
    if let (Some(min), Some(max)) = (&attrs.min_length, &attrs.max_length) {
        check_order(min, max, parts, findings, errors);
    }
    check_unit(parts, findings, errors);
    check_format(parts, findings, errors);
}

/// The lengths against those that a format has.
fn check_format(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let attrs = parts.attrs;
    let (Kind::Text, Some((format, least, most))) = (parts.kind, formats::extent(attrs)) else { return };
    if let Some(max) = &attrs.max_length {
        let problem =
            format!("`{}` on {} leaves no `{format}`, which has at least {least} characters", max.key, parts.subject);
        match Number::of(&max.value).and_then(Number::to_int) {
            Some(limit) if limit < least as i128 => {
                errors.refuse_both(&max.value, format, problem, format_args!("write `max_length = {least}` or more"));
            }
            Some(_) => {}
            None => {
                let limit = operand(&max.value);
                findings.assert(max.value.span(), quote!(#limit >= #least), problem);
            }
        }
    }
    if let (Some(min), Some(most)) = (&attrs.min_length, most) {
        let problem =
            format!("`{}` on {} leaves no `{format}`, which has at most {most} characters", min.key, parts.subject);
        match Number::of(&min.value).and_then(Number::to_int) {
            Some(limit) if limit > most as i128 => {
                errors.refuse_both(&min.value, format, problem, format_args!("write `min_length = {most}` or less"));
            }
            Some(_) => {}
            None => {
                let limit = operand(&min.value);
                findings.assert(min.value.span(), quote!(#limit <= #most), problem);
            }
        }
    }
}

fn check_one(bound: &Keyed<Expr>, parts: &RuleParts<'_>, errors: &mut Errors) {
    let Keyed { key, value } = bound;
    let subject = parts.subject;
    if Number::of(value).is_some_and(|number| number.order(Number::Int(0)).is_lt()) {
        errors.refuse(
            value,
            format_args!("`{key}` on {subject} is negative"),
            format_args!("write `{key} = 0` or more"),
        );
    } else if Number::of(value).is_some_and(|number| number.order(Number::Int(u64::MAX.into())).is_gt()) {
        errors.refuse(
            value,
            format_args!("`{key}` on {subject} is more than any length is"),
            format_args!("write a smaller number, or remove `{key}`"),
        );
    }
    match parts.kind {
        Kind::Text | Kind::Bytes | Kind::List(_) | Kind::Set(_) | Kind::Map(..) | Kind::Unknown => {}
        Kind::Int(_) | Kind::NonZero(_) | Kind::Float(_) | Kind::Decimal => {
            let instead = if key == "min_length" { "ge" } else { "le" };
            errors.refuse(
                key,
                format_args!("`{key}` on {subject} needs a length, but the field is a number"),
                format_args!("to bound the number itself, write `{instead} = {}`", value.to_token_stream()),
            );
        }
        Kind::Param => refuse_param(key, parts.subject, errors),
        Kind::Array(_) => errors.refuse(
            key,
            format_args!("`{key}` on {subject} has no effect: an array's length is part of its type"),
            format_args!("remove `{key}`, or give the field the type `Vec`"),
        ),
        Kind::Duration | Kind::Bool | Kind::Char | Kind::Tuple => refuse_lengthless(key, parts, errors),
    }
}

fn refuse_lengthless(key: &Ident, parts: &RuleParts<'_>, errors: &mut Errors) {
    errors.refuse(
        key,
        format_args!("`{key}` on {} needs a length, but the field is {}", parts.subject, parts.kind.describe()),
        format_args!("remove `{key}`"),
    );
}

fn check_order(
    min: &Keyed<Expr>,
    max: &Keyed<Expr>,
    parts: &RuleParts<'_>,
    findings: &mut Findings,
    errors: &mut Errors,
) {
    let subject = parts.subject;
    match (Number::of(&min.value), Number::of(&max.value)) {
        (Some(low), Some(high)) => {
            if low.order(high).is_gt() {
                errors.refuse_both(
                    &min.value,
                    &max.value,
                    format_args!("`min_length` on {subject} is greater than `max_length` ({low} > {high})"),
                    format_args!("swap them: `min_length = {high}, max_length = {low}`"),
                );
            }
        }
        _ => {
            let (low, high) = (operand(&min.value), operand(&max.value));
            let message = format!("`min_length` on {subject} is greater than `max_length`");
            findings.assert(max.value.span(), quote!(#low <= #high), message);
        }
    }
}

fn check_unit(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let attrs = parts.attrs;
    let Some(Keyed { key, value }) = &attrs.length_unit else { return };
    let subject = parts.subject;
    if !matches!(parts.kind, Kind::Text | Kind::Unknown) {
        errors.refuse(
            key,
            format_args!("`length_unit` on {subject} needs a string, but the field is {}", parts.kind.describe()),
            "remove `length_unit`: only a string's length has a unit",
        );
    } else if attrs.min_length.is_none() && attrs.max_length.is_none() {
        errors.refuse(
            key,
            format_args!("`length_unit` on {subject} has no effect without a length"),
            "add `min_length` or `max_length`, or remove it",
        );
    }
    if *value == LengthUnit::Bytes {
        let name = Ident::new("length_in_bytes", key.span());
        findings.setters.push(Setter::call(name, TokenStream::new()));
    }
}
