//! What pydantic says of 55 good and bad videos, in lax and in strict mode.

use optimize_core::{Optimized, ParseOptions};
use optimize_tests::outcome::{self, difference, dumped};
use optimize_tests::video::VideoData;
use optimize_tests::{data, outcome::Outcome};
use serde_json::Value;

/// The one deliberate difference: a computed field's key in the input is known and ignored, so that
/// a model that forbids unknown keys reads its own dump. Pydantic refuses it as `extra_forbidden`.
const COMPUTED_KEY_IN_INPUT: &str = r#"{"video_id": "v", "title": "t", "duration": 1.5, "duration_minutes": 3}"#;

fn check(mode: &str, options: &ParseOptions) {
    let rows = data::rows("validation.ndjson");
    let mut exceptions = 0;
    let mut differences = Vec::new();
    for row in &rows {
        let input = data::text(row, "input");
        let ours: Outcome = dumped(VideoData::from_json_with(input, options));
        if input == COMPUTED_KEY_IN_INPUT {
            exceptions += 1;
            assert_eq!(row[mode]["errors"][0]["type"], "extra_forbidden");
            let video = ours.expect("a computed key is ignored");
            assert_eq!(video["duration_minutes"], Value::from(1.5 / 60.0));
            continue;
        }
        differences.extend(difference(&row[mode], &ours).map(|text| format!("{input}\n  {text}")));
    }
    assert_eq!(exceptions, 1);
    outcome::assert_none(mode, rows.len(), &differences);
}

#[test]
fn lax_verdicts_are_pydantics() {
    check("lax", &ParseOptions::new().coerce());
}

#[test]
fn strict_verdicts_are_pydantics() {
    check("strict", &ParseOptions::new());
    check("strict", &ParseOptions::new().strict());
}
