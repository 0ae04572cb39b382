//! `gt`, `ge`, `lt`, `le` and `multiple_of`.

use super::decimal::as_decimal;
use super::decimal::check_decimal;
use super::number::{Number, as_fraction, is_nan};
use super::rules::{Findings, RuleParts};
use crate::attr::{Keyed, Slot, Subject, lower, upper};
use crate::errors::Errors;
use crate::model::Setter;
use crate::ty::{Int, Kind};
use proc_macro2::Ident;
use quote::{ToTokens, quote};
use syn::Expr;
use syn::spanned::Spanned as _;

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
            Kind::Float => as_fraction(value).into_token_stream(),
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
        Kind::Int(int) | Kind::NonZero(int) => check_int(key, value, int, parts, errors),
        Kind::Float => {
            if is_nan(value) {
                errors.refuse(
                    value,
                    format_args!("`{key}` on {subject} is NaN, which no number can be compared to"),
                    format_args!("write a number: `{key} = 0.0`"),
                );
            }
            !is_nan(value)
        }
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

pub(super) fn check_int(key: &Ident, value: &Expr, int: Int, parts: &RuleParts<'_>, errors: &mut Errors) -> bool {
    let subject = parts.subject;
    let name = int.name;
    match Number::of(value) {
        Some(Number::Float(fraction)) => {
            let whole = if key == "gt" || key == "le" { fraction.floor() } else { fraction.ceil() };
            errors.refuse(
                value,
                format_args!("`{key}` on {subject} is a fraction, but the field is of type `{name}`"),
                format_args!("write a whole number: `{key} = {whole}`"),
            );
            false
        }
        Some(Number::Int(number)) if number < int.min || int.max.is_some_and(|max| number > max) => {
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

/// The lower bound against the upper one.
fn check_range(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let attrs = parts.attrs;
    let (lower, upper) = (lower(attrs), upper(attrs));
    let open = attrs.gt.is_some() || attrs.lt.is_some();
    let both = lower.zip(upper);
    if let Some((lower, upper)) = both
        && let (Some(low), Some(high)) = (Number::of(&lower.value), Number::of(&upper.value))
    {
        let order = low.order(high);
        if order.is_gt() || (open && order.is_eq()) {
            let help = if order.is_gt() {
                let swapped = (upper.value.to_token_stream(), lower.value.to_token_stream());
                format!("swap them: `{} = {}, {} = {}`", lower.key, swapped.0, upper.key, swapped.1)
            } else {
                format!("for exactly this number, write `ge = {low}, le = {low}`")
            };
            let relation = format!("`{} = {low}` and `{} = {high}`", lower.key, upper.key);
            errors.refuse_both(
                &lower.key,
                &upper.key,
                format_args!("no number meets both {relation} on {}", parts.subject),
                help,
            );
            return;
        }
    } else if let Some((lower, upper)) = both
        && let (Some(low), Some(high)) = (moment_of(&lower.value), moment_of(&upper.value))
        && low.0 == high.0
    {
        if low > high || (open && low == high) {
            let swapped = (upper.value.to_token_stream(), lower.value.to_token_stream());
            errors.refuse_both(
                &lower.key,
                &upper.key,
                format_args!("no date or time meets both `{}` and `{}` on {}", lower.key, upper.key, parts.subject),
                format_args!("swap them: `{} = {}, {} = {}`", lower.key, swapped.0, upper.key, swapped.1),
            );
        }
    } else if let Some((lower, upper)) = both {
        assert_relation(lower, upper, open, parts, findings);
    }
    check_int_range(lower, upper, parts, errors);
}

/// The numbers of `date(2024, 5, 1)`, `time(…)` or `datetime(…)`, the functions of jiff that constants are made
/// with: the earlier is the lesser.
fn moment_of(value: &Expr) -> Option<(String, Vec<i128>)> {
    let Expr::Call(call) = value else { return None };
    let Expr::Path(function) = &*call.func else { return None };
    let name = function.path.segments.last()?.ident.to_string();
    let numbers: Option<Vec<i128>> = call.args.iter().map(|number| Number::of(number)?.to_int()).collect();
    ["date", "time", "datetime"].contains(&name.as_str()).then_some((name, numbers?))
}

/// What whole numbers leave between open bounds: `gt = 4, lt = 5` leaves none.
fn check_int_range(
    lower: Option<&Keyed<Expr>>,
    upper: Option<&Keyed<Expr>>,
    parts: &RuleParts<'_>,
    errors: &mut Errors,
) {
    let (Kind::Int(int) | Kind::NonZero(int)) = parts.kind else { return };
    let Some((low, high)) = int_range(int, lower, upper) else { return };
    if high.is_none_or(|high| low <= high) {
        return;
    }
    let places: Vec<&Keyed<Expr>> =
        lower.into_iter().chain(upper).filter(|bound| Number::of(&bound.value).is_some()).collect();
    for bound in &places {
        errors.refuse(
            &bound.key,
            format_args!(
                "no `{}` is left for {} by `{} = {}`",
                int.name,
                parts.subject,
                bound.key,
                bound.value.to_token_stream()
            ),
            "the bounds of `gt` and `lt` are themselves excluded; `ge` and `le` include them",
        );
    }
}

/// The least and greatest whole number, where both bounds are written out.
fn int_range(int: Int, lower: Option<&Keyed<Expr>>, upper: Option<&Keyed<Expr>>) -> Option<(i128, Option<i128>)> {
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

/// Leaves a relation between constants to the compiler.
fn assert_relation(
    lower: &Keyed<Expr>,
    upper: &Keyed<Expr>,
    open: bool,
    parts: &RuleParts<'_>,
    findings: &mut Findings,
) {
    let float = matches!(parts.kind, Kind::Float);
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
    let number = |bound: &Keyed<Expr>| if float { as_fraction(&bound.value) } else { bound.value.clone() };
    let (low, high) = (number(lower), number(upper));
    let relation = if open { quote!(#low < #high) } else { quote!(#low <= #high) };
    let message = format!("no number meets both `{}` and `{}` on {}", lower.key, upper.key, parts.subject);
    findings.assert(upper.value.span(), relation, message);
}

/// `multiple_of` by itself and within the bounds.
fn check_step(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let Some(Keyed { key, value }) = &parts.attrs.multiple_of else { return };
    let Some(step) = Number::of(value) else {
        let zero = match parts.kind {
            Kind::Float => quote!(0.0),
            Kind::Int(_) | Kind::NonZero(_) => quote!(0),
            _ => return,
        };
        let message = format!("`multiple_of` on {} must be greater than zero", parts.subject);
        findings.assert(value.span(), quote!(#value > #zero), message);
        return;
    };
    if !step.order(Number::Int(0)).is_gt() {
        errors.refuse(
            value,
            format_args!("`{key}` on {} must be greater than zero", parts.subject),
            format_args!("write `{key} = 1`, or remove it"),
        );
        return;
    }
    if !has_multiple(step, parts) {
        let (lower, upper) = (lower(parts.attrs), upper(parts.attrs));
        let bounds: Vec<String> = lower.into_iter().chain(upper).map(|bound| format!("`{}`", bound.key)).collect();
        errors.refuse(
            value,
            format_args!("no multiple of {step} lies within {} on {}", bounds.join(" and "), parts.subject),
            "widen the bounds, or make `multiple_of` smaller",
        );
    }
}

/// Whether a multiple of the step lies within the bounds that are written out.
fn has_multiple(step: Number, parts: &RuleParts<'_>) -> bool {
    let attrs = parts.attrs;
    let (lower, upper) = (lower(attrs), upper(attrs));
    match (parts.kind, step) {
        (Kind::Int(int) | Kind::NonZero(int), Number::Int(step)) => {
            let Some((low, Some(high))) = int_range(int, lower, upper) else { return true };
            let first = low
                .div_euclid(step)
                .checked_mul(step)
                .and_then(|below| if below < low { below.checked_add(step) } else { Some(below) });
            low > high || first.is_some_and(|first| first <= high)
        }
        (Kind::Float, step) => {
            let (Some(lower), Some(upper)) = (lower, upper) else { return true };
            let (Some(low), Some(high)) = (Number::of(&lower.value), Number::of(&upper.value)) else { return true };
            let (low, high, step) = (low.to_float(), high.to_float(), step.to_float());
            // The tolerance keeps out what only rounding makes a miss.
            let quotient = low / step;
            let mut first = (quotient - 1e-9 * quotient.abs()).ceil();
            if lower.key == "gt" && (first * step - low).abs() <= 1e-9 * low.abs() {
                first += 1.0;
            }
            let reached = first * step;
            low > high || reached < high || (upper.key == "le" && reached <= high + 1e-9 * high.abs())
        }
        _ => true,
    }
}
