//! Enums with data, and maps that may be absent, among the fields of a model. What serde writes and reads with
//! the same types is the measure.

use optimize_core::{DumpOptions, Optimized, OptimizedOwned, ParseOptions};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

/// The same type with this crate's derive and with serde's.
macro_rules! both {
    ($(#[opt($($opt:tt)*)] #[serde($($serde:tt)*)] enum $name:ident { $($body:tt)* })*) => {
        mod ours {
            use super::*;
            $(#[derive(Optimized, Debug, Clone, PartialEq)] #[opt($($opt)*)] pub(crate) enum $name { $($body)* })*
        }
        mod theirs {
            use super::*;
            $(#[derive(Serialize, Deserialize, Debug, PartialEq)] #[serde($($serde)*)] pub(crate) enum $name { $($body)* })*
        }
    };
}

both! {
    #[opt(tag = "kind", rename_all = "lowercase")]
    #[serde(tag = "kind", rename_all = "lowercase")]
    enum Internal { Circle { radius: f64 }, Box { width: u32, height: Option<u32> }, Empty }

    #[opt(tag = "t", content = "c", rename_all = "lowercase")]
    #[serde(tag = "t", content = "c", rename_all = "lowercase")]
    enum Adjacent { Circle { radius: f64 }, Pair(u8, String), One(Vec<u8>), Empty }

    #[opt(rename_all = "lowercase")]
    #[serde(rename_all = "lowercase")]
    enum External { Circle { radius: f64 }, Pair(u8, String), One(Vec<u8>) }

    #[opt(untagged)]
    #[serde(untagged)]
    enum Untagged { Circle { radius: f64 }, Box { width: u32, height: Option<u32> } }
}

#[derive(Optimized, Debug, PartialEq)]
struct Ours<T> {
    id: u32,
    #[opt(flatten)]
    shape: T,
    name: Option<String>,
}

/// Without `derive(Optimized)`, which has serde's traits too.
mod serde_side {
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize, Debug, PartialEq)]
    pub(crate) struct Theirs<T> {
        pub(crate) id: u32,
        #[serde(flatten)]
        pub(crate) shape: T,
        pub(crate) name: Option<String>,
    }
}
use serde_side::Theirs;

/// Both read the text or refuse it, and both write it the same.
fn as_serde<O, T>(text: &str, fine: bool)
where
    Ours<O>: OptimizedOwned + PartialEq + Debug + Serialize + serde::de::DeserializeOwned,
    Theirs<T>: Serialize + serde::de::DeserializeOwned + Debug,
{
    let theirs = serde_json::from_str::<Theirs<T>>(text);
    assert_eq!(theirs.is_ok(), fine, "serde: {text}: {theirs:?}");
    let ours = Ours::<O>::from_json(text);
    assert_eq!(ours.is_ok(), fine, "{text}: {ours:?}");
    let through_serde = serde_json::from_str::<Ours<O>>(text);
    assert_eq!(through_serde.is_ok(), fine, "through serde: {text}: {through_serde:?}");
    let (Ok(theirs), Ok(ours)) = (theirs, ours) else { return };
    let written = serde_json::to_string(&theirs).expect("serde writes it");
    assert_eq!(ours.to_json_string().expect("written"), written);
    assert_eq!(serde_json::to_string(&ours).expect("serde writes it"), written);
    assert_eq!(through_serde.expect("read"), ours);
    assert_eq!(Ours::<O>::from_json(&written).expect("read back"), ours);
    let packed = rmp_serde::to_vec(&ours).expect("MessagePack writes it");
    assert_eq!(rmp_serde::from_slice::<Ours<O>>(&packed).unwrap_or_else(|error| panic!("{text}: {error}")), ours);
    let named = rmp_serde::to_vec_named(&ours).expect("MessagePack writes it");
    assert_eq!(rmp_serde::from_slice::<Ours<O>>(&named).unwrap_or_else(|error| panic!("{text}: {error}")), ours);
    let pretty = ours.dump(&DumpOptions::new().indent(2)).expect("written");
    assert_eq!(Ours::<O>::from_json(&pretty).expect("read back"), ours);
    assert!(ours.validate().is_ok());
    let mut slot = Some(Ours::<O>::from_json(&written).expect("read"));
    assert_eq!(*Ours::<O>::from_json_into(text, &mut slot).expect("read over"), ours);
    let schema = Ours::<O>::json_schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&serde_json::from_str(text).expect("JSON")), "{text}: {schema}");
}

