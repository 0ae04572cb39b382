//! Decimals: `max_digits`, `decimal_places`, and bounds that are written out.

use super::bounds::refuse_param;
use super::number::Number;
use super::rules::{Findings, RuleParts};
use crate::attr::Keyed;
use crate::errors::Errors;
use crate::model::Setter;
use crate::ty::Kind;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Expr, Lit, UnOp};

/// The most digits behind the point, and the greatest number without one.
const MAX_SCALE: usize = 28;
const MAX_DIGITS: i128 = 79_228_162_514_264_337_593_543_950_335;

/// Checks `max_digits` and `decimal_places` by themselves, against the type and against each other.
pub(super) fn check_digits(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let (digits, places) = (&parts.attrs.max_digits, &parts.attrs.decimal_places);
    let subject = parts.subject;
    for Keyed { key, value } in [digits, places].into_iter().flatten() {
        match parts.kind {
            Kind::Decimal | Kind::Unknown => {}
            Kind::Param => refuse_param(key, subject, errors),
            kind => {
                let help = match kind {
                    Kind::Int(_) | Kind::NonZero(_) | Kind::Float(_) => {
                        "bound the number with `le`, or make it a `Decimal`"
                    }
                    Kind::Text => "to bound its length, write `max_length`",
                    _ => "remove it",
                };
                let problem = format!("`{key}` on {subject} needs a decimal, but the field is {}", kind.describe());
                errors.refuse(key, problem, help);
            }
        }
        findings.setters.push(Setter::call(key.clone(), value.to_token_stream()));
    }
    let number = |slot: &Option<Keyed<Expr>>| slot.as_ref().and_then(|slot| Number::of(&slot.value)?.to_int());
    if let Some(digits) = digits
        && number(&parts.attrs.max_digits).is_some_and(|number| number < 1)
    {
        let problem = format!("`{}` on {subject} leaves no decimal: each has a digit", digits.key);
        errors.refuse(&digits.value, problem, format_args!("write `{} = 1` or more", digits.key));
    } else if let (Some(digits), Some(places)) = (digits, places)
        && let (Some(all), Some(behind)) = (number(&parts.attrs.max_digits), number(&parts.attrs.decimal_places))
        && behind > all
    {
        errors.refuse_both(
            &digits.key,
            &places.key,
            format_args!("`decimal_places = {behind}` on {subject} is more than `max_digits = {all}` allows in all"),
            format_args!("write `decimal_places = {all}` or less"),
        );
    }
}

/// A decimal's bound that is written out must be one. Whether it is.
pub(super) fn check_decimal(key: &Ident, value: &Expr, parts: &RuleParts<'_>, errors: &mut Errors) -> bool {
    let fits = Number::of(value).is_none() || digits_of(value).is_some();
    if !fits {
        errors.refuse(
            value,
            format_args!("`{key}` on {} has more digits than a decimal can hold", parts.subject),
            format_args!("write a number of at most {MAX_SCALE} digits"),
        );
    }
    fits
}

/// The expression, with a number that is written out as a decimal.
pub(super) fn as_decimal(value: &Expr) -> TokenStream {
    match digits_of(value) {
        Some((digits, scale)) => quote_spanned!(value.span()=> _opt::decimal_literal(#digits, #scale)),
        None => value.to_token_stream(),
    }
}

/// The digits of a number that is written out, and how many of them stand behind the point.
pub(super) fn digits_of(value: &Expr) -> Option<(i128, u32)> {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(int) => of_text(int.base10_digits()),
            Lit::Float(float) => of_text(float.base10_digits()),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
            digits_of(&unary.expr).map(|(digits, scale)| (-digits, scale))
        }
        Expr::Group(group) => digits_of(&group.expr),
        Expr::Paren(paren) => digits_of(&paren.expr),
        _ => None,
    }
}

fn of_text(text: &str) -> Option<(i128, u32)> {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i64 = exponent.parse().ok()?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut digits: i128 = [whole, fraction].concat().parse().ok()?;
    let mut scale = i64::try_from(fraction.len()).ok()? - exponent;
    while scale < 0 {
        digits = digits.checked_mul(10)?;
        scale += 1;
    }
    let scale = u32::try_from(scale).ok().filter(|scale| *scale as usize <= MAX_SCALE)?;
    (digits <= MAX_DIGITS).then_some((digits, scale))
}

#[cfg(test)]
mod tests {
    use super::of_text;

    #[test]
    fn numbers_keep_their_digits() {
        for (text, digits, scale) in [("0", 0, 0), ("0.10", 1, 1), ("1e3", 1000, 0), ("12.5e-2", 125, 3)] {
            assert_eq!(of_text(text), Some((digits, scale)), "{text}");
        }
        for text in ["1e29", "1e-29", "79228162514264337593543950336"] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }
}
