//! What pydantic says of documents that are no JSON, or nearly are: as any value, as a model, and as
//! a model that skips every key. The models are those of `interop/record_pydantic.py`.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use optimize_core::Optimized;
use optimize_tests::data;
use optimize_tests::outcome::{Outcome, assert_none, context_difference, difference, dumped, text_difference};
use serde_json::Value;

#[derive(Optimized, Debug)]
struct Doc {
    id: i64,
    name: String,
    tags: Vec<String>,
    ok: bool,
    f: f64,
    n: Option<i64>,
}

#[derive(Optimized, Debug)]
struct Skip {
    #[opt(default = 0)]
    absent: i64,
}

const CONSTANT: &str =
    "`NaN` and the infinities are no JSON: only number fields read them, and an N or I begins nothing else";
const FINITE: &str = "serde_json's numbers are 64-bit integers and finite floats";
const UTF8: &str =
    "the first byte that is no UTF-8 is reported where it is; pydantic reports the string's end, or its last escape";

/// Where ours differs from pydantic on purpose: the input, bytes that are no UTF-8 as U+FFFD, and why.
const DELIBERATE: &[(&str, &str)] = &[
    ("NULL", CONSTANT),
    ("None", CONSTANT),
    ("Na", CONSTANT),
    ("NaN", CONSTANT),
    ("Inf", CONSTANT),
    ("Infinit", CONSTANT),
    ("Infinity", CONSTANT),
    ("-Infinit", CONSTANT),
    ("-Infinity", CONSTANT),
    ("[NaN]", CONSTANT),
    (r#"{"f":NaN}"#, CONSTANT),
    (r#"{"f":Infinity}"#, CONSTANT),
    (r#"{"f":-Infinity}"#, CONSTANT),
    (r#"{"id":NaN}"#, CONSTANT),
    (r#"{"x":NaN}"#, CONSTANT),
    (r#"{"x":NaN,"#, CONSTANT),
    ("1e400", FINITE),
    ("-1e400", FINITE),
    ("\"\u{fffd}", UTF8),
    ("{\"id\":12,\"name\":\"a\\u00e9\\n\u{fffd}", UTF8),
];

fn document(row: &Value) -> Vec<u8> {
    match row.get("input_base64").and_then(Value::as_str) {
        Some(text) => BASE64_STANDARD.decode(text).expect("recorded base64"),
        None => data::text(row, "input").as_bytes().to_vec(),
    }
}

/// The longest integer that Python reads.
const MAX_DIGITS: usize = 4300;

/// Whether a document is one of the deliberate differences. Every string that has U+FFFD after the
/// escapes of `name` in the long document counts as one: its bytes are no UTF-8, each in another way.
fn is_deliberate(shown: &str) -> bool {
    // An integer that Python's memory holds, and no 64 bits: `FINITE` again.
    if shown.len() == MAX_DIGITS && shown.bytes().all(|byte| byte == b'9') {
        return true;
    }
    DELIBERATE
        .iter()
        .any(|(input, why)| *input == shown || (*why == UTF8 && input.len() > 9 && shown.starts_with(input)))
}

fn check(targets: &[&str], compare: impl Fn(&Value, &Outcome) -> Option<String>) {
    let rows = data::rows("pydantic_json_errors.ndjson");
    let mut differences = Vec::new();
    for row in &rows {
        let document = document(row);
        let shown = String::from_utf8_lossy(&document);
        let outcomes = [
            ("any", optimize_core::from_json::<Value>(&document)),
            ("doc", dumped(Doc::from_json(&document))),
            ("skip", dumped(Skip::from_json(&document))),
        ];
        for (target, ours) in outcomes.iter().filter(|(target, _)| targets.contains(target)) {
            // A value that is recorded as `null` was too large to be recorded: the verdict counts.
            if row[target].get("ok") == Some(&Value::Null) && ours.is_ok() {
                continue;
            }
            if is_deliberate(&shown) {
                continue;
            }
            differences.extend(compare(&row[target], ours).map(|text| format!("{shown:.90?} as {target}: {text}")));
        }
    }
    assert_none("documents", rows.len() * targets.len(), &differences);
}

#[test]
fn verdicts_values_and_errors_are_pydantics() {
    check(&["any", "doc", "skip"], difference);
}

#[test]
fn every_deliberate_difference_is_one() {
    let rows = data::rows("pydantic_json_errors.ndjson");
    for (input, why) in DELIBERATE {
        let differs = rows
            .iter()
            .filter(|row| String::from_utf8_lossy(&document(row)) == *input)
            .any(|row| difference(&row["any"], &optimize_core::from_json::<Value>(&document(row))).is_some());
        assert!(differs, "{input:?} is no difference any more: {why}");
    }
}

#[test]
fn contexts_are_pydantics() {
    check(&["any", "doc", "skip"], context_difference);
}

#[test]
fn texts_are_pydantics() {
    // What has no model has no title either.
    check(&["doc", "skip"], text_difference);
}
