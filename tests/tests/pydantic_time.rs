//! What pydantic says of dates, times and durations, in lax and in strict mode. The models are
//! those of `interop/record_pydantic.py`, name by name.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Zoned};
use optimize_core::{Optimized, ParseOptions};
use optimize_tests::data;
use optimize_tests::outcome::{Outcome, assert_none, context_difference, difference, dumped, text_difference};
use serde_json::Value;
use std::time::Duration;

macro_rules! models {
    ($($name:ident: $type:ty)*) => {
        $(
            #[derive(Optimized, Debug)]
            struct $name {
                v: $type,
            }
        )*

        fn parse(field: &str, input: &str, options: &ParseOptions) -> Outcome {
            match field {
                $(stringify!($name) => dumped($name::from_json_with(input, options)),)*
                other => panic!("no model `{other}`"),
            }
        }
    };
}

models! {
    Aware: Zoned
    Naive: DateTime
    Day: Date
    Clock: Time
    Delta: SignedDuration
    Span: Duration
    MaybeDay: Option<Date>
    DeltaList: Vec<SignedDuration>
}

const FINER: &str = "pydantic ends at microseconds, ours keeps nanoseconds";
const ZONELESS: &str = "pydantic says of a number that its time is UTC, a civil time has no zone";
const ZONED: &str = "a civil time has no place for an offset";
const NOTHING: &str = "pydantic holds minus zero to be less than zero";

/// Where ours differs from pydantic on purpose: field, input, and why.
const DELIBERATE: &[(&str, &str, &str)] = &[
    ("Clock", r#"{"v":3600}"#, ZONELESS),
    ("Clock", r#"{"v":3600.5}"#, ZONELESS),
    ("Clock", r#"{"v":86399}"#, ZONELESS),
    ("Clock", r#"{"v":86399.5}"#, ZONELESS),
    ("Clock", r#"{"v":-0.0}"#, ZONELESS),
    ("Clock", r#"{"v":0}"#, ZONELESS),
    ("Clock", r#"{"v":0.0000005}"#, ZONELESS),
    ("Clock", r#"{"v":"03:04:05Z"}"#, ZONED),
    ("Clock", r#"{"v":"03:04:05+01:00"}"#, ZONED),
    ("Clock", r#"{"v":"03:04:05.1234567"}"#, FINER),
    ("Aware", r#"{"v":"2024-01-02T03:04:05.1234567Z"}"#, FINER),
    ("Delta", r#"{"v":"PT0.0000001S"}"#, FINER),
    ("Delta", r#"{"v":"PT1.123456789S"}"#, FINER),
    ("Delta", r#"{"v":"P0.000000001D"}"#, FINER),
    ("Delta", r#"{"v":"26:03:04.1234567"}"#, FINER),
    ("Span", r#"{"v":"-PT0S"}"#, NOTHING),
];

/// Compares all rows in both modes by one of the comparisons.
fn check(compare: impl Fn(&Value, &Outcome) -> Option<String>) {
    let rows = data::rows("pydantic_time.ndjson");
    let mut differences = Vec::new();
    for row in &rows {
        let (field, input) = (data::text(row, "field"), data::text(row, "input"));
        for (mode, options) in [("lax", ParseOptions::new().coerce()), ("strict", ParseOptions::new())] {
            let mut ours = parse(field, input, &options);
            if let Ok(model) = &mut ours {
                *model = model["v"].take();
            }
            let Some(text) = compare(&row[mode], &ours) else { continue };
            if !DELIBERATE.iter().any(|(f, i, _)| (*f, *i) == (field, input)) {
                differences.push(format!("{field} {input} {mode}: {text}"));
            }
        }
    }
    assert_none("times", rows.len() * 2, &differences);
}

#[test]
fn verdicts_values_and_errors_are_pydantics() {
    check(difference);
}

#[test]
fn every_deliberate_difference_is_one() {
    let rows = data::rows("pydantic_time.ndjson");
    for (field, input, why) in DELIBERATE {
        let row = rows.iter().find(|row| row["field"] == *field && row["input"] == *input);
        let row = row.unwrap_or_else(|| panic!("{field} {input} is not recorded"));
        let mut ours = parse(field, input, &ParseOptions::new().coerce());
        if let Ok(model) = &mut ours {
            *model = model["v"].take();
        }
        assert!(difference(&row["lax"], &ours).is_some(), "{field} {input} is no difference any more: {why}");
    }
}

#[test]
fn contexts_and_inputs_are_pydantics() {
    check(context_difference);
}

#[test]
fn texts_are_pydantics() {
    check(|recorded, ours| {
        // Of a value that was read and then broke a bound pydantic shows the Python object.
        let python = recorded["text"].as_str().is_some_and(|text| text.contains("input_value=datetime."));
        if python { None } else { text_difference(recorded, ours) }
    });
}
