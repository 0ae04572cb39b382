//! Untagged enums: each variant is tried in turn.
//!
//! A try that fails costs no errors: they are gathered only when no variant fits. Where tries stand inside
//! tries, what is known of a place is kept, so that nesting multiplies the work and does not raise it to a
//! power.

use super::parse::Value;
use super::shape::ParseUnion;
use crate::error::LocItem;
use crate::json::{Parser, Stop};
use std::collections::HashMap;

/// What is known of the values inside a try, by their offset and type. `None`: no variant fits.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    /// How many tries there are around the position.
    depth: usize,
    known: Option<HashMap<(usize, &'static str), Option<usize>>>, // made with the first one: a map costs its random keys
}

pub(super) fn parse_untagged<'de, U: ParseUnion<'de>>(parser: &mut Parser<'de>) -> Result<U, Stop> {
    let start = parser.start()?;
    let outer = parser.wrap(start)?;
    let (depth, mode, mark) = (parser.depth, parser.mode, parser.report.mark());
    let key = (start, std::any::type_name::<U>());
    let value = try_variants(parser, key, |parser, index| U::read_variant(index, Value(parser)));
    parser.wraps = outer;
    if !matches!(value, Err(Stop::Invalid)) {
        return value;
    }
    (parser.position, parser.depth, parser.mode) = (start, depth, mode);
    parser.skip_value()?;
    if !parser.report.failed_since(mark) {
        parser.reject(start, U::UNION.tag_not_found());
    }
    value
}

/// Reads the first variant that fits, each try at the parser's position. The key is where and as what.
pub(super) fn try_variants<'de, U: ParseUnion<'de>>(
    parser: &mut Parser<'de>,
    key: (usize, &'static str),
    mut read: impl FnMut(&mut Parser<'de>, usize) -> Result<U, Stop>,
) -> Result<U, Stop> {
    let count = U::UNION.variants.len();
    let inside = parser.attempts.depth > 0;
    let known = if inside { parser.attempts.known.as_ref().and_then(|known| known.get(&key)).copied() } else { None };
    let mark = parser.report.mark();
    let (start, depth, mode) = (parser.position, parser.depth, parser.mode);
    let mut attempt = |parser: &mut Parser<'de>, index: usize| {
        (parser.position, parser.depth, parser.mode) = (start, depth, mode);
        parser.attempts.depth += 1;
        let value = read(parser, index);
        parser.attempts.depth -= 1;
        if parser.attempts.depth == 0 {
            parser.attempts.known = None;
        }
        value
    };
    // First without errors.
    let muted = parser.report.mute(true);
    let candidates = match known {
        Some(Some(index)) => index..index + 1,
        Some(None) => 0..0,
        None => 0..count,
    };
    for index in candidates {
        let value = attempt(parser, index);
        if matches!(value, Err(Stop::Invalid)) {
            continue;
        }
        parser.report.mute(muted);
        parser.report.truncate(mark);
        if inside && value.is_ok() {
            parser.attempts.known.get_or_insert_default().insert(key, Some(index));
        }
        return value;
    }
    parser.report.mute(muted);
    if inside {
        parser.attempts.known.get_or_insert_default().insert(key, None);
    }
    // Then with the errors of every variant, as far as they are wanted.
    parser.report.truncate(mark);
    if !muted && !parser.report.is_full() {
        for index in 0..count {
            let before = parser.report.mark();
            let value = attempt(parser, index);
            if !matches!(value, Err(Stop::Invalid)) {
                parser.report.truncate(mark);
                return value;
            }
            parser.report.prefix(before, &LocItem::from(U::UNION.variants[index].key.name));
        }
    }
    Err(Stop::Invalid)
}
