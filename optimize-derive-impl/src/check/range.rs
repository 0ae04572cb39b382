//! What lower and upper bounds leave of a type's values.

use super::exact;
use super::instant::LONGEST_DURATION;
use super::number::{Number, as_fraction, is_constant, operand, shown};
use super::rules::{Findings, RuleParts};
use super::written::Scalar;
use crate::attr::{Keyed, lower, upper};
use crate::errors::Errors;
use crate::ty::{Float, Int, Kind};
use proc_macro2::{Ident, Span};
use quote::quote;
use std::cmp::Ordering;
use syn::Expr;
use syn::spanned::Spanned as _;

/// The lower bound against the upper one, and both against what the type has.
pub(super) fn check_range(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let attrs = parts.attrs;
    let (lower, upper) = (lower(attrs), upper(attrs));
    if let Some((lower, upper)) = lower.zip(upper) {
        let order = order_of(&lower.value, &upper.value, parts);
        let open = attrs.gt.is_some() || attrs.lt.is_some();
        match order {
            Some(order) if order.is_gt() || (open && order.is_eq()) => {
                return refuse_crossed(lower, upper, order, parts, errors);
            }
            Some(_) => {}
            None => assert_relation(lower, upper, open, parts, findings),
        }
    } else if let Some(bound) = lower.or(upper) {
        match parts.kind {
            Kind::Int(int) | Kind::NonZero(int) => assert_end(bound, int, parts, findings),
            Kind::Float(float) => assert_number(bound, float, parts, findings),
            _ => {}
        }
    }
    let empty = match parts.kind {
        Kind::Int(int) => leaves_no_int(int, false, lower, upper),
        Kind::NonZero(int) => leaves_no_int(int, true, lower, upper),
        Kind::Float(float) => leaves_no_float(float, lower, upper),
        Kind::Decimal => return exact::check_room(parts, errors),
        _ => leaves_no_count(lower, upper),
    };
    if empty {
        refuse_empty(lower, upper, parts, errors);
    }
}

/// The order of two bounds that are written out.
fn order_of(low: &Expr, high: &Expr, parts: &RuleParts<'_>) -> Option<Ordering> {
    if matches!(parts.kind, Kind::Decimal) {
        return exact::order_of(low, high);
    }
    Scalar::of(low)?.order(Scalar::of(high)?)
}

fn refuse_crossed(
    lower: &Keyed<Expr>,
    upper: &Keyed<Expr>,
    order: Ordering,
    parts: &RuleParts<'_>,
    errors: &mut Errors,
) {
    let (low, high) = (shown(&lower.value), shown(&upper.value));
    let number = Number::of(&lower.value).zip(Number::of(&upper.value));
    let help = match number {
        _ if order.is_gt() => format!("swap them: `{} = {high}, {} = {low}`", lower.key, upper.key),
        Some((low, _)) => format!("for exactly this number, write `ge = {low}, le = {low}`"),
        None => "the bounds of `gt` and `lt` are themselves excluded; `ge` and `le` include them".to_owned(),
    };
    let problem = match (number, Scalar::of(&lower.value)) {
        (Some((low, high)), _) => format!("no number meets both `{} = {low}` and `{} = {high}`", lower.key, upper.key),
        (None, Some(Scalar::Duration(_))) => {
            format!("no duration meets both `{}` and `{}`", lower.key, upper.key)
        }
        _ => format!("no date or time meets both `{}` and `{}`", lower.key, upper.key),
    };
    errors.refuse_both(&lower.key, &upper.key, format_args!("{problem} on {}", parts.subject), help);
}

