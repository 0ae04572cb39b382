//! Models made in Rust: builders, setters that validate, conversions from other structs.

use optimize_core::{Optimized, ValidationError};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(builder, validate_assignment, from(Row), check = Self::ordered)]
struct Clip {
    /// The key.
    #[opt(min_length = 1)]
    id: String,
    start: f64,
    #[opt(default = 10.0)]
    end: f64,
    #[opt(max_length = 3)]
    title: Option<String>,
    #[opt(frozen)]
    r#type: u8,
}

impl Clip {
    fn ordered(&self) -> Result<(), &'static str> {
        if self.start <= self.end { Ok(()) } else { Err("start is behind end") }
    }
}

struct Row {
    id: &'static str,
    start: f32,
    end: f64,
    title: Option<String>,
    r#type: u8,
}

fn problems(error: &ValidationError) -> Vec<String> {
    error.errors().iter().map(|item| format!("{} {}", item.type_name(), item.loc())).collect()
}

#[test]
fn a_builder_validates() {
    let clip = Clip::builder().id("a").start(1.0).r#type(3).title("abc").build().expect("all is there");
    assert_eq!(clip, Clip { id: "a".into(), start: 1.0, end: 10.0, title: Some("abc".into()), r#type: 3 });
    let error = Clip::builder().title("abc").build().expect_err("three are missing");
    assert_eq!(problems(&error), ["missing id", "missing start", "missing type"]);
    let error = Clip::builder().id("").start(1.0).r#type(3).title("abcd").build().expect_err("two rules");
    assert_eq!(problems(&error), ["string_too_short id", "string_too_long title"]);
    let error = Clip::builder().id("a").start(11.0).r#type(3).build().expect_err("the whole");
    assert_eq!(problems(&error), ["value_error "]);
}

#[test]
fn assignments_validate() {
    let mut clip = Clip::builder().id("a").start(1.0).r#type(3).build().expect("fine");
    let before = clip.clone();
    assert_eq!(problems(&clip.set_id(String::new()).expect_err("empty")), ["string_too_short id"]);
    assert_eq!(problems(&clip.set_start(11.0).expect_err("behind the end")), ["value_error "]);
    assert_eq!(clip, before, "a refused value changes nothing");
    clip.set_start(2.0).expect("before the end");
    clip.set_title(Some("x".into())).expect("short");
    assert_eq!((clip.start, clip.title.as_deref()), (2.0, Some("x")));
}

#[test]
fn other_structs_convert() {
    let row = |id, start| Row { id, start, end: 3.0, title: None, r#type: 1 };
    assert_eq!(Clip::try_from(row("a", 1.5)).expect("fine").start, 1.5);
    assert_eq!(problems(&Clip::try_from(row("", 1.5)).expect_err("empty")), ["string_too_short id"]);
    assert_eq!(problems(&Clip::try_from(row("a", 4.0)).expect_err("the whole")), ["value_error "]);
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(builder, extra = "allow")]
struct Generic<'a, T: Clone> {
    name: &'a str,
    items: Vec<T>,
    #[opt(extra)]
    rest: Map<String, Value>,
}

#[test]
fn generic_builders() {
    let name = String::from("n");
    let made = Generic::<u8>::builder().name(&name).items(vec![1]).rest(Map::new()).build().expect("fine");
    assert_eq!(made.to_json_string().expect("written"), r#"{"name":"n","items":[1]}"#);
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(builder, validate_assignment, from(Raw), check = Self::named)]
struct Normal<'a> {
    #[opt(trim, lowercase, max_length = 3)]
    name: String,
    #[opt(trim, uppercase)]
    maybe: Option<Cow<'a, str>>,
    #[opt(trim)]
    lent: &'a str,
    #[opt(items(trim, min_length = 1), unique)]
    list: Vec<String>,
    #[opt(lowercase)]
    set: BTreeSet<Box<str>>,
    #[opt(keys(trim), values(items(uppercase)))]
    map: HashMap<String, [Arc<str>; 2]>,
    #[opt(lowercase)]
    pair: (String, u8),
    #[opt(after = double, default)]
    count: u32,
}

impl Normal<'_> {
    fn named(&self) -> Result<(), &'static str> {
        if self.name.is_empty() { Err("no name") } else { Ok(()) }
    }
}

fn double(value: u32) -> Result<u32, String> {
    value.checked_mul(2).ok_or_else(|| "too much".to_owned())
}

struct Raw {
    name: &'static str,
    maybe: Option<Cow<'static, str>>,
    lent: &'static str,
    list: Vec<String>,
    set: BTreeSet<Box<str>>,
    map: HashMap<String, [Arc<str>; 2]>,
    pair: (String, u8),
    count: u8,
}

fn raw() -> Raw {
    Raw {
        name: " AB ",
        maybe: Some(" x ".into()),
        lent: " y ",
        list: vec![" a ".into(), "b".into()],
        set: ["A".into(), "a".into(), "B".into()].into(),
        map: [(" k ".to_owned(), ["v".into(), "w".into()])].into(),
        pair: ("P".into(), 1),
        count: 4,
    }
}

/// What the same values are when they are read.
const READ: &str = r#"{"name":" AB ","maybe":" x ","lent":" y ","list":[" a ","b"],"set":["A","a","B"],"map":{" k ":["v","w"]},"pair":["P",1],"count":4}"#;

