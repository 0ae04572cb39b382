//! `one_of(…)`.

use super::bounds::{check_float, check_int, refuse_param};
use super::decimal::as_decimal;
use super::number::{Number, as_fraction, is_constant, is_nan, operand, shown};
use super::rules::{Findings, RuleParts};
use super::satisfy::{Role, check_value};
use crate::attr::{Keyed, literal_of};
use crate::errors::Errors;
use crate::ty::Kind;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Expr, Lit};

/// Checks the members by themselves, against the type and against the other rules.
pub(super) fn check_members(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let Some(Keyed { key, value: members }) = &parts.attrs.one_of else { return };
    let subject = parts.subject;
    match parts.kind {
        Kind::Text | Kind::Char | Kind::Int(_) | Kind::NonZero(_) | Kind::Float(_) | Kind::Decimal | Kind::Unknown => {}
        Kind::Param => return refuse_param(key, subject, errors),
        kind => {
            let help = match kind {
                Kind::List(_) | Kind::Set(_) | Kind::Array(_) => "for each item, write `items(one_of(…))`",
                Kind::Map(..) => "write `keys(one_of(…))` or `values(one_of(…))`",
                _ => "use an enum with `#[derive(Optimized)]`, or `check = path` with a function",
            };
            errors.refuse(
                key,
                format_args!(
                    "`one_of` on {subject} needs strings, characters or numbers, but it is {}",
                    kind.describe()
                ),
                help,
            );
            return;
        }
    }
    if refuse_types(members, parts, errors) {
        refuse_repeated(members, parts, errors);
        assert_distinct(members, parts, findings);
        for member in members {
            check_value(member, Role::Member, parts, findings, errors);
        }
    }
    let members: Vec<TokenStream> = members
        .iter()
        .map(|member| match parts.kind {
            Kind::Float(_) => as_fraction(member).into_token_stream(),
            Kind::Decimal => as_decimal(member),
            _ => member.to_token_stream(),
        })
        .collect();
    findings.set(key, quote_spanned!(key.span()=> &[#(#members),*]));
}

/// Literals of another type. Whether there was none.
fn refuse_types(members: &[Expr], parts: &RuleParts<'_>, errors: &mut Errors) -> bool {
    let subject = parts.subject;
    let mut fine = true;
    for member in members {
        if is_nan(member) {
            errors.refuse(
                member,
                format_args!("`one_of` on {subject} has NaN, which is equal to no number"),
                "remove it: JSON has no such number",
            );
            fine = false;
        }
        if let Some(help) = of_an_option(member) {
            errors.refuse(member, format_args!("`one_of` on {subject} takes values, not `{}`", shown(member)), help);
            fine = false;
        }
        let (wanted, fits) = match (parts.kind, literal_of(member)) {
            (_, None) | (Kind::Unknown, _) => continue,
            (Kind::Text, Some(literal)) => ("strings", matches!(literal, Lit::Str(_))),
            (Kind::Char, Some(literal)) => ("characters", matches!(literal, Lit::Char(_))),
            (Kind::Float(float), Some(Lit::Int(_) | Lit::Float(_))) => {
                fine &= check_float("one_of", member, float, parts, errors);
                continue;
            }
            (Kind::Float(_) | Kind::Decimal, Some(literal)) => {
                ("numbers", matches!(literal, Lit::Int(_) | Lit::Float(_)))
            }
            (Kind::Int(int) | Kind::NonZero(int), Some(Lit::Int(_) | Lit::Float(_))) => {
                fine &= check_int("one_of", member, int, parts, errors);
                if matches!(parts.kind, Kind::NonZero(_)) && Number::of(member).is_some_and(|number| number.is_zero()) {
                    errors.refuse(
                        member,
                        format_args!("`one_of` on {subject} has 0, which no `NonZero` is"),
                        "remove it, or give the field a type that has zero",
                    );
                    fine = false;
                }
                continue;
            }
            (_, Some(_)) => ("numbers", false),
        };
        if !fits {
            let text = member.to_token_stream().to_string();
            let help = match (wanted, literal_of(member)) {
                ("numbers", Some(Lit::Str(text))) if text.value().parse::<f64>().is_ok() => {
                    format!("write it without quotes: `{}`", text.value())
                }
                ("characters", Some(Lit::Str(text))) if text.value().chars().count() == 1 => {
                    format!("write it in single quotes: `'{}'`", text.value())
                }
                ("strings", _) => format!("write it in quotes: `\"{text}\"`"),
                _ => format!("all values of `one_of` are {wanted} here"),
            };
            errors.refuse(member, format_args!("`one_of` on {subject} takes {wanted}, not `{text}`"), help);
            fine = false;
        }
    }
    fine
}

/// What to write in place of `Some(1)` and `None`: the values are those of what is inside an `Option`.
fn of_an_option(member: &Expr) -> Option<String> {
    match member {
        Expr::Path(path) if path.path.is_ident("None") => {
            Some("remove it: a `null` is always one of the values of an `Option`".to_owned())
        }
        Expr::Call(call) if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Some")) => {
            Some(format!("write the value itself: `{}`", call.args.first().map(shown).unwrap_or_default()))
        }
        _ => None,
    }
}

/// A value that stands twice.
fn refuse_repeated(members: &[Expr], parts: &RuleParts<'_>, errors: &mut Errors) {
    for (position, member) in members.iter().enumerate() {
        if let Some(first) = members[..position].iter().find(|first| same_literal(first, member)) {
            errors.refuse_both(
                first,
                member,
                format_args!("`one_of` on {} has {} twice", parts.subject, member.to_token_stream()),
                "remove one of them",
            );
        }
    }
}

/// Leaves to the compiler whether a constant is a value that stands there too.
fn assert_distinct(members: &[Expr], parts: &RuleParts<'_>, findings: &mut Findings) {
    let float = matches!(parts.kind, Kind::Float(_));
    if !(float || matches!(parts.kind, Kind::Int(_) | Kind::Char)) || !members.iter().all(is_constant) {
        return;
    }
    let known = |member: &Expr| literal_of(member).is_some() || Number::of(member).is_some();
    let number = |value: &Expr| operand(&if float { as_fraction(value) } else { value.clone() });
    for (position, member) in members.iter().enumerate() {
        let told = |first: &Expr| same_literal(first, member) || (known(first) && known(member));
        let open = |first: &&Expr| !told(first);
        let differs: Vec<TokenStream> = members[..position]
            .iter()
            .filter(open)
            .map(|first| {
                let (first, member) = (number(first), number(member));
                quote!(#first != #member)
            })
            .collect();
        if !differs.is_empty() {
            let message = format!("`one_of` on {} has {} twice", parts.subject, shown(member));
            findings.assert(member.span(), quote!(#(#differs)&&*), message);
        }
    }
}

/// Whether two expressions are the same value, as far as they are written out.
pub(super) fn same_literal(left: &Expr, right: &Expr) -> bool {
    if let (Some(left), Some(right)) = (Number::of(left), Number::of(right)) {
        return left.order(right).is_eq();
    }
    match (literal_of(left), literal_of(right)) {
        (Some(Lit::Str(left)), Some(Lit::Str(right))) => left.value() == right.value(),
        (Some(Lit::Char(left)), Some(Lit::Char(right))) => left.value() == right.value(),
        _ => left.to_token_stream().to_string() == right.to_token_stream().to_string(),
    }
}

/// Whether all values are written out.
pub(super) fn all_known(members: &[Expr]) -> bool {
    let known = |member: &Expr| literal_of(member).is_some() || Number::of(member).is_some();
    !members.is_empty() && members.iter().all(known)
}