/// What whole numbers leave between open bounds, as `gt = 4, lt = 5`, and at the ends of their types: nothing.
fn refuse_empty(lower: Option<&Keyed<Expr>>, upper: Option<&Keyed<Expr>>, parts: &RuleParts<'_>, errors: &mut Errors) {
    let (what, help) = match parts.kind {
        Kind::NonZero(int) => (format!("`NonZero<{}>`", int.name), "zero is no value of a `NonZero`: widen the bounds"),
        Kind::Int(int) => (
            format!("`{}`", int.name),
            "the bounds of `gt` and `lt` are themselves excluded; `ge` and `le` include them",
        ),
        Kind::Float(float) => (
            format!("`{}`", float.name),
            "the bounds of `gt` and `lt` are themselves excluded; `ge` and `le` include them",
        ),
        Kind::Duration => {
            ("duration".to_owned(), "the bounds of `gt` and `lt` are themselves excluded; `ge` and `le` include them")
        }
        _ => (
            "date or time".to_owned(),
            "the bounds of `gt` and `lt` are themselves excluded; `ge` and `le` include them",
        ),
    };
    for bound in lower.into_iter().chain(upper).filter(|bound| Scalar::of(&bound.value).is_some()) {
        let value = shown(&bound.value);
        let problem = format!("no {what} is left for {} by `{} = {value}`", parts.subject, bound.key);
        let help = match Number::of(&bound.value) {
            Some(Number::Float(number)) if number.is_infinite() => "a number in JSON is finite: remove the bound",
            _ => help,
        };
        errors.refuse(&bound.key, problem, help);
    }
}

/// Whether a type has no whole number within bounds that are written out, up to the ends of the widest types.
fn leaves_no_int(int: Int, non_zero: bool, lower: Option<&Keyed<Expr>>, upper: Option<&Keyed<Expr>>) -> bool {
    // Counted from the least number that there is, all of them fit into a `u128`.
    let zero = if int.min < 0 { 1 << 127 } else { 0 };
    let place = |number: Number| match number {
        Number::Int(number) => Some(zero ^ number.cast_unsigned()),
        Number::Big(number) if zero == 0 => Some(number),
        Number::Big(_) | Number::Float(_) => None,
    };
    let end = |bound: Option<&Keyed<Expr>>, otherwise: u128| match bound {
        None => Some((otherwise, false)),
        Some(bound) => Some((place(Number::of(&bound.value)?)?, bound.key == "gt" || bound.key == "lt")),
    };
    let (least, greatest) =
        (zero ^ int.min.cast_unsigned(), int.max.map_or(u128::MAX, |max| zero ^ max.cast_unsigned()));
    let (Some((low, above)), Some((high, below))) = (end(lower, least), end(upper, greatest)) else { return false };
    let first = if above { low.checked_add(1) } else { Some(low) };
    let last = if below { high.checked_sub(1) } else { Some(high) };
    first.zip(last).is_none_or(|(first, last)| first > last || (non_zero && first == zero && last == zero))
}

/// The least and greatest whole number, where both bounds are written out.
pub(super) fn int_range(
    int: Int,
    lower: Option<&Keyed<Expr>>,
    upper: Option<&Keyed<Expr>>,
) -> Option<(i128, Option<i128>)> {
    let low = match lower {
        None => int.min,
        Some(bound) => {
            let number = Number::of(&bound.value)?.to_int()?;
            if bound.key == "gt" { number.checked_add(1)? } else { number }
        }
    };
    let high = match upper {
        None => int.max,
        Some(bound) => {
            let number = Number::of(&bound.value)?.to_int()?;
            Some(if bound.key == "lt" { number.checked_sub(1)? } else { number })
        }
    };
    Some((low, high))
}

/// Between two neighbours there is no float, and none beyond the greatest.
fn leaves_no_float(float: Float, lower: Option<&Keyed<Expr>>, upper: Option<&Keyed<Expr>>) -> bool {
    let number = |bound: Option<&Keyed<Expr>>| bound.and_then(|bound| Number::of(&bound.value)).map(Number::to_float);
    let is = |bound: Option<&Keyed<Expr>>, key: &str| bound.is_some_and(|bound| bound.key == key);
    let (low, high) = (number(lower), number(upper));
    let beyond = low.is_some_and(|low| low == f64::INFINITY || (is(lower, "gt") && low >= float.max))
        || high.is_some_and(|high| high == f64::NEG_INFINITY || (is(upper, "lt") && high <= -float.max));
    let next_to = is(lower, "gt")
        && is(upper, "lt")
        && low.zip(high).is_some_and(|(low, high)| {
            #[allow(clippy::cast_possible_truncation)] // the numbers that the type has
            if float.name == "f32" { (low as f32).next_up() >= high as f32 } else { low.next_up() >= high }
        });
    beyond || next_to
}

