//! What pydantic says of dates, times and durations, in lax and in strict mode. The models are
//! those of `interop/record_pydantic.py`, name by name.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Zoned};
use optimize_tests::outcome::text_difference;
use optimize_tests::recording::Recording;
use optimize_tests::{models, recorded};
use std::time::Duration;

models! {
    Aware { v: Zoned }
    Naive { v: DateTime }
    Day { v: Date }
    Clock { v: Time }
    Delta { v: SignedDuration }
    Span { v: Duration }
    MaybeDay { v: Option<Date> }
    DeltaList { v: Vec<SignedDuration> }
}

const FINER: &str = "pydantic ends at microseconds, ours keeps nanoseconds";
const ZONELESS: &str = "pydantic says of a number that its time is UTC, a civil time has no zone";
const ZONED: &str = "a civil time has no place for an offset";
const NOTHING: &str = "pydantic holds minus zero to be less than zero";

recorded!(Recording {
    deliberate: &[
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
    ],
    // Of a value that was read and then broke a bound pydantic shows the Python object.
    texts: |recorded, ours| {
        let python = recorded["text"].as_str().is_some_and(|text| text.contains("input_value=datetime."));
        if python { None } else { text_difference(recorded, ours) }
    },
    ..Recording::new("pydantic_time.ndjson", parse)
});
