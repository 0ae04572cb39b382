//! Decimals that are written out, without rounding: against rules, and what rules leave of them.

use super::broken::Broken;
use super::decimal::digits_of;
use super::number::Number;
use super::rules::RuleParts;
use super::step::multiples;
use crate::attr::{Keyed, RuleAttrs, lower, upper};
use crate::errors::Errors;
use proc_macro2::TokenStream;
use std::cmp::Ordering;
use syn::Expr;

/// `digits / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exact {
    digits: i128,
    scale: u32,
}

impl Exact {
    /// Without zeros at the end of the fraction.
    fn new(mut digits: i128, mut scale: u32) -> Self {
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Self { digits, scale }
    }

    /// The value in parts of `10^-scale`.
    fn at(self, scale: u32) -> Option<i128> {
        self.digits.checked_mul(10_i128.checked_pow(scale.checked_sub(self.scale)?)?)
    }

    /// How many digits there are in all, and behind the point, as the run time counts them.
    fn counts(self) -> (usize, usize) {
        let places = self.scale as usize;
        (self.digits.unsigned_abs().to_string().len().max(places), places)
    }
}

/// The decimal that an expression spells: a number, `Decimal::new(125, 2)` or `dec!(1.25)`.
pub(super) fn value_of(value: &Expr) -> Option<Exact> {
    if let Some((digits, scale)) = digits_of(value) {
        return Some(Exact::new(digits, scale));
    }
    match value {
        Expr::Macro(call) if call.mac.path.segments.last().is_some_and(|name| name.ident == "dec") => {
            let tokens: TokenStream = call.mac.tokens.clone();
            value_of(&syn::parse2::<Expr>(tokens).ok()?)
        }
        Expr::Call(call) => {
            let Expr::Path(function) = &*call.func else { return None };
            let names: Vec<String> = function.path.segments.iter().map(|name| name.ident.to_string()).collect();
            let numbers: Vec<i128> =
                call.args.iter().map(|number| Number::of(number)?.to_int()).collect::<Option<_>>()?;
            match (&names[names.len().checked_sub(2)?..], &numbers[..]) {
                ([ty, name], &[digits, scale]) if ty == "Decimal" && name == "new" => {
                    Some(Exact::new(digits, u32::try_from(scale).ok()?))
                }
                ([ty, name], &[number]) if ty == "Decimal" && name == "from" => Some(Exact::new(number, 0)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The order of two decimals that are written out.
pub(super) fn order_of(left: &Expr, right: &Expr) -> Option<Ordering> {
    let (left, right) = (value_of(left)?, value_of(right)?);
    let scale = left.scale.max(right.scale);
    Some(left.at(scale)?.cmp(&right.at(scale)?))
}

/// The rules that a decimal breaks, membership in `one_of` apart.
pub(super) fn broken_by(value: &Expr, attrs: &RuleAttrs) -> Vec<Broken> {
    let mut broken = Vec::new();
    for bound in [&attrs.gt, &attrs.ge, &attrs.lt, &attrs.le].into_iter().flatten() {
        let Some(order) = order_of(value, &bound.value) else { continue };
        let fine = match bound.key.to_string().as_str() {
            "gt" => order.is_gt(),
            "ge" => order.is_ge(),
            "lt" => order.is_lt(),
            _ => order.is_le(),
        };
        if !fine {
            broken.push(Broken::bound(bound, String::new()));
        }
    }
    let Some(exact) = value_of(value) else { return broken };
    if let Some(step) = &attrs.multiple_of
        && let Some(size) = value_of(&step.value)
    {
        let scale = exact.scale.max(size.scale);
        let rest = exact.at(scale).zip(size.at(scale)).and_then(|(value, step)| value.checked_rem(step));
        if rest.is_some_and(|rest| rest != 0) {
            broken.push(Broken::bound(step, String::new()));
        }
    }
    let (all, places) = exact.counts();
    let (max_digits, decimal_places) = (&attrs.max_digits, &attrs.decimal_places);
    let over = |slot: &Option<Keyed<Expr>>, count: usize| limit_of(slot).is_some_and(|limit| count > limit);
    if let Some(bound) = max_digits.as_ref().filter(|_| over(max_digits, all)) {
        broken.push(Broken::bound(bound, format!(": it has {all} digits")));
    } else if let Some(bound) = decimal_places.as_ref().filter(|_| over(decimal_places, places)) {
        broken.push(Broken::bound(bound, format!(": {places} of its digits stand behind the point")));
    } else if let (Some(bound), Some(whole)) = (max_digits, whole_digits(attrs))
        && all - places > whole
    {
        broken.push(Broken::bound(bound, format!(": `decimal_places` leaves {whole} before the point")));
    }
    broken
}

fn limit_of(slot: &Option<Keyed<Expr>>) -> Option<usize> {
    let limit = Number::of(&slot.as_ref()?.value)?.to_int()?;
    usize::try_from(limit).ok()
}

/// How many digits both settings together leave before the point.
fn whole_digits(attrs: &RuleAttrs) -> Option<usize> {
    limit_of(&attrs.max_digits)?.checked_sub(limit_of(&attrs.decimal_places)?)
}

/// Whether bounds, steps and digits leave a decimal.
pub(super) fn check_room(parts: &RuleParts<'_>, errors: &mut Errors) {
    let attrs = parts.attrs;
    if has_room(attrs) != Some(false) {
        return;
    }
    let bounds: Vec<_> = lower(attrs).into_iter().chain(upper(attrs)).collect();
    let others: Vec<_> = [&attrs.multiple_of, &attrs.max_digits, &attrs.decimal_places].into_iter().flatten().collect();
    let named: Vec<String> = bounds.iter().chain(&others).map(|bound| format!("`{}`", bound.key)).collect();
    let problem = format!("no decimal is left for {} by {} together", parts.subject, named.join(", "));
    for bound in bounds.into_iter().chain(others) {
        errors.refuse(&bound.key, &problem, "widen the bounds, or allow more digits");
    }
}

/// `None` where that is not known.
fn has_room(attrs: &RuleAttrs) -> Option<bool> {
    let exact = |slot: Option<&Keyed<Expr>>| match slot {
        Some(bound) => value_of(&bound.value).map(Some),
        None => Some(None),
    };
    let (low, high) = (exact(lower(attrs))?, exact(upper(attrs))?);
    let step = exact(attrs.multiple_of.as_ref())?;
    let places = attrs.decimal_places.as_ref().map(|_| limit_of(&attrs.decimal_places).ok_or(())).transpose().ok()?;
    let most = attrs.max_digits.as_ref().map(|_| limit_of(&attrs.max_digits).ok_or(())).transpose().ok()?;
    if step.is_none() && places.is_none() && most.is_none() {
        return None;
    }
    // Everything in parts of the least unit that is named.
    let places = places.map(u32::try_from).transpose().ok()?;
    let named = [low, high, step].into_iter().flatten().map(|exact| exact.scale);
    let scale = named.chain(places).max()?;
    let unit = |places: u32| Exact { digits: 1, scale: places }.at(scale);
    let grid = match (step, places) {
        (Some(step), Some(places)) => Some(least_common_multiple(step.at(scale)?, unit(places)?)?),
        (Some(step), None) => Some(step.at(scale)?),
        (None, Some(places)) => Some(unit(places)?),
        (None, None) => None,
    };
    // The greatest number of so many digits, all before the point where nothing says how many are behind it.
    let greatest = match most {
        Some(most) => {
            let whole = most - most.min(places.map_or(0, |places| places as usize));
            let whole = Exact { digits: 10_i128.checked_pow(u32::try_from(whole).ok()?)?, scale: 0 };
            Some(whole.at(scale)? - unit(places.unwrap_or(0))?)
        }
        None => None,
    };
    let is = |slot: Option<&Keyed<Expr>>, key: &str| slot.is_some_and(|bound| bound.key == key);
    let (open_low, open_high) = (is(lower(attrs), "gt"), is(upper(attrs), "lt"));
    let at = |exact: Option<Exact>| exact.map(|exact| exact.at(scale).ok_or(())).transpose().ok();
    let (low, high) = (at(low)?, at(high)?);
    if let Some(grid) = grid {
        let low = low.map(|low| low + i128::from(open_low)).into_iter().chain(greatest.map(|most| -most)).max()?;
        let high = high.map(|high| high - i128::from(open_high)).into_iter().chain(greatest).min()?;
        return Some(multiples(grid, low, high, false)? > 0);
    }
    let greatest = greatest?;
    let above = low.is_some_and(|low| low > greatest || (open_low && low == greatest));
    let below = high.is_some_and(|high| high < -greatest || (open_high && high == -greatest));
    Some(!above && !below)
}

fn least_common_multiple(left: i128, right: i128) -> Option<i128> {
    let (mut divisor, mut rest) = (left, right);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (left.checked_div(divisor)?).checked_mul(right)
}

#[cfg(test)]
mod tests {
    use super::{Exact, order_of, value_of};

    fn expr(text: &str) -> syn::Expr {
        syn::parse_str(text).expect("an expression")
    }

    #[test]
    fn decimals_are_read() {
        for (text, digits, scale) in [
            ("1.250", 125, 2),
            ("-3", -3, 0),
            ("10e-1", 1, 0),
            ("Decimal::new(1250, 3)", 125, 2),
            ("rust_decimal::Decimal::from(7)", 7, 0),
            ("dec!(0.05)", 5, 2),
        ] {
            assert_eq!(value_of(&expr(text)), Some(Exact { digits, scale }), "{text}");
        }
        assert_eq!(value_of(&expr("Decimal::new(1, SCALE)")), None);
        assert!(order_of(&expr("0.1"), &expr("dec!(0.10)")).is_some_and(|order| order.is_eq()));
    }

    #[test]
    fn digits_are_counted_as_the_run_time_does() {
        for (text, counts) in [("100", (3, 0)), ("0.05", (2, 2)), ("12.5", (3, 1)), ("0", (1, 0))] {
            assert_eq!(value_of(&expr(text)).map(Exact::counts), Some(counts), "{text}");
        }
    }
}
