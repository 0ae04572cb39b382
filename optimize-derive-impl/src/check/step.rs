//! `multiple_of`.

use super::number::{Number, TOLERANCE, operand};
use super::range::int_range;
use super::rules::{Findings, RuleParts};
use crate::attr::{Keyed, lower, upper};
use crate::errors::Errors;
use crate::ty::Kind;
use quote::quote;
use syn::spanned::Spanned as _;

/// `multiple_of` by itself and within the bounds.
pub(super) fn check_step(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let Some(Keyed { key, value }) = &parts.attrs.multiple_of else { return };
    let Some(step) = Number::of(value) else {
        return assert_step(parts, findings);
    };
    if !step.order(Number::Int(0)).is_gt() {
        errors.refuse(
            value,
            format_args!("`{key}` on {} must be greater than zero", parts.subject),
            format_args!("write `{key} = 1`, or remove it"),
        );
        return;
    }
    if matches!(step, Number::Float(step) if step.is_infinite()) {
        errors.refuse(
            value,
            format_args!("`{key}` on {} must be finite: no number is a multiple of infinity", parts.subject),
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
        return;
    }
    if lower(parts.attrs).into_iter().chain(upper(parts.attrs)).any(|bound| Number::of(&bound.value).is_none()) {
        assert_multiple(parts, findings);
    }
}

/// Leaves a constant's path to the compiler.
fn assert_step(parts: &RuleParts<'_>, findings: &mut Findings) {
    let Some(Keyed { value, .. }) = &parts.attrs.multiple_of else { return };
    let zero = match parts.kind {
        Kind::Float(_) => quote!(0.0),
        Kind::Int(_) | Kind::NonZero(_) => quote!(0),
        _ => return,
    };
    let message = format!("`multiple_of` on {} must be greater than zero", parts.subject);
    let size = operand(value);
    findings.assert(value.span(), quote!(#size > #zero), message);
    assert_multiple(parts, findings);
}

/// Where the bounds or the step are constants, and no number is negative.
fn assert_multiple(parts: &RuleParts<'_>, findings: &mut Findings) {
    let attrs = parts.attrs;
    let (Kind::Int(int), Some(step), Some(ge), Some(le)) = (parts.kind, &attrs.multiple_of, &attrs.ge, &attrs.le)
    else {
        return;
    };
    if int.min < 0 {
        return;
    }
    let at = step.value.span();
    let (step, ge, le) = (operand(&step.value), operand(&ge.value), operand(&le.value));
    let message = format!("no multiple of `multiple_of` lies within `ge` and `le` on {}", parts.subject);
    // What is wrong with the step or the bounds by themselves is said there.
    findings.assert(at, quote!(#step == 0 || #ge > #le || #le / #step * #step >= #ge), message);
}

/// Whether a multiple of the step lies within the bounds that are written out.
fn has_multiple(step: Number, parts: &RuleParts<'_>) -> bool {
    let attrs = parts.attrs;
    let (lower, upper) = (lower(attrs), upper(attrs));
    match (parts.kind, step) {
        (kind @ (Kind::Int(int) | Kind::NonZero(int)), Number::Int(step)) => {
            let Some((low, Some(high))) = int_range(int, lower, upper) else { return true };
            low > high || multiples(step, low, high, matches!(kind, Kind::NonZero(_))).is_none_or(|count| count > 0)
        }
        (Kind::Float(_), step) => {
            let (Some(lower), Some(upper)) = (lower, upper) else { return true };
            let (Some(low), Some(high)) = (Number::of(&lower.value), Number::of(&upper.value)) else { return true };
            let (low, high, step) = (low.to_float(), high.to_float(), step.to_float());
            // What misses a multiple by the run time's tolerance, and what only rounding makes a miss, may be one.
            let near = |bound: f64| TOLERANCE.max(1e-9 * bound.abs());
            let mut first = ((low - near(low)) / step).ceil();
            if lower.key == "gt" && (first * step - low).abs() <= 1e-9 * low.abs() {
                first += 1.0;
            }
            let reached = first * step;
            low > high || reached < high || (upper.key == "le" && reached <= high + near(high))
        }
        // Of decimals it is said together with their digits.
        _ => true,
    }
}

/// How many multiples of a step lie within a range. `None` where that is too many to count.
pub(super) fn multiples(step: i128, low: i128, high: i128, without_zero: bool) -> Option<i128> {
    let below = low.checked_sub(1)?.div_euclid(step);
    let count = high.div_euclid(step).checked_sub(below)?;
    Some(count - i128::from(without_zero && low <= 0 && high >= 0))
}

#[cfg(test)]
mod tests {
    use super::multiples;

    #[test]
    fn multiples_are_counted() {
        for (step, low, high, without_zero, count) in [
            (10, 11, 19, false, 0),
            (10, 10, 19, false, 1),
            (10, -9, 9, false, 1),
            (10, -9, 9, true, 0),
            (3, -3, 6, true, 3),
            (1, 5, 5, false, 1),
        ] {
            assert_eq!(multiples(step, low, high, without_zero), Some(count), "{step} {low} {high}");
        }
    }
}
