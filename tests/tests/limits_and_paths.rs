//! `limits(…)` and `path(…)`, on every way in.

use optimize_core::{Optimized, ParseOptions, Tracked, ValidationError};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

const MOST: usize = 4;

#[derive(Optimized, Debug, PartialEq)]
#[opt(limits(depth = 3, bytes = 200, items = MOST, errors = 2))]
struct Small {
    #[opt(default)]
    list: Vec<u8>,
    #[opt(default)]
    map: BTreeMap<String, Vec<u8>>,
    #[opt(default)]
    any: Value,
}

fn syntax(error: &ValidationError) -> String {
    assert!(error.is_syntax(), "{error}");
    error.errors()[0].message().into_owned()
}

#[test]
fn limits_hold_unless_the_call_says_otherwise() {
    assert!(Small::from_json(r#"{"list": [1, 2, 3, 4]}"#).is_ok());
    let many = r#"{"list": [1, 2, 3, 4, 5]}"#;
    assert_eq!(
        syntax(&Small::from_json(many).unwrap_err()),
        "Invalid JSON: more items than the limit at line 1 column 23"
    );
    assert!(Small::from_json_with(many, &ParseOptions::new().max_items(5)).is_ok());
    let deep = r#"{"any": [[[1]]]}"#;
    assert!(syntax(&Small::from_json(deep).unwrap_err()).contains("recursion limit"));
    assert!(Small::from_json_with(deep, &ParseOptions::new().max_depth(9)).is_ok());
    let long = format!("{{\"list\": [{}1]}}", " ".repeat(200));
    assert!(syntax(&Small::from_json(&long).unwrap_err()).contains("larger than the limit"));
    assert!(Small::from_json_with(&long, &ParseOptions::new().max_bytes(999)).is_ok());
    let wrong = r#"{"list": ["a", "b", "c"]}"#;
    let error = Small::from_json(wrong).unwrap_err();
    assert_eq!((error.errors().len(), error.error_count()), (2, 3));
    assert_eq!(Small::from_json_with(wrong, &ParseOptions::new().max_errors(9)).unwrap_err().errors().len(), 3);
    assert!(Small::from_value(&json!({"list": [1, 2, 3, 4, 5]})).is_err());
}

#[test]
fn items_are_counted_wherever_they_are() {
    for (text, fine) in [
        (r#"{"map": {"a": [1], "b": [2]}}"#, true),
        (r#"{"map": {"a": [1, 2], "b": [2]}}"#, false),
        (r#"{"map": {"a": [1, 2, 3, 4]}}"#, false),
        (r#"{"any": {"a": 1, "b": [1, 2]}}"#, true),
        (r#"{"any": {"a": 1, "b": [1, 2, 3]}}"#, false),
        (r#"{"list": [1, 2], "any": [1, 2]}"#, true),
        (r#"{"list": [1, 2], "any": [1, 2, 3]}"#, false),
        (r#"{"list": [1, 2], "other": [1, 2, 3]}"#, true),
    ] {
        assert_eq!(Small::from_json(text).is_ok(), fine, "{text}");
    }
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "forbid")]
struct Flat<'a> {
    id: u32,
    #[opt(path("user", "names", 0), min_length = 2)]
    name: Cow<'a, str>,
    #[opt(path("user", "address", "city"), default = "?", alias = "town")]
    city: &'a str,
    #[opt(path("tags", 1))]
    second: Option<u8>,
}

type Told = Vec<(String, String)>;

fn told(error: &ValidationError) -> Told {
    error.errors().iter().map(|item| (item.loc().to_string(), item.type_name().to_owned())).collect()
}

#[test]
fn fields_are_read_from_inside_other_values() {
    let text =
        r#"{"tags": [1, 2, 3], "user": {"names": ["Ann", "B"], "address": {"city": "X", "city": "Y"}}, "id": 7}"#;
    let flat = Flat::from_json(text).unwrap();
    assert_eq!(flat, Flat { id: 7, name: "Ann".into(), city: "Y", second: Some(2) });
    assert!(matches!(flat.name, Cow::Borrowed(_)));
    let owned: Owned = serde_json::from_str(text).unwrap();
    assert_eq!(owned, Owned { id: 7, name: "Ann".into(), city: "Y".into() });
    assert_eq!(Owned::from_value(&serde_json::from_str(text).unwrap()).unwrap(), owned);
    // Dumps have the fields' own names, which are read too.
    let dumped = flat.to_json_string().unwrap();
    assert_eq!(dumped, r#"{"id":7,"name":"Ann","city":"Y","second":2}"#);
    assert_eq!(Flat::from_json(&dumped).unwrap(), flat);
    // What ends somewhere else is not there.
    let flat = Flat::from_json(r#"{"user": {"names": ["Ann"], "address": []}, "tags": 3, "id": 7}"#).unwrap();
    assert_eq!((flat.city, flat.second), ("?", None));
}

#[derive(Optimized, Debug, PartialEq)]
struct Owned {
    id: u32,
    #[opt(path("user", "names", 0), min_length = 2)]
    name: String,
    #[opt(path("user", "address", "city"), default = "?")]
    city: String,
}

#[test]
fn errors_stand_at_the_end_of_the_path() {
    for (text, expected) in [
        (r#"{"id": 1}"#, vec![("user.names.0", "missing")]),
        (r#"{"id": 1, "user": {"names": []}}"#, vec![("user.names.0", "missing")]),
        (r#"{"id": 1, "user": 3}"#, vec![("user.names.0", "missing")]),
        (
            r#"{"user": {"names": ["A"], "address": {"city": 5}}, "id": 1}"#,
            vec![("user.names.0", "string_too_short"), ("user.address.city", "string_type")],
        ),
        (r#"{"id": 1, "name": "A"}"#, vec![("name", "string_too_short")]),
    ] {
        let expected: Told = expected.iter().map(|(loc, kind)| ((*loc).to_owned(), (*kind).to_owned())).collect();
        assert_eq!(told(&Owned::from_json(text).unwrap_err()), expected, "{text}");
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(told(&Owned::from_value(&value).unwrap_err()), expected, "{text}");
        assert!(serde_json::from_value::<Owned>(value).is_err());
    }
    let text = r#"{"id": 1, "user": {"names": ["A"]}}"#;
    let error = Owned::from_json(text).unwrap_err();
    assert_eq!(error.errors()[0].offset(), text.find("\"A\""));
}

#[test]
fn what_is_around_a_path_must_be_json_too() {
    for text in [r#"{"id": 1, "user": {"names": ["Ann"], "x": }}"#, r#"{"id": 1, "user": {"names": ["Ann" "B"]}}"#] {
        assert!(Owned::from_json(text).unwrap_err().is_syntax(), "{text}");
    }
    let deep = format!("{{\"user\": {{\"names\": {}{}}}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(Owned::from_json(&deep).unwrap_err().is_syntax());
}

#[test]
fn tracking_and_the_schema_know_paths() {
    let text = r#"{"id": 1, "user": {"names": ["Ann"]}}"#;
    let tracked: Tracked<Owned> = Owned::from_json_tracked(text, &ParseOptions::new()).unwrap();
    let options = optimize_core::DumpOptions::new().exclude_unset();
    assert_eq!(tracked.dump(&options).unwrap(), br#"{"id":1,"name":"Ann"}"#);
    let schema = Flat::json_schema();
    let flat = &schema["$defs"]["Flat"];
    assert_eq!(flat["required"], json!(["id"]));
    assert_eq!(flat["properties"]["user"], true);
    assert_eq!(flat["additionalProperties"], false);
}
