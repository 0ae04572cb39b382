//! `pattern`: parsed while compiling, by the parser that the engine uses.

use super::bounds::refuse_param;
use super::number::{Number, operand};
use super::possible::{Automaton, Demands};
use super::regex::{Extent, bytes_of, chars_of, has_look_inside, is_anchored, size_of};
use super::rules::{Findings, RuleParts};
use crate::attr::{Keyed, LengthUnit};
use crate::errors::Errors;
use crate::model::Setter;
use crate::simple::{expand_plan, plan_of};
use crate::ty::Kind;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use regex_automata::nfa::thompson::pikevm::PikeVM;
use regex_syntax::ast::ErrorKind;
use regex_syntax::hir::Hir;
use syn::spanned::Spanned as _;
use syn::{Expr, LitStr};

/// Above this many states the engine would refuse to compile the expression.
const MAX_SIZE: u64 = 100_000;

/// Above this many states a pattern is not walked: the walk is a part of every build.
const MOST_WALKED: u64 = 5_000;

/// Checks the expression, and whether it can match within the length bounds.
pub(super) fn check_pattern(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let Some(Keyed { key, value }) = &parts.attrs.pattern else { return };
    match parts.kind {
        Kind::Text | Kind::Unknown => {}
        Kind::Param => refuse_param(key, parts.subject, errors),
        _ => errors.refuse(
            key,
            format_args!("`pattern` on {} needs a string, but the field is {}", parts.subject, parts.kind.describe()),
            "remove `pattern`, or use `check = path` with a function",
        ),
    }
    let mut plan = None;
    match regex_syntax::Parser::new().parse(&value.value()) {
        Ok(hir) => {
            check_size(&hir, value, parts, errors);
            if check_lengths(&hir, value, parts, findings, errors) {
                check_possible(&hir, key, value, parts, errors);
            }
            plan = plan_of(&hir);
        }
        Err(error) => refuse_invalid(&error, value, parts, errors),
    }
    let test = match plan {
        Some(plan) => {
            let test = expand_plan(&plan);
            quote!(#value, |__text| #test)
        }
        None => {
            // The span tells where the engine is missing when the runtime is built without it.
            let regex = quote_spanned!(key.span()=> _opt::LazyRegex);
            let engine = quote_spanned!(key.span()=> _opt::LazyRegex::new(#value));
            quote! {
                #value, |__text| {
                    static REGEX: #regex = #engine;
                    REGEX.is_match(__text)
                }
            }
        }
    };
    findings.setters.push(Setter::call(key.clone(), test));
}

fn refuse_invalid(error: &regex_syntax::Error, value: &LitStr, parts: &RuleParts<'_>, errors: &mut Errors) {
    let source = value.value();
    let (reason, span, help) = match error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), *error.span(), help_for(error.kind())),
        regex_syntax::Error::Translate(error) => (
            error.kind().to_string(),
            *error.span(),
            "see https://docs.rs/regex/latest/regex/#syntax for what is there",
        ),
        _ => (error.to_string(), regex_syntax::ast::Span::splat(start_of_text()), "write a regular expression"),
    };
    let column = source.get(..span.start.offset).map_or(1, |before| before.chars().count() + 1);
    let excerpt: String = source.get(span.start.offset..).unwrap_or_default().chars().take(20).collect();
    let place =
        if excerpt.is_empty() { "at its end".to_owned() } else { format!("at character {column}, `{excerpt}`") };
    errors.refuse(
        value,
        format_args!("`pattern` on {} is no valid regular expression: {reason}, {place}", parts.subject),
        help,
    );
}

