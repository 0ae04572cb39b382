//! Unknown keys: ignored, forbidden, kept.

use optimize_core::{DumpOptions, Optimized};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

#[derive(Optimized, Debug, PartialEq)]
struct Ignore {
    known: u8,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "forbid", computed(double))]
struct Forbid {
    known: u8,
}

impl Forbid {
    fn double(&self) -> u16 {
        u16::from(self.known) * 2
    }
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "allow", computed(double))]
struct Allow {
    known: u8,
    #[opt(extra)]
    rest: Map<String, Value>,
    last: Option<u8>,
}

impl Allow {
    fn double(&self) -> u16 {
        u16::from(self.known) * 2
    }
}

#[test]
fn ignored_keys_are_still_json() {
    assert_eq!(
        Ignore::from_json(r#"{"a":[{"b":null}],"known":1,"c":"x"}"#).expect("unknown keys"),
        Ignore { known: 1 }
    );
    let error = Ignore::from_json(r#"{"a":[01],"known":1}"#).expect_err("no JSON");
    assert!(error.is_syntax());
}

#[test]
fn forbidden_keys_are_each_an_error_behind_those_of_the_fields() {
    let error = Forbid::from_json(r#"{"b":1,"double":9,"known":"x","a":{"c":2}}"#).expect_err("three errors");
    assert_eq!(
        error.to_value(),
        json!([
            { "type": "int_type", "loc": ["known"], "msg": "Input should be a valid integer", "input": "x" },
            { "type": "extra_forbidden", "loc": ["b"], "msg": "Extra inputs are not permitted", "input": 1 },
            { "type": "extra_forbidden", "loc": ["a"], "msg": "Extra inputs are not permitted", "input": { "c": 2 } },
        ])
    );
    let own = Forbid { known: 4 }.to_json().expect("a dump");
    assert_eq!(own, br#"{"known":4,"double":8}"#);
    assert_eq!(Forbid::from_json(&own).expect("its own dump can be read"), Forbid { known: 4 });
}

#[test]
fn kept_keys_come_back_behind_the_fields() {
    let read = Allow::from_json(r#"{"z":{"y":1.50},"known":1,"a":null,"double":7}"#).expect("unknown keys are kept");
    assert_eq!(
        read.rest.iter().map(|(key, value)| (key.as_str(), value.clone())).collect::<Vec<_>>(),
        [("z", json!({ "y": 1.5 })), ("a", Value::Null)]
    );
    assert_eq!(read.to_json_string().expect("a dump"), r#"{"known":1,"last":null,"z":{"y":1.5},"a":null,"double":2}"#);
    let indented = read.dump(&DumpOptions::new().indent(1).exclude(["z.y", "double", "last"])).expect("a dump");
    assert_eq!(String::from_utf8_lossy(&indented), "{\n \"known\": 1,\n \"z\": {},\n \"a\": null\n}");
}

#[test]
fn the_last_of_equal_unknown_keys_counts() {
    let read = Allow::from_json(r#"{"known":1,"a":1,"a":2}"#).expect("twice the same key");
    assert_eq!(read.rest["a"], 2);
    let error = Numbers::from_json(r#"{"a":"x","a":2,"b":true,"b":"y"}"#).expect_err("the last `b` is wrong");
    let places: Vec<_> = error.errors().iter().map(|item| (item.loc().to_string(), item.input())).collect();
    assert_eq!(places, [("b".to_owned(), Some(json!("y")))]);
}

#[test]
fn errors_in_kept_keys_read_alike_through_serde() {
    let text = r#"{"a":{"known":-1},"b":{"known":1},"c":"x","b":{"known":"y"}}"#;
    let ours = Others::from_json(text).expect_err("three are wrong").to_string();
    let text = text.replace("\"x\"", "{\"known\":-2}").replace("\"y\"", "-3");
    let serde = serde_json::from_str::<Others>(&text).expect_err("three are wrong");
    assert!(ours.contains("\na.known\n") && ours.contains("\nb.known\n") && ours.contains("\nc\n"), "{ours}");
    let serde = serde.to_string();
    assert!(["\na.known\n", "\nb.known\n", "\nc.known\n"].iter().all(|place| serde.contains(place)), "{serde}");
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "allow")]
struct Others {
    #[opt(extra)]
    others: BTreeMap<String, Bounded>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Bounded {
    #[opt(ge = 0)]
    known: i8,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "allow")]
struct Numbers {
    #[opt(extra)]
    numbers: BTreeMap<String, u8>,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "allow")]
struct Models {
    id: u8,
    #[opt(extra)]
    others: HashMap<String, Ignore>,
}

#[test]
fn kept_values_can_have_any_type() {
    let read = Models::from_json(r#"{"a":{"known":1},"id":2}"#).expect("models");
    assert_eq!(read.others["a"], Ignore { known: 1 });
    assert_eq!(read.to_json_string().expect("a dump"), r#"{"id":2,"a":{"known":1}}"#);
    let error = Models::from_json(r#"{"a":{"known":-1},"id":300,"b":7}"#).expect_err("three errors");
    let places: Vec<_> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(places, ["id", "a.known", "b"]);
}

#[test]
fn kept_keys_count_in_the_fingerprint_but_not_their_order() {
    let read = |text: &str| Allow::from_json(text).expect("unknown keys are kept").fingerprint();
    assert_eq!(read(r#"{"known":1,"a":1,"b":2}"#), read(r#"{"b":2,"known":1,"a":1}"#));
    assert_ne!(read(r#"{"known":1,"a":1}"#), read(r#"{"known":1,"a":2}"#));
    assert_ne!(read(r#"{"known":1,"a":1}"#), read(r#"{"known":1}"#));
}

#[test]
fn serde_keeps_them_too() {
    let read: Allow = serde_json::from_str(r#"{"z":1,"known":1,"double":3}"#).expect("unknown keys are kept");
    assert_eq!(read.rest["z"], 1);
    assert_eq!(serde_json::to_string(&read).expect("a dump"), r#"{"known":1,"last":null,"z":1,"double":2}"#);
    let error = serde_json::from_str::<Forbid>(r#"{"known":1,"a":1}"#).expect_err("forbidden").to_string();
    assert!(error.contains("Extra inputs are not permitted"), "{error}");
}

#[derive(Optimized, Debug)]
struct Generic<T> {
    id: u8,
    #[opt(flatten)]
    rest: Option<BTreeMap<String, Vec<T>>>,
}

#[test]
fn a_generic_map_keeps_keys() {
    let text = r#"{"id":1,"a":["x"],"b":[]}"#;
    let read = Generic::<String>::from_json(text).expect("unknown keys are kept");
    assert_eq!(read.rest.as_ref().map(BTreeMap::len), Some(2));
    assert_eq!(read.to_json_string().expect("a dump"), text);
    let error = Generic::<u8>::from_json(text).expect_err("no number");
    assert_eq!(error.errors()[0].loc().to_string(), "a.0");
}
