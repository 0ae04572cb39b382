//! The standard value of a type against the rules: zero, nothing.

use super::broken::{Broken, broken_by};
use super::exact;
use super::members::{all_known, same_literal};
use super::number::Number;
use super::rules::{RuleParts, inside_of};
use super::written::{List, Scalar, Written};
use crate::attr::Keyed;
use crate::errors::Errors;
use crate::ty::{Kind, array_length, is_option};
use quote::ToTokens;
use syn::{Expr, parse_quote};

/// Checks what `Default::default()` gives; `at` is where it is asked for, and `role` what it is called.
pub(super) fn check_standard(at: impl ToTokens + Copy, role: &str, parts: &RuleParts<'_>, errors: &mut Errors) {
    if parts.ty.is_some_and(is_option) {
        return;
    }
    let (value, what, literal): (Written, &str, Option<Expr>) = match parts.kind {
        Kind::Int(_) | Kind::Float(_) | Kind::Decimal => {
            (Written::Scalar(Scalar::Number(Number::Int(0))), "0", Some(parse_quote!(0)))
        }
        Kind::Duration => (Written::Scalar(Scalar::Duration(0)), "zero", None),
        Kind::Text => (Written::Text(String::new()), "empty", Some(parse_quote!(""))),
        Kind::Char => (Written::Char, "'\\0'", Some(parse_quote!('\0'))),
        Kind::Bytes | Kind::List(_) | Kind::Set(_) | Kind::Map(..) => {
            (Written::List(List { items: Vec::new(), length: Some(0) }), "empty", None)
        }
        Kind::Array(item) => return check_array(at, role, item, parts, errors),
        Kind::NonZero(int) => {
            errors.refuse(
                at,
                format_args!("{role} on {} asks for the standard value, which a `NonZero` has not", parts.subject),
                format_args!("write the default: `default = std::num::NonZero::<{}>::MIN`", int.name),
            );
            return;
        }
        Kind::Bool | Kind::Tuple | Kind::Param | Kind::Unknown => return,
    };
    let broken = match (parts.kind, &literal) {
        (Kind::Decimal, Some(zero)) => exact::broken_by(zero, parts.attrs),
        _ => broken_by(&value, parts),
    };
    for Broken { key, at: place, rule, note, .. } in broken {
        // What is empty has no length to speak of.
        let note = if key == "min_length" { "" } else { note.as_str() };
        let problem = format!("{role} on {} is {what}, which breaks the field's own `{rule}`{note}", parts.subject);
        let place =
            if matches!(value, Written::Scalar(_)) || key == "min_length" { key.to_token_stream() } else { place };
        errors.refuse_both(at, place, problem, "write the default: `default = …`");
    }
    if let (Some(zero), Some(Keyed { key, value: members })) = (literal, &parts.attrs.one_of)
        && all_known(members)
        && !members.iter().any(|member| same_literal(member, &zero))
    {
        errors.refuse_both(
            at,
            key,
            format_args!("{role} on {} is {}, which is not in `one_of`", parts.subject, zero.to_token_stream()),
            format_args!("write the default: `default = {}`", members[0].to_token_stream()),
        );
    }
}

/// The standard value of an array is that of its items.
fn check_array(at: impl ToTokens + Copy, role: &str, item: &syn::Type, parts: &RuleParts<'_>, errors: &mut Errors) {
    let length = parts.ty.and_then(array_length);
    if length == Some(0) {
        return;
    }
    inside_of(&parts.attrs.items, Some(item), parts, |inner| check_standard(at, role, inner, errors));
    if let (Some(Keyed { key, .. }), Some(2..)) = (&parts.attrs.unique, length) {
        errors.refuse_both(
            at,
            key,
            format_args!(
                "{role} on {} has one value at every place, which breaks the field's own `unique`",
                parts.subject
            ),
            "write the default: `default = …`",
        );
    }
}
