//! How many different values there are, against lengths that ask for more of them: of a set, of a map's keys, of a
//! list whose items are `unique`.

use super::number::Number;
use super::range::int_range;
use super::rules::{RuleParts, inside_of};
use super::step::multiples;
use crate::attr::{Keyed, RuleAttrs, Slot, lower, upper};
use crate::errors::Errors;
use crate::ty::{Kind, array_length, is_option};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::Type;

/// Checks `min_length`, or the length of an array, against what there is.
pub(super) fn check_cardinality(parts: &RuleParts<'_>, errors: &mut Errors) {
    let attrs = parts.attrs;
    let unique = attrs.unique.as_ref().map(|unique| &unique.key);
    match (parts.kind, unique) {
        (Kind::Set(item), _) => check_least(&attrs.items, item, "item", parts, errors),
        (Kind::Map(key, _), _) => check_least(&attrs.keys, key, "key", parts, errors),
        (Kind::List(item), Some(_)) => check_least(&attrs.items, item, "item", parts, errors),
        (Kind::Array(item), Some(unique)) => check_array(unique, item, parts, errors),
        _ => {}
    }
}

fn check_least(slot: &Slot<Box<RuleAttrs>>, ty: &Type, noun: &str, parts: &RuleParts<'_>, errors: &mut Errors) {
    let Some(Keyed { value: least, .. }) = &parts.attrs.min_length else { return };
    let Some(wanted) = Number::of(least).and_then(Number::to_int) else { return };
    let Some((count, place)) = count(slot, ty, parts) else { return };
    if wanted > count {
        errors.refuse_both(
            least,
            place,
            format_args!(
                "`min_length = {wanted}` on {} can not be met: its {noun}s all differ, and there are only {count} to choose from",
                parts.subject
            ),
            format_args!("write `min_length = {count}` or less"),
        );
    }
}

fn check_array(unique: &Ident, item: &Type, parts: &RuleParts<'_>, errors: &mut Errors) {
    let Some(length) = parts.ty.and_then(array_length) else { return };
    let Some((count, place)) = count(&parts.attrs.items, item, parts) else { return };
    if length as i128 > count {
        errors.refuse_both(
            unique,
            place,
            format_args!(
                "`unique` on {} can not be met: it holds {length} items, and there are only {count} to choose from",
                parts.subject
            ),
            "remove `unique`, or give the items more values",
        );
    }
}

/// How many different values there are, and what says so. `None` where they are many, or not known.
fn count(slot: &Slot<Box<RuleAttrs>>, ty: &Type, parts: &RuleParts<'_>) -> Option<(i128, TokenStream)> {
    let mut found = None;
    inside_of(slot, Some(ty), parts, |inner| {
        found = count_of(inner)
            .map(|(count, place)| (count + i128::from(is_option(ty)), place.unwrap_or_else(|| ty.to_token_stream())));
    });
    found
}

fn count_of(parts: &RuleParts<'_>) -> Option<(i128, Option<TokenStream>)> {
    let attrs = parts.attrs;
    if let Some(Keyed { key, value: members }) = &attrs.one_of {
        return Some((members.len() as i128, Some(key.to_token_stream())));
    }
    match parts.kind {
        Kind::Bool => Some((2, None)),
        kind @ (Kind::Int(int) | Kind::NonZero(int)) => {
            let (lower, upper) = (lower(attrs), upper(attrs));
            let step = match &attrs.multiple_of {
                Some(step) => Number::of(&step.value)?.to_int().filter(|step| *step > 0)?,
                None => 1,
            };
            let (low, high) = int_range(int, lower, upper)?;
            let place = lower.or(upper).or(attrs.multiple_of.as_ref());
            let place = place.map(|bound| bound.key.to_token_stream());
            Some((multiples(step, low, high?, matches!(kind, Kind::NonZero(_)))?.max(0), place))
        }
        _ => None,
    }
}
