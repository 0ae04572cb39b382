//! Untagged enums: each variant is tried in turn.
//!
//! A try that fails costs no errors: they are gathered only when no variant fits. Where tries stand inside
//! tries, what is known of a place is kept, so that nesting multiplies the work and does not raise it to a
//! power.

use super::parse::Value;
use super::shape::ParseUnion;
use crate::error::LocItem;
use crate::json::{Parser, Stop};
use crate::mode::Mode;
use std::collections::HashMap;

/// Where a value is, as what type it is read, and whether it may be converted.
type Place = (usize, &'static str, bool);

/// What is known of the values inside a try: the variant, and whether it fits without a conversion. `None`: no variant
/// fits.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    /// How many tries there are around the position.
    depth: usize,
    known: Option<HashMap<Place, Option<(usize, bool)>>>, // made with the first one: a map costs its random keys
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
    let key = (key.0, key.1, parser.mode.coerces());
    let inside = parser.attempts.depth > 0;
    let known = if inside { parser.attempts.known.as_ref().and_then(|known| known.get(&key)).copied() } else { None };
    let mark = parser.report.mark();
    let (start, depth, mode) = (parser.position, parser.depth, parser.mode);
    let mut attempt = |parser: &mut Parser<'de>, index: usize, exact: bool| {
        (parser.position, parser.depth) = (start, depth);
        parser.mode = if exact { mode.without(Mode::COERCE) } else { mode };
        let call = parser.coerce;
        if exact {
            parser.coerce = Some(false);
        }
        parser.attempts.depth += 1;
        let value = read(parser, index);
        parser.attempts.depth -= 1;
        parser.coerce = call;
        if parser.attempts.depth == 0 {
            parser.attempts.known = None;
        }
        value
    };
    // First without errors; where values may be converted, first without that too: of an integer and a string the
    // string takes `"1"`, whichever is named first.
    let muted = parser.report.mute(true);
    let (candidates, exact) = match known {
        Some(Some((index, exact))) => (index..index + 1, exact),
        Some(None) => (0..0, false),
        None => (0..count, mode.coerces()),
    };
    let exactly = exact.then(|| candidates.clone().map(|index| (index, true)));
    let converted = (!exact || known.is_none()).then(|| candidates.map(|index| (index, false)));
    for (index, exact) in exactly.into_iter().flatten().chain(converted.into_iter().flatten()) {
        let value = attempt(parser, index, exact);
        if matches!(value, Err(Stop::Invalid)) {
            continue;
        }
        parser.report.mute(muted);
        parser.report.truncate(mark);
        if inside && value.is_ok() {
            parser.attempts.known.get_or_insert_default().insert(key, Some((index, exact)));
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
            let value = attempt(parser, index, false);
            if !matches!(value, Err(Stop::Invalid)) {
                parser.report.truncate(mark);
                return value;
            }
            parser.report.prefix(before, &LocItem::from(U::UNION.variants[index].key.name));
        }
    }
    Err(Stop::Invalid)
}