#[test]
fn internally_tagged() {
    type Check = fn(&str, bool);
    let check: Check = as_serde::<ours::Internal, theirs::Internal>;
    check(r#"{"id":1,"kind":"circle","radius":0.5,"name":null}"#, true);
    check(r#"{"radius":0.5,"name":"n","kind":"circle","id":1}"#, true);
    check(r#"{ "id" : 1 , "kind" : "box" , "width" : 3 }"#, true);
    check(r#"{"height":4,"id":1,"width":3,"kind":"box","unknown":[{"kind":"circle"}]}"#, true);
    check(r#"{"kind":"empty","id":7}"#, true);
    check(r#"{"kind":"empty","id":7,"radius":"ignored"}"#, true);
    check(r#"{"kind":"circle","id":7}"#, false);
    check(r#"{"kind":"triangle","id":7}"#, false);
    check(r#"{"id":7,"radius":0.5}"#, false);
    check(r#"{"kind":"circle","radius":"x","id":7}"#, false);
}

#[test]
fn adjacently_tagged() {
    let check = as_serde::<ours::Adjacent, theirs::Adjacent>;
    check(r#"{"id":1,"t":"circle","c":{"radius":0.5},"name":null}"#, true);
    check(r#"{"c":[1,"x"],"id":1,"t":"pair"}"#, true);
    check(r#"{"c":[1,2],"id":1,"t":"one"}"#, true);
    check(r#"{"id":1,"t":"empty"}"#, true);
    check(r#"{"id":1,"t":"one"}"#, false);
    check(r#"{"id":1,"c":[1]}"#, false);
    check(r#"{"id":1,"t":"one","c":["x"]}"#, false);
}

#[test]
fn externally_tagged() {
    let check = as_serde::<ours::External, theirs::External>;
    check(r#"{"id":1,"circle":{"radius":0.5},"name":null}"#, true);
    check(r#"{"pair":[1,"x"],"id":1}"#, true);
    check(r#"{"one":[1,2],"id":1}"#, true);
    check(r#"{"id":1}"#, false);
    check(r#"{"id":1,"one":["x"]}"#, false);
    check(r#"{"id":1,"triangle":[1]}"#, false);
}

#[test]
fn untagged() {
    let check = as_serde::<ours::Untagged, theirs::Untagged>;
    check(r#"{"id":1,"radius":0.5,"name":null}"#, true);
    check(r#"{"height":2,"width":1,"id":1}"#, true);
    check(r#"{"id":1,"height":2}"#, false);
    check(r#"{"id":1,"radius":"x"}"#, false);
}

fn problems<T: OptimizedOwned + Debug>(text: &str) -> Vec<(String, String)> {
    let error = T::from_json(text).expect_err(text);
    error.errors().iter().map(|item| (item.type_name().to_owned(), item.loc().to_string())).collect()
}

fn found(kind: &str, loc: &str) -> (String, String) {
    (kind.to_owned(), loc.to_owned())
}

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(tag = "kind", rename_all = "lowercase", check = Self::not_flat)]
enum Form {
    Circle {
        #[opt(gt = 0.0, alias = "r")]
        radius: f64,
    },
    Box {
        #[opt(ge = 1)]
        width: u32,
        #[opt(default = 9)]
        height: u32,
        #[opt(flatten)]
        material: Material,
    },
    Sized(Size),
}

impl Form {
    fn not_flat(&self) -> Result<(), &'static str> {
        if matches!(self, Self::Box { height: 0, .. }) { Err("flat") } else { Ok(()) }
    }
}

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Size {
    size: u8,
}

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Rest {
    #[opt(flatten)]
    values: BTreeMap<String, u8>,
}

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(tag = "material")]
enum Material {
    Wood { age: u8 },
    Steel,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "forbid")]
struct Strict {
    id: u8,
    #[opt(flatten)]
    form: Form,
    #[opt(max_length = 3)]
    last: String,
}

#[test]
fn every_problem_with_its_path() {
    let fine = r#"{"id":1,"kind":"box","width":2,"height":3,"material":"Wood","age":4,"last":"x"}"#;
    let strict = Strict::from_json(fine).expect("fine");
    assert_eq!(strict.to_json_string().expect("written"), fine);
    assert_eq!(
        Strict::from_json(r#"{"last":"x","age":4,"height":3,"id":1,"material":"Wood","width":2,"kind":"box"}"#)
            .expect("any order"),
        strict
    );
    assert_eq!(
        problems::<Strict>(r#"{"id":"x","kind":"box","width":0,"material":"Wood","last":"abcd","x":1,"radius":1}"#),
        [
            found("int_type", "id"),
            found("string_too_long", "last"),
            found("greater_than_equal", "box.width"),
            found("missing", "box.Wood.age"),
            found("extra_forbidden", "box.radius"),
            found("extra_forbidden", "x"),
        ]
    );
    assert_eq!(problems::<Strict>(r#"{"id":1,"last":"x"}"#), [found("union_tag_not_found", "")]);
    assert_eq!(problems::<Strict>(r#"{"kind":"oval","id":1,"last":"x"}"#), [found("union_tag_invalid", "")]);
    let flat = fine.replace("\"height\":3", "\"height\":0");
    assert_eq!(problems::<Strict>(&flat), [found("value_error", "box")]);
    let mut invalid = strict;
    invalid.form = Form::Circle { radius: 0.0 };
    let error = invalid.validate().expect_err("no circle");
    assert_eq!(error.errors()[0].loc().to_string(), "circle.radius");
    invalid.form = Form::Sized(Size { size: 1 });
    assert_eq!(invalid.to_json_string().expect("written"), r#"{"id":1,"kind":"sized","size":1,"last":"x"}"#);
    assert_eq!(
        Strict::from_json(r#"{"kind":"circle","r":1,"id":1,"last":"x"}"#).expect("an alias").form,
        Form::Circle { radius: 1.0 }
    );
    let position =
        Strict::from_json("{\"id\":1,\n \"kind\":\"circle\",\n  \"radius\":-1,\"last\":\"x\"}").expect_err("too small");
    let at = position.errors()[0].position().expect("known");
    assert_eq!((at.line, at.column), (3, 12));
    let twice =
        Strict::from_json(r#"{"kind":"circle","radius":0,"radius":7,"id":1,"last":"x"}"#).expect("the last counts");
    assert_eq!(twice.form, Form::Circle { radius: 7.0 });
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "forbid")]
struct Caught {
    id: u8,
    #[opt(flatten)]
    caught: Catching,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(tag = "kind", rename_all = "lowercase")]
enum Catching {
    One {
        one: u8,
    },
    Any {
        #[opt(flatten)]
        rest: Rest,
    },
}

#[test]
fn a_variant_can_take_what_is_left_over() {
    let any = r#"{"id":1,"kind":"any","a":1,"b":2}"#;
    let caught = Caught::from_json(any).expect("what is left over");
    assert_eq!(caught.caught, Catching::Any { rest: Rest { values: [("a".into(), 1), ("b".into(), 2)].into() } });
    assert_eq!(caught.to_json_string().expect("written"), any);
    assert_eq!(serde_json::from_str::<Caught>(any).expect("through serde"), caught);
    assert_eq!(problems::<Caught>(r#"{"id":1,"kind":"any","a":"x"}"#), [found("int_type", "any.a")]);
    assert_eq!(problems::<Caught>(r#"{"id":1,"kind":"one","one":1,"a":1}"#), [found("extra_forbidden", "one.a")]);
    let by_name = caught.dump(&DumpOptions::new().by_name()).expect("written");
    assert_eq!(String::from_utf8(by_name).expect("text"), any);
}

#[derive(Optimized, Debug, PartialEq)]
struct Open {
    id: u8,
    #[opt(flatten)]
    shape: Option<ours::Internal>,
    #[opt(flatten)]
    other: Box<ours::Adjacent>,
    #[opt(flatten)]
    rest: Map<String, Value>,
}

#[test]
fn beside_maps_and_in_options() {
    let text = r#"{"id":1,"t":"one","c":[1],"x":[1],"y":null}"#;
    let open = Open::from_json(text).expect("fine");
    assert_eq!((&open.shape, open.rest.len()), (&None, 2));
    assert_eq!(open.to_json_string().expect("written"), text);
    assert_eq!(serde_json::from_str::<Open>(text).expect("through serde"), open);
    let text = r#"{"id":1,"kind":"box","width":2,"height":null,"t":"empty","x":0}"#;
    let full = Open::from_json(text).expect("fine");
    assert_eq!(full.shape, Some(ours::Internal::Box { width: 2, height: None }));
    assert_eq!(full.rest, *json!({ "x": 0 }).as_object().expect("an object"));
    assert_eq!(full.to_json_string().expect("written"), text);
    assert_eq!(serde_json::from_str::<Open>(text).expect("through serde"), full);
    assert_ne!(open.fingerprint(), full.fingerprint());
    assert_eq!(problems::<Open>(r#"{"id":1,"width":2,"t":"empty"}"#), [found("union_tag_not_found", "")]);
    let schema = Open::json_schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for (value, valid) in [
        (json!({ "id": 1, "t": "empty" }), true),
        (json!({ "id": 1, "t": "empty", "kind": "circle", "radius": 1 }), true),
        (json!({ "id": 1, "t": "empty", "kind": "circle" }), false),
        (json!({ "id": 1, "t": "empty", "radius": 1 }), false),
        (json!({ "id": 1 }), false),
    ] {
        assert_eq!(validator.is_valid(&value), valid, "{value}: {schema}");
        assert_eq!(Open::from_json(&value.to_string()).is_ok(), valid, "{value}");
    }
}

#[test]
fn schemas_of_strict_models() {
    let schema = Strict::json_schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for (value, valid) in [
        (json!({ "id": 1, "kind": "circle", "radius": 1, "last": "x" }), true),
        (json!({ "id": 1, "kind": "circle", "radius": 1, "last": "x", "y": 1 }), false),
        (json!({ "id": 1, "kind": "sized", "size": 1, "last": "x" }), true),
        (json!({ "id": 1, "kind": "sized", "size": 1, "radius": 1, "last": "x" }), false),
        (json!({ "id": 1, "kind": "box", "width": 1, "material": "Wood", "age": 1, "last": "x" }), true),
        (json!({ "id": 1, "kind": "box", "width": 1, "material": "Wood", "last": "x" }), false),
        (json!({ "id": 1, "kind": "box", "width": 1, "material": "Steel", "age": 1, "last": "x" }), false),
    ] {
        assert_eq!(validator.is_valid(&value), valid, "{value}: {schema}");
        assert_eq!(Strict::from_json(&value.to_string()).is_ok(), valid, "{value}");
    }
}

#[test]
fn dumps_follow_the_options() {
    let text = r#"{"id":1,"kind":"box","width":2,"material":"Steel","last":"x"}"#;
    let tracked = Strict::from_json_tracked(text, &ParseOptions::new()).expect("fine");
    assert!(tracked.is_set("width") && tracked.is_set("last") && !tracked.is_set("height"));
    let unset = tracked.dump(&DumpOptions::new().exclude_unset()).expect("written");
    assert_eq!(String::from_utf8(unset).expect("text"), text);
    let some = tracked.dump(&DumpOptions::new().include(["width", "last"])).expect("written");
    assert_eq!(some, br#"{"width":2,"last":"x"}"#);
    let some = tracked.dump(&DumpOptions::new().exclude(["kind", "height", "material"])).expect("written");
    assert_eq!(some, br#"{"id":1,"width":2,"last":"x"}"#);
    let defaults = tracked.dump(&DumpOptions::new().exclude_defaults()).expect("written");
    assert_eq!(String::from_utf8(defaults).expect("text"), text);
    let open = Open::from_json(r#"{"id":1,"kind":"box","width":2,"t":"circle","c":{"radius":1}}"#).expect("fine");
    let some = open.dump(&DumpOptions::new().exclude_none().exclude(["c.radius"])).expect("written");
    assert_eq!(String::from_utf8(some).expect("text"), r#"{"id":1,"kind":"box","width":2,"t":"circle","c":{}}"#);
    let masked = open.dump(&DumpOptions::new().include(optimize_core::mask!(Open: id, kind, width))).expect("written");
    assert_eq!(masked, br#"{"id":1,"kind":"box","width":2}"#);
}

#[derive(Optimized, Debug, PartialEq)]
struct Borrowed<'a> {
    id: u8,
    #[opt(flatten)]
    word: Word<'a>,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(tag = "kind")]
enum Word<'a> {
    Lent { text: &'a str },
    Nested { inner: Vec<Word<'a>> },
}

#[test]
fn borrowed_and_nested() {
    let text = r#"{"id":1,"kind":"Lent","text":"abc"}"#;
    assert_eq!(Borrowed::from_json(text).expect("lent"), Borrowed { id: 1, word: Word::Lent { text: "abc" } });
    assert_eq!(serde_json::from_str::<Borrowed<'_>>(text).expect("lent").word, Word::Lent { text: "abc" });
    let late = r#"{"inner":[{"kind":"Lent","text":"a"}],"id":1,"kind":"Nested"}"#;
    let nested = Borrowed::from_json(late).expect("late tag");
    assert_eq!(nested.word, Word::Nested { inner: vec![Word::Lent { text: "a" }] });
    assert!(Borrowed::from_json(&late[..late.len() - 4]).is_err());
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(tag = "event")]
enum Event {
    Made {
        by: String,
        #[opt(flatten)]
        shape: ours::Internal,
    },
    Gone,
}

#[test]
fn in_variants_in_every_format() {
    let text = r#"{"event":"Made","by":"me","kind":"circle","radius":1.5}"#;
    let event = Event::from_json(text).expect("fine");
    assert_eq!(event, Event::Made { by: "me".into(), shape: ours::Internal::Circle { radius: 1.5 } });
    assert_eq!(event.to_json_string().expect("written"), text);
    assert_eq!(serde_json::from_str::<Event>(text).expect("through serde"), event);
    let packed = rmp_serde::to_vec(&event).expect("packed");
    assert_eq!(rmp_serde::from_slice::<Event>(&packed).expect("unpacked"), event);
    let packed = rmp_serde::to_vec(&Event::Gone).expect("packed");
    assert_eq!(rmp_serde::from_slice::<Event>(&packed).expect("unpacked"), Event::Gone);
}

#[derive(Optimized, Debug, PartialEq)]
struct Left {
    id: u8,
    #[opt(flatten)]
    rest: Option<HashMap<String, u8>>,
}

#[derive(Optimized, Debug, PartialEq)]
struct LeftValues {
    id: u8,
    #[opt(flatten)]
    rest: Option<Map<String, Value>>,
}

#[test]
fn maps_in_options() {
    let left = Left::from_json(r#"{"id":1,"a":2}"#).expect("fine");
    assert_eq!(left.rest, Some([("a".to_owned(), 2)].into()));
    assert_eq!(left.to_json_string().expect("written"), r#"{"id":1,"a":2}"#);
    let none = Left::from_json(r#"{"id":1}"#).expect("fine");
    assert_eq!(none, Left { id: 1, rest: None });
    assert_eq!(none.to_json_string().expect("written"), r#"{"id":1}"#);
    assert_eq!(serde_json::from_str::<Left>(r#"{"id":1,"a":2}"#).expect("through serde"), left);
    assert_eq!(problems::<Left>(r#"{"id":1,"a":"x"}"#), [found("int_type", "a")]);
    let values = LeftValues::from_json(r#"{"id":1,"a":[]}"#).expect("fine");
    assert_eq!(values.rest.map(|rest| rest.len()), Some(1));
}
