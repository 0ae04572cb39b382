//! The three forms of `default`, and what an absent key or a `null` then means.

use optimize_core::options::InfNan;
use optimize_core::{DumpOptions, Optimized, ParseOptions};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

static MADE: AtomicU32 = AtomicU32::new(0);

fn next() -> u32 {
    MADE.fetch_add(1, Ordering::Relaxed) + 100
}

#[derive(Optimized, Debug, PartialEq, Clone)]
enum Quality {
    Low,
    High,
}

#[derive(Optimized, Debug, PartialEq)]
struct Defaults {
    #[opt(default)]
    list: Vec<u8>,
    #[opt(default)]
    flag: bool,
    #[opt(default = 25, ge = 1)]
    number: u32,
    #[opt(default = "none", max_length = 4)]
    text: String,
    #[opt(default = "some")]
    maybe: Option<String>,
    #[opt(default = Quality::High)]
    quality: Quality,
    #[opt(default = Self::SIZE * 2)]
    size: u8,
    #[opt(default_with = next)]
    made: u32,
    #[opt(default = BTreeMap::from([("k".to_owned(), 1)]))]
    map: BTreeMap<String, u8>,
}

impl Defaults {
    const SIZE: u8 = 4;
}

#[test]
fn absent_keys_become_defaults() {
    let first = Defaults::from_json("{}").expect("every field has a default");
    let made = first.made;
    assert_eq!(
        first,
        Defaults {
            list: vec![],
            flag: false,
            number: 25,
            text: "none".to_owned(),
            maybe: Some("some".to_owned()),
            quality: Quality::High,
            size: 8,
            made,
            map: BTreeMap::from([("k".to_owned(), 1)]),
        }
    );
    assert!(made >= 100);
    assert_ne!(Defaults::from_json("{}").expect("again").made, made, "the function is called for each model");
    assert_eq!(serde_json::from_str::<Defaults>("{}").expect("through serde too").number, 25);
}

#[test]
fn a_null_is_no_absence() {
    assert_eq!(Defaults::from_json(r#"{"maybe":null}"#).expect("an option").maybe, None);
    let error = Defaults::from_json(r#"{"number":null,"list":null}"#).expect_err("no options");
    let found: Vec<_> = error.errors().iter().map(|item| (item.loc().to_string(), item.type_name())).collect();
    assert_eq!(found, [("list".to_owned(), "list_type"), ("number".to_owned(), "int_type")]);
}

#[test]
fn a_wrong_value_is_not_replaced_by_the_default() {
    assert!(Defaults::from_json(r#"{"number":0}"#).is_err());
    assert!(Defaults::from_json(r#"{"quality":"Medium"}"#).is_err());
}

#[derive(Optimized, Debug, PartialEq)]
struct Required {
    #[opt(required)]
    present: Option<u8>,
    absent: Option<u8>,
}

#[test]
fn a_required_option_may_be_null_but_not_absent() {
    let read = Required::from_json(r#"{"present":null}"#).expect("a null is there");
    assert_eq!(read, Required { present: None, absent: None });
    let error = Required::from_json(r#"{"absent":1}"#).expect_err("it is missing");
    assert_eq!(error.errors()[0].to_value()["type"], "missing");
}

#[test]
fn defaults_are_left_out_when_asked() {
    let mut model = Defaults::from_json(r#"{"made":1}"#).expect("defaults");
    let options = DumpOptions::new().exclude_defaults();
    // `made` has a new default each time.
    assert_eq!(model.dump(&options).expect("a dump"), br#"{"made":1}"#);
    model.number = 26;
    model.map.clear();
    model.maybe = None;
    assert_eq!(model.dump(&options).expect("a dump"), br#"{"number":26,"maybe":null,"made":1,"map":{}}"#);
}

#[test]
fn unset_fields_are_left_out_when_tracked() {
    let text = r#"{"number":25,"flag":false}"#;
    let mut tracked = Defaults::from_json_tracked(text, &ParseOptions::new()).expect("defaults");
    let options = DumpOptions::new().exclude_unset();
    assert_eq!(tracked.dump(&options).expect("a dump"), br#"{"flag":false,"number":25}"#);
    assert!(tracked.is_set("number") && !tracked.is_set("text") && !tracked.is_set("unknown"));
    tracked.number = 7;
    assert_eq!(tracked.dump(&options).expect("a dump"), br#"{"flag":false,"number":7}"#);
    let model = tracked.into_inner();
    assert!(model.dump(&options).expect("a dump").len() > 100, "a plain model has every field set");
}

#[derive(Optimized, Debug, PartialEq)]
struct Pointed {
    #[opt(default = 3, le = 5)]
    number: Box<u8>,
    #[opt(default = -1)]
    shared: Option<Arc<i64>>,
    #[opt(default = 2)]
    float: Rc<f64>,
    #[opt(default = "a", min_length = 1)]
    text: Arc<String>,
    #[opt(default = "b")]
    maybe: Option<Rc<String>>,
    #[opt(default = "c")]
    bare: Arc<str>,
}

#[test]
fn literals_stand_for_what_pointers_hold() {
    let made = Pointed::from_json("{}").expect("defaults");
    let expected = Pointed {
        number: Box::new(3),
        shared: Some(Arc::new(-1)),
        float: Rc::new(2.0),
        text: Arc::new("a".to_owned()),
        maybe: Some(Rc::new("b".to_owned())),
        bare: "c".into(),
    };
    assert_eq!(made, expected);
    assert_eq!(Pointed::from_json(&made.to_json_string().expect("a dump")).expect("read back"), expected);
    assert_eq!(Pointed::json_schema()["$defs"]["Pointed"]["properties"]["number"]["default"], 3);
}

#[derive(Optimized, Debug)]
struct Endless {
    #[opt(default = f64::INFINITY, ge = 0)]
    least: f64,
    #[opt(default = Some(f32::NAN))]
    last: Option<f32>,
}

#[test]
fn infinities_are_defaults_where_bounds_allow_them() {
    let made = Endless::from_json("{}").expect("defaults");
    assert!(made.least.is_infinite() && made.last.is_some_and(f32::is_nan));
    assert_eq!(made.to_json_string().expect("a dump"), r#"{"least":null,"last":null}"#, "as pydantic");
    let constants = DumpOptions::new().inf_nan(InfNan::Constants);
    let text = made.dump(&constants).expect("a dump");
    assert_eq!(text, br#"{"least":Infinity,"last":NaN}"#);
    assert!(Endless::from_json(&text).expect("read back").least.is_infinite());
}