/// Days and nanoseconds are whole numbers too, and a duration is never negative.
fn leaves_no_count(lower: Option<&Keyed<Expr>>, upper: Option<&Keyed<Expr>>) -> bool {
    let scalar = |bound: Option<&Keyed<Expr>>| bound.and_then(|bound| Scalar::of(&bound.value));
    let is = |bound: Option<&Keyed<Expr>>, key: &str| bound.is_some_and(|bound| bound.key == key);
    match (scalar(lower), scalar(upper)) {
        (Some(Scalar::Duration(low)), Some(Scalar::Duration(high))) => {
            is(lower, "gt") && is(upper, "lt") && high - low < 2
        }
        (Some(Scalar::Moment(kind, low)), Some(Scalar::Moment(other, high))) => {
            kind == other && is(lower, "gt") && is(upper, "lt") && high - low < 2
        }
        (None, Some(Scalar::Duration(0))) => lower.is_none() && is(upper, "lt"),
        (Some(Scalar::Duration(LONGEST_DURATION)), None) => upper.is_none() && is(lower, "gt"),
        _ => false,
    }
}

/// Leaves a relation between constants to the compiler.
fn assert_relation(
    lower: &Keyed<Expr>,
    upper: &Keyed<Expr>,
    open: bool,
    parts: &RuleParts<'_>,
    findings: &mut Findings,
) {
    let float = matches!(parts.kind, Kind::Float(_));
    if matches!(parts.kind, Kind::Duration) {
        // Comparing durations is no constant expression; comparing their nanoseconds is.
        let (low, high) = (&lower.value, &upper.value);
        let sign = if open { quote!(<) } else { quote!(<=) };
        let message = format!("no duration meets both `{}` and `{}` on {}", lower.key, upper.key, parts.subject);
        findings.assert(upper.value.span(), quote!((#low).as_nanos() #sign (#high).as_nanos()), message);
        return;
    }
    if !float && !matches!(parts.kind, Kind::Int(_) | Kind::NonZero(_)) {
        return;
    }
    let number = |bound: &Keyed<Expr>| operand(&if float { as_fraction(&bound.value) } else { bound.value.clone() });
    let (low, high) = (number(lower), number(upper));
    let relation = match (lower.key == "gt", upper.key == "lt") {
        // Between two neighbours there is no whole number.
        (true, true) if !float => quote!(#low < #high && #low + 1 < #high),
        _ if open => quote!(#low < #high),
        _ => quote!(#low <= #high),
    };
    let message = format!("no number meets both `{}` and `{}` on {}", lower.key, upper.key, parts.subject);
    findings.assert(upper.value.span(), relation, message);
}

/// A constant's path does not tell that it is NaN. Beside a second bound the relation of the two does.
fn assert_number(bound: &Keyed<Expr>, float: Float, parts: &RuleParts<'_>, findings: &mut Findings) {
    let Keyed { key, value } = bound;
    if Number::of(value).is_none() && is_constant(value) {
        let message = format!("`{key}` on {} is NaN, which no number can be compared to", parts.subject);
        let ty = Ident::new(float.name, Span::call_site());
        findings.assert(value.span(), quote!(!::core::primitive::#ty::is_nan(#value)), message);
    }
}

/// Beyond the end of its type there is no number, which a constant's path does not tell.
fn assert_end(bound: &Keyed<Expr>, int: Int, parts: &RuleParts<'_>, findings: &mut Findings) {
    let Keyed { key, value } = bound;
    if Number::of(value).is_some() {
        return;
    }
    let (ty, value) = (Ident::new(int.name, Span::call_site()), operand(value));
    let relation = match key.to_string().as_str() {
        "gt" => quote!(#value < ::core::primitive::#ty::MAX),
        "lt" => quote!(#value > ::core::primitive::#ty::MIN),
        _ => return,
    };
    let message = format!("no `{}` is left for {} by `{key}`", int.name, parts.subject);
    findings.assert(bound.value.span(), relation, message);
}