fn help_for(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::UnsupportedLookAround => {
            "patterns run in linear time, which look-around (`(?=`, `(?!`, `(?<=`) can not; match the whole text, or use `check = path`"
        }
        ErrorKind::UnsupportedBackreference => {
            "patterns run in linear time, which backreferences (`\\1`) can not; use `check = path`"
        }
        ErrorKind::GroupUnclosed => "close the group with `)`, or write `\\(` for a parenthesis",
        ErrorKind::GroupUnopened => "open the group with `(`, or write `\\)` for a parenthesis",
        ErrorKind::ClassUnclosed => "close the class with `]`, or write `\\[` for a bracket",
        ErrorKind::RepetitionMissing => "put something to repeat before it, or a backslash for the sign itself",
        ErrorKind::EscapeUnrecognized => "a letter behind a backslash has to mean something; remove the backslash",
        _ => "see https://docs.rs/regex/latest/regex/#syntax for what is there",
    }
}

const fn start_of_text() -> regex_syntax::ast::Position {
    regex_syntax::ast::Position { offset: 0, line: 1, column: 1 }
}

fn check_size(hir: &Hir, value: &LitStr, parts: &RuleParts<'_>, errors: &mut Errors) {
    if size_of(hir) > MAX_SIZE {
        errors.refuse(
            value,
            format_args!("`pattern` on {} is too large: its counted repetitions multiply", parts.subject),
            "repeat fewer times, or bound the length with `max_length`",
        );
    }
}

/// Whether the length bounds leave room for a match, as far as its least and greatest lengths tell.
fn check_lengths(
    hir: &Hir,
    value: &LitStr,
    parts: &RuleParts<'_>,
    findings: &mut Findings,
    errors: &mut Errors,
) -> bool {
    let attrs = parts.attrs;
    let subject = parts.subject;
    let in_bytes = attrs.length_unit.as_ref().is_some_and(|unit| unit.value == LengthUnit::Bytes);
    let Some(extent) = (if in_bytes { bytes_of(hir) } else { chars_of(hir) }) else {
        errors.refuse(
            value,
            format_args!("`pattern` on {subject} can match nothing"),
            "remove the empty class, or the pattern",
        );
        return false;
    };
    let mut fine = true;
    let unit = if in_bytes { "bytes" } else { "characters" };
    if let Some((max, limit)) = written(attrs.max_length.as_ref())
        && (extent.min as u128) > limit
    {
        errors.refuse_both(
            value,
            &max.value,
            format_args!(
                "`pattern` on {subject} can match nothing: it takes at least {} {unit}, and `max_length` is {limit}",
                extent.min
            ),
            format_args!("write `max_length = {}` or more", extent.min),
        );
        fine = false;
    }
    if let Some((min, limit)) = written(attrs.min_length.as_ref())
        && let Some(most) = extent.max
        && is_anchored(hir)
        && (most as u128) < limit
    {
        errors.refuse_both(
            value,
            &min.value,
            format_args!(
                "`pattern` on {subject} can match nothing: it takes at most {most} {unit}, and `min_length` is {limit}"
            ),
            format_args!("write `min_length = {most}` or less"),
        );
        fine = false;
    }
    assert_lengths(extent, is_anchored(hir), unit, parts, findings);
    fine
}

