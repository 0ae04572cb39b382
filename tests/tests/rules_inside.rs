//! Rules of what is inside containers, membership, uniqueness, letters, and bounds of times: on every
//! way in.

use jiff::civil::{Date, date};
use jiff::{Timestamp, Zoned};
use optimize_core::{Optimized, ValidationError};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::NonZeroU8;
use std::time::Duration;

type Tags = Vec<String>;

const SHORTEST: Duration = Duration::from_secs(1);

#[derive(Optimized, Debug, Default, PartialEq)]
struct Inside {
    #[opt(default, items(min_length = 2, lowercase))]
    tags: Vec<String>,
    #[opt(default, items(max_length = 2, items(ge = 0, one_of(1, 2, 3))))]
    grid: Vec<Vec<i32>>,
    #[opt(default, keys(pattern = "^[a-z]+$", trim), values(items(le = 9)), max_length = 2)]
    map: BTreeMap<String, Vec<u8>>,
    #[opt(default, items(max_length = 3))]
    alias: Tags,
    #[opt(default, items(ascii))]
    maybe: Option<Vec<Option<String>>>,
    #[opt(default, items(multiple_of = 2))]
    set: BTreeSet<u8>,
    #[opt(default = [1.0, 2.0], items(gt = 0.0), unique)]
    pair: [f64; 2],
    #[opt(default, unique)]
    words: Vec<Box<str>>,
    #[opt(default, one_of("a", "it's"))]
    letter: Option<String>,
    #[opt(default, one_of(1.5, 2))]
    half: Option<f32>,
    #[opt(default, one_of(1, 2), ge = 1)]
    small: Option<NonZeroU8>,
    #[opt(default, le = 340282366920938463463374607431768211454)]
    wide: u128,
    #[opt(default, ascii, uppercase, max_length = 3)]
    code: String,
    #[opt(default, keys(ge = 10))]
    numbered: HashMap<u32, bool>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Times {
    #[opt(default, ge = SHORTEST, lt = Duration::from_secs(60))]
    wait: Option<Duration>,
    #[opt(default, ge = date(2020, 1, 1), past)]
    day: Option<Date>,
    #[opt(default, future)]
    at: Option<Timestamp>,
    #[opt(default, gt = Timestamp::UNIX_EPOCH)]
    zoned: Option<Zoned>,
    #[opt(default, items(past))]
    days: Vec<Date>,
}

/// Place, type and message of each error.
fn told(error: &ValidationError) -> Vec<(String, String, String)> {
    let items = error.errors().iter();
    items.map(|item| (item.loc().to_string(), item.type_name().to_owned(), item.message().into_owned())).collect()
}

/// Reads a value on every way, which must agree; errors as JSON reading gives them.
fn read<T: optimize_core::OptimizedOwned + std::fmt::Debug + PartialEq + serde::de::DeserializeOwned>(
    value: &Value,
) -> Result<T, ValidationError> {
    let text = value.to_string();
    let read = T::from_json(&text);
    let through_value = T::from_value(value);
    let through_serde = serde_json::from_str::<T>(&text);
    match &read {
        Ok(read) => {
            assert_eq!(read, &through_value.expect("a value is read as its text is"));
            assert_eq!(read, &through_serde.expect("serde reads what is read"));
            read.validate().expect("what was read is valid");
        }
        Err(error) => {
            assert_eq!(told(error), told(&through_value.expect_err("a value is refused as its text is")));
            let refusal = through_serde.expect_err("serde refuses what is refused").to_string();
            for (_, _, message) in told(error) {
                assert!(refusal.contains(&message), "{refusal} does not say {message}");
            }
        }
    }
    read
}

#[test]
fn what_is_fine_is_read() {
    let value = json!({
        "tags": ["AB", "été"], "grid": [[1, 2], [3]], "map": {" a ": [9]}, "alias": ["abc"], "maybe": [null, "a"],
        "set": [2, 4], "pair": [1.0, 2.0], "words": ["a", "b"], "letter": "it's", "half": 2.0, "small": 2,
        "wide": 7, "code": "abc", "numbered": {"10": true}
    });
    let inside = read::<Inside>(&value).unwrap();
    assert_eq!(inside.tags, ["ab", "été"]);
    assert_eq!(inside.map.keys().collect::<Vec<_>>(), ["a"]);
    assert_eq!(inside.code, "ABC");
}

#[test]
fn what_is_not_is_refused_where_it_is() {
    for (value, loc, kind, message) in [
        (json!({"tags": ["ab", "a"]}), "tags.1", "string_too_short", "String should have at least 2 characters"),
        (
            json!({"grid": [[1, 2, 3]]}),
            "grid.0",
            "too_long",
            "List should have at most 2 items after validation, not 3",
        ),
        (json!({"grid": [[1], [4]]}), "grid.1.0", "literal_error", "Input should be 1, 2 or 3"),
        (json!({"grid": [[-1]]}), "grid.0.0", "greater_than_equal", "Input should be greater than or equal to 0"),
        (json!({"map": {"A": []}}), "map.A.[key]", "string_pattern_mismatch", "String should match pattern '^[a-z]+$'"),
        (json!({"map": {"a": [1, 10]}}), "map.a.1", "less_than_equal", "Input should be less than or equal to 9"),
        (json!({"alias": ["abcd"]}), "alias.0", "string_too_long", "String should have at most 3 characters"),
        (json!({"maybe": [null, "é"]}), "maybe.1", "string_not_ascii", "String should contain only ASCII characters"),
        (json!({"set": [2, 3]}), "set.1", "multiple_of", "Input should be a multiple of 2"),
        (json!({"pair": [1.0, 0.0]}), "pair.1", "greater_than", "Input should be greater than 0"),
        (
            json!({"pair": [1.0, 1.0]}),
            "pair",
            "unique_list",
            "List should have no item twice, but item 1 repeats item 0",
        ),
        (
            json!({"words": ["a", "b", "a"]}),
            "words",
            "unique_list",
            "List should have no item twice, but item 2 repeats item 0",
        ),
        (json!({"letter": "b"}), "letter", "literal_error", "Input should be 'a' or \"it's\""),
        (json!({"half": 2.5}), "half", "literal_error", "Input should be 1.5 or 2"),
        (json!({"small": 3}), "small", "literal_error", "Input should be 1 or 2"),
        (json!({"code": "é"}), "code", "string_not_ascii", "String should contain only ASCII characters"),
        (json!({"code": "abcd"}), "code", "string_too_long", "String should have at most 3 characters"),
        (
            json!({"numbered": {"9": true}}),
            "numbered.9.[key]",
            "greater_than_equal",
            "Input should be greater than or equal to 10",
        ),
    ] {
        let error = read::<Inside>(&value).expect_err("refused");
        assert_eq!(told(&error), [(loc.to_owned(), kind.to_owned(), message.to_owned())], "{value}");
    }
    let error = Inside::from_json("{\"wide\": 340282366920938463463374607431768211455}").unwrap_err();
    assert_eq!(error.errors()[0].type_name(), "less_than_equal");
}

#[test]
fn values_made_in_rust_are_checked() {
    let inside = Inside {
        tags: vec!["a".into()],
        words: vec!["a".into(), "a".into()],
        letter: Some("b".into()),
        pair: [1.0, 2.0],
        ..Inside::default()
    };
    let error = inside.validate().expect_err("refused");
    let places: Vec<String> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(places, ["tags.0", "words", "letter"]);
}

#[test]
fn times_have_bounds() {
    let fine =
        json!({"wait": "PT1S", "day": "2020-01-01", "at": "2999-01-01T00:00:00Z", "zoned": "1970-01-01T00:00:01Z"});
    assert!(read::<Times>(&fine).is_ok());
    for (value, kind, message) in [
        (json!({"wait": "PT0.5S"}), "greater_than_equal", "Input should be greater than or equal to 1 second"),
        (json!({"wait": "PT1M"}), "less_than", "Input should be less than 1 minute"),
        (json!({"day": "2019-12-31"}), "greater_than_equal", "Input should be greater than or equal to 2020-01-01"),
        (json!({"day": "2999-01-01"}), "date_past", "Date should be in the past"),
        (json!({"at": "2020-01-01T00:00:00Z"}), "datetime_future", "Input should be in the future"),
        (
            json!({"zoned": "1970-01-01T01:00:00+01:00"}),
            "greater_than",
            "Input should be greater than 1970-01-01T00:00:00Z",
        ),
        (json!({"days": ["2999-01-01"]}), "date_past", "Date should be in the past"),
    ] {
        let error = read::<Times>(&value).expect_err("refused");
        assert_eq!(told(&error)[0].1, kind, "{value}");
        assert_eq!(told(&error)[0].2, message, "{value}");
    }
}

#[test]
fn the_schema_says_it() {
    let schema = Inside::json_schema();
    let properties = &schema["$defs"]["Inside"]["properties"];
    assert_eq!(properties["tags"]["items"]["minLength"], 2);
    assert_eq!(properties["grid"]["items"]["items"]["enum"], json!([1, 2, 3]));
    assert_eq!(properties["map"]["propertyNames"], json!({"pattern": "^[a-z]+$"}));
    assert_eq!(properties["map"]["additionalProperties"]["items"]["maximum"], 9);
    assert_eq!(properties["words"]["uniqueItems"], true);
    assert_eq!(properties["letter"]["anyOf"][0]["enum"], json!(["a", "it's"]));
    assert!(properties["numbered"].get("propertyNames").is_none());
}

#[test]
fn a_long_list_is_compared_in_linear_time() {
    let words: Vec<String> = (0..200_000).map(|number| number.to_string()).collect();
    let inside = read::<Inside>(&json!({ "words": words })).unwrap();
    assert_eq!(inside.words.len(), 200_000);
}

#[derive(Optimized, Debug, PartialEq)]
struct Letters {
    #[opt(one_of('a', '\''), default = 'a')]
    one: char,
    #[opt(default, items(one_of('x', 'é')))]
    many: Vec<char>,
    #[opt(default, keys(one_of('k')))]
    keyed: BTreeMap<char, Option<char>>,
}

#[test]
fn characters_are_one_of() {
    let letters = Letters::from_json(r#"{"many":["é"],"keyed":{"k":null}}"#).expect("fine");
    assert_eq!(letters.one, 'a');
    let wrong = r#"{"one":"b","many":["x","y"],"keyed":{"l":"m"}}"#;
    let error = Letters::from_json(wrong).expect_err("three");
    let found: Vec<_> = error.errors().iter().map(|item| format!("{}: {}", item.loc(), item.message())).collect();
    let expected = [
        "one: Input should be 'a' or \"'\"",
        "many.1: Input should be 'x' or 'é'",
        "keyed.l.[key]: Input should be 'k'",
    ];
    assert_eq!(found, expected);
    assert!(serde_json::from_str::<Letters>(wrong).is_err());
    assert_eq!(Letters { one: 'c', ..letters }.validate().expect_err("one").errors().len(), 1);
    assert_eq!(Letters::json_schema()["$defs"]["Letters"]["properties"]["one"]["enum"], json!(["a", "'"]));
}
