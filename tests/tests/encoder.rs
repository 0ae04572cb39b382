//! Paths, dates and durations as a Python encoder writes them: `str(path)`, `isoformat()`,
//! `total_seconds()`.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Zoned};
use optimize_core::{Optimized, ParseOptions};
use optimize_tests::data;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Optimized, Debug, PartialEq)]
struct Held<T> {
    v: T,
}

/// Reads a value, strictly or not, and writes it.
fn written<T: optimize_core::Field + optimize_core::ParseFieldOwned>(value: &Value, coerce: bool) -> Value {
    let options = if coerce { ParseOptions::new().coerce() } else { ParseOptions::new().strict() };
    let input = json!({ "v": value }).to_string();
    let held = Held::<T>::from_json_with(&input, &options).unwrap_or_else(|error| panic!("{error}"));
    let text = held.to_json_string().unwrap();
    let again = Held::<T>::from_json(&text).unwrap();
    assert_eq!(again.to_json_string().unwrap(), text);
    assert_eq!(again.fingerprint(), held.fingerprint());
    held.to_value().unwrap()["v"].take()
}

#[test]
fn every_value_is_read_and_written_in_pydantics_form() {
    let mut seen = Vec::new();
    for row in data::rows("encoder.ndjson") {
        let kind = data::text(&row, "kind");
        let found = match kind {
            "path" => written::<PathBuf>(&row["text"], false),
            "datetime" => written::<Zoned>(&row["text"], false),
            "datetime_naive" => written::<DateTime>(&row["text"], false),
            "timedelta_seconds" => written::<SignedDuration>(&row["value"], true),
            other => panic!("no test for `{other}`"),
        };
        seen.push((kind.to_owned(), found));
    }
    let expected = [
        ("datetime", "2024-01-02T03:04:05.678901Z"),
        ("datetime", "2024-01-02T03:04:05+05:30"),
        ("datetime_naive", "1999-12-31T23:59:59"),
        ("timedelta_seconds", "P1DT2.000003S"),
        ("timedelta_seconds", "-PT0.5S"),
        ("path", "/videos/a b/\u{fc}.mp4"),
    ];
    let expected: Vec<_> = expected.iter().map(|(kind, text)| ((*kind).to_owned(), json!(text))).collect();
    assert_eq!(seen, expected);
}