/// Leaves to the compiler what the lengths of constants leave of a match.
fn assert_lengths(extent: Extent, anchored: bool, unit: &str, parts: &RuleParts<'_>, findings: &mut Findings) {
    let constant = |slot: &Option<Keyed<Expr>>| {
        slot.as_ref().filter(|bound| Number::of(&bound.value).is_none()).map(|bound| bound.value.clone())
    };
    let Extent { min: least, max: most } = extent;
    if let Some(max) = constant(&parts.attrs.max_length) {
        let message = format!(
            "`pattern` on {} can match nothing: it takes at least {least} {unit}, and `max_length` is less",
            parts.subject
        );
        let limit = operand(&max);
        findings.assert(max.span(), quote!(#limit >= #least), message);
    }
    if let (Some(min), Some(most), true) = (constant(&parts.attrs.min_length), most, anchored) {
        let message = format!(
            "`pattern` on {} can match nothing: it takes at most {most} {unit}, and `min_length` is more",
            parts.subject
        );
        let limit = operand(&min);
        findings.assert(min.span(), quote!(#limit <= #most), message);
    }
}

/// Whether a text can match and keep the other rules, looked at together.
fn check_possible(hir: &Hir, key: &Ident, value: &LitStr, parts: &RuleParts<'_>, errors: &mut Errors) {
    let (attrs, mode) = (parts.attrs, parts.mode);
    let length = |slot| written(slot).and_then(|(_, length)| usize::try_from(length).ok());
    let (min, max) = (length(attrs.min_length.as_ref()), length(attrs.max_length.as_ref()));
    let bytes = attrs.length_unit.as_ref().is_some_and(|unit| unit.value == LengthUnit::Bytes);
    let none = Demands { bytes, ..Demands::default() };
    let lengths = Demands { min: min.unwrap_or(0), max, ..none };
    let all = Demands {
        ascii: attrs.ascii.is_some(),
        lowercase: mode.lowercase,
        uppercase: mode.uppercase,
        trim: mode.trim,
        ..lengths
    };
    // Where nothing but the lengths is asked for, a pattern with an open end was looked at already.
    let plain = all == none || (all == lengths && !is_anchored(hir));
    if (plain && !has_look_inside(hir)) || size_of(hir) > MOST_WALKED {
        return;
    }
    let Some(automaton) = Automaton::of(hir) else { return };
    if automaton.fits(all) {
        return;
    }
    if !automaton.fits(none) {
        errors.refuse(
            value,
            format_args!(
                "`{key}` on {} can match nothing: a `^` stands behind text, or a `$` before it",
                parts.subject
            ),
            "put `^` at the start and `$` at the end, or write `\\^` and `\\$` for the signs themselves",
        );
        return;
    }
    // What is to blame alone, where something is.
    let rule = |slot: &Option<Keyed<()>>| slot.as_ref().map(|slot| slot.key.to_token_stream());
    let rules: Vec<(&str, Demands, Option<TokenStream>)> = vec![
        ("ascii", Demands { ascii: all.ascii, ..none }, rule(&attrs.ascii)),
        ("lowercase", Demands { lowercase: all.lowercase, ..none }, rule(&attrs.lowercase)),
        ("uppercase", Demands { uppercase: all.uppercase, ..none }, rule(&attrs.uppercase)),
        ("trim", Demands { trim: all.trim, ..none }, rule(&attrs.trim)),
    ];
    let alone = rules.into_iter().find(|(_, demands, _)| !automaton.fits(*demands));
    let (named, places): (String, Vec<TokenStream>) = match alone {
        Some((name, _, place)) => (format!("`{name}`"), place.into_iter().collect()),
        None => {
            let given: Vec<_> = attrs.min_length.iter().chain(&attrs.max_length).collect();
            let named: Vec<String> = given.iter().map(|bound| format!("`{}`", bound.key)).collect();
            let named = if named.is_empty() { "the other rules".to_owned() } else { named.join(" and ") };
            (named, given.into_iter().map(|bound| bound.value.to_token_stream()).collect())
        }
    };
    let problem = format!("`{key}` on {} can match nothing that keeps {named}", parts.subject);
    for place in [value.to_token_stream()].into_iter().chain(places) {
        errors.refuse(place, &problem, format_args!("change the pattern, or {named}"));
    }
}

/// Whether a text contains a match. `None` where the expression is none.
pub(super) fn matches(source: &str, text: &str) -> Option<bool> {
    let hir = regex_syntax::Parser::new().parse(source).ok()?;
    if size_of(&hir) > MAX_SIZE {
        return None;
    }
    let regex = PikeVM::builder().build(source).ok()?;
    Some(regex.is_match(&mut regex.create_cache(), text))
}

/// A length that is written out.
fn written(bound: Option<&Keyed<Expr>>) -> Option<(&Keyed<Expr>, u128)> {
    let bound = bound?;
    let length = Number::of(&bound.value)?.to_int()?;
    u128::try_from(length).ok().map(|length| (bound, length))
}