#[test]
fn what_is_given_is_normalised_as_what_is_read() {
    let read = Normal::from_json(READ).expect("fine");
    assert_eq!((read.name.as_str(), read.maybe.as_deref(), read.lent, read.count), ("ab", Some("X"), "y", 8));
    let Raw { name, maybe, lent, list, set, map, pair, .. } = raw();
    let builder = Normal::builder().name(name).lent(lent).list(list.clone()).set(set.clone()).map(map.clone());
    let built = builder.maybe(maybe.clone().expect("some")).pair(pair.clone()).count(4).build().expect("fine");
    assert_eq!(built, read);
    assert_eq!(Normal::try_from(raw()).expect("fine"), read);
    let mut assigned =
        Normal::from_json(r#"{"name":"q","lent":"","list":[],"set":[],"map":{},"pair":["",1]}"#).expect("fine");
    assigned.set_name(name.to_owned()).expect("fine");
    assigned.set_maybe(maybe).expect("fine");
    assigned.set_lent(lent).expect("fine");
    assigned.set_list(list).expect("fine");
    assigned.set_set(set).expect("fine");
    assigned.set_map(map).expect("fine");
    assigned.set_pair(pair).expect("fine");
    assigned.set_count(4).expect("fine");
    assert_eq!(assigned, read);
}

#[test]
fn what_breaks_a_rule_once_it_is_normalised_is_refused() {
    let wrong = Raw { name: " abcd ", list: vec!["a".into(), " a ".into(), "  ".into()], count: 4, ..raw() };
    let expected = ["string_too_long name", "string_too_short list.2", "unique_list list"];
    assert_eq!(problems(&Normal::try_from(wrong).expect_err("two")), expected);
    let builder = Normal::builder().list(vec!["  ".into()]).name(" ").count(u32::MAX).lent("").set(BTreeSet::new());
    let error = builder.map(HashMap::new()).build().expect_err("three");
    assert_eq!(problems(&error), ["string_too_short list.0", "missing pair", "value_error count"]);
    let mut read = Normal::from_json(READ).expect("fine");
    assert_eq!(problems(&read.set_list(vec!["a".into(), " a".into()]).expect_err("twice")), ["unique_list list"]);
    assert_eq!(problems(&read.set_name("  ".into()).expect_err("the whole")), ["value_error "]);
    assert_eq!((read.list.len(), read.name.as_str()), (2, "ab"), "a refused value changes nothing");
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(builder, validate_assignment, from(RawId))]
struct Seen {
    #[opt(before = with_prefix, min_length = 4)]
    id: String,
    #[opt(secret, max_length = 2)]
    key: String,
}

struct RawId {
    id: String,
    key: &'static str,
}

fn with_prefix(value: Value) -> Result<Value, String> {
    match value.as_str() {
        Some("") => Err("nothing to see".to_owned()),
        Some(text) if !text.starts_with("id-") => Ok(format!("id-{text}").into()),
        _ => Ok(value),
    }
}

#[test]
fn a_validator_sees_what_is_given_before_its_type() {
    let mut seen = Seen::builder().id("a").key("k").build().expect("fine");
    assert_eq!(seen.id, "id-a");
    seen.set_id("b".into()).expect("fine");
    assert_eq!(seen.id, "id-b");
    assert_eq!(Seen::try_from(RawId { id: "id-c".into(), key: "k" }).expect("fine").id, "id-c");
    assert_eq!(problems(&seen.set_id(String::new()).expect_err("the validator")), ["value_error id"]);
    assert_eq!(problems(&seen.set_id("id-".into()).expect_err("the length")), ["string_too_short id"]);
    let error = seen.set_key("hunter2".into()).expect_err("too long");
    assert!(!format!("{error:#} {error:?} {:?}", error.errors()).contains("hunter2"), "a secret is not shown");
}

/// The values of its unknown keys have rules of their own.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Small(#[opt(le = 3)] u8);

/// Its fields are called as the locals that the derive may have.
#[derive(Optimized, Debug, PartialEq)]
#[opt(builder, from(Source))]
struct Locals {
    made: u8,
    other: u8,
    extra: u8,
    error: u8,
    #[opt(flatten)]
    rest: BTreeMap<String, Small>,
}

struct Source {
    made: u8,
    other: u8,
    extra: u8,
    error: u8,
    rest: BTreeMap<String, Small>,
}

#[test]
fn unknown_keys_are_converted_and_checked_too() {
    let rest = |value| BTreeMap::from([("z".to_owned(), Small(value))]);
    let source = |value| Source { made: 1, other: 2, extra: 3, error: 4, rest: rest(value) };
    let whole = Locals::try_from(source(3)).expect("fine");
    assert_eq!(whole.to_json_string().expect("JSON"), r#"{"made":1,"other":2,"extra":3,"error":4,"z":3}"#);
    assert_eq!(problems(&Locals::try_from(source(4)).expect_err("too large")), ["less_than_equal z"]);
    let error = Locals::builder().made(1).other(2).extra(3).rest(rest(4)).build().expect_err("two");
    assert_eq!(problems(&error), ["missing error", "less_than_equal z"]);
    let built = Locals::builder().made(1).other(2).extra(3).error(4).rest(rest(3)).build();
    assert_eq!(built.expect("fine"), whole);
}
