//! Every kind of field there and back, byte for byte.

use optimize_core::{Optimized, OptimizedOwned, ParseOptions};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt::Debug;
use std::num::{NonZeroI64, NonZeroU8};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// Reads compact JSON, writes it, and compares.
fn there_and_back<T: OptimizedOwned + PartialEq + Debug>(text: &str) -> T {
    let value = T::from_json(text).unwrap_or_else(|error| panic!("{text}: {error:#}"));
    assert_eq!(value.to_json_string().expect("what was read can be written"), text);
    assert_eq!(T::from_json_with(text, &ParseOptions::new().coerce()).expect("lax reading takes it too"), value);
    assert!(value.validate().is_ok(), "{text}");
    value
}

#[derive(Optimized, Debug, PartialEq)]
struct Numbers {
    a: u8,
    b: u16,
    c: u32,
    d: u64,
    e: u128,
    f: usize,
    g: i8,
    h: i16,
    i: i32,
    j: i64,
    k: i128,
    l: isize,
    m: f32,
    n: f64,
    o: NonZeroU8,
    p: NonZeroI64,
}

#[test]
fn numbers_at_their_limits() {
    let most: Numbers = there_and_back(
        r#"{"a":255,"b":65535,"c":4294967295,"d":18446744073709551615,"e":340282366920938463463374607431768211455,"f":18446744073709551615,"g":127,"h":32767,"i":2147483647,"j":9223372036854775807,"k":170141183460469231731687303715884105727,"l":9223372036854775807,"m":3.4028235e+38,"n":1.7976931348623157e+308,"o":255,"p":9223372036854775807}"#,
    );
    assert_eq!((most.e, most.k, most.m, most.n), (u128::MAX, i128::MAX, f32::MAX, f64::MAX));
    let least: Numbers = there_and_back(
        r#"{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":-128,"h":-32768,"i":-2147483648,"j":-9223372036854775808,"k":-170141183460469231731687303715884105728,"l":-9223372036854775808,"m":-0.1,"n":5e-324,"o":1,"p":-1}"#,
    );
    assert_eq!((least.k, least.m, least.n), (i128::MIN, -0.1, 5e-324));
}

#[test]
fn numbers_beyond_their_limits_are_refused() {
    let valid = r#"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1,"n":1,"o":1,"p":1}"#;
    assert!(Numbers::from_json(valid).is_ok());
    for (key, wrong) in [
        ("a", "256"),
        ("a", "-1"),
        ("b", "65536"),
        ("c", "4294967296"),
        ("d", "18446744073709551616"),
        ("d", "-1"),
        ("e", "340282366920938463463374607431768211456"),
        ("g", "128"),
        ("h", "-32769"),
        ("i", "2147483648"),
        ("j", "9223372036854775808"),
        ("k", "170141183460469231731687303715884105728"),
        ("o", "0"),
        ("p", "0"),
        ("a", "1.0"),
        ("n", "\"1\""),
    ] {
        let text = valid.replace(&format!("\"{key}\":1"), &format!("\"{key}\":{wrong}"));
        let error = Numbers::from_json(&text).expect_err(&text);
        assert_eq!(error.errors().len(), 1, "{error}");
        assert_eq!(error.errors()[0].loc().to_string(), key, "{wrong}");
    }
}

#[derive(Optimized, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[opt(rename_all = "kebab-case")]
enum Quality {
    VeryLow,
    #[opt(rename = "h \"i\" gh")]
    High,
}

#[derive(Optimized, Debug, PartialEq)]
struct Point {
    x: i32,
    y: Option<i32>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Containers {
    list: Vec<Point>,
    deque: VecDeque<u8>,
    set: BTreeSet<String>,
    hashed: HashSet<u8>,
    map: BTreeMap<String, Vec<Option<Point>>>,
    by_number: BTreeMap<i8, bool>,
    by_letter: BTreeMap<char, ()>,
    by_word: BTreeMap<Quality, u8>,
    by_truth: HashMap<bool, u8>,
    pair: (u8, String),
    triple: (Point, Option<u8>, [bool; 2]),
    array: [[f32; 2]; 2],
    empty: [u8; 0],
    quality: Quality,
    letter: char,
    nothing: (),
    path: PathBuf,
    raw: Value,
    object: serde_json::Map<String, Value>,
}

#[test]
fn containers_of_containers() {
    let read: Containers = there_and_back(
        r#"{"list":[{"x":1,"y":null},{"x":-2,"y":3}],"deque":[1,2],"set":["a","b"],"hashed":[7],"map":{"":[],"k":[null,{"x":0,"y":0}]},"by_number":{"-1":true,"7":false},"by_letter":{"ä":null},"by_word":{"very-low":1,"h \"i\" gh":2},"by_truth":{"true":1},"pair":[1,"é\n"],"triple":[{"x":1,"y":2},null,[true,false]],"array":[[1.0,2.5],[0.0,-1.0]],"empty":[],"quality":"h \"i\" gh","letter":"😀","nothing":null,"path":"a/b","raw":{"z":[1,-1,1.5,"x",null,true],"a":{}},"object":{"k":[]}}"#,
    );
    assert_eq!(read.by_word[&Quality::High], 2);
    assert_eq!(Containers::from_value(&read.to_value().expect("a value")).expect("the value can be read"), read);
    assert_eq!(read.raw["z"][2], 1.5);
    assert_eq!(read.map["k"][1], Some(Point { x: 0, y: Some(0) }));
}

#[test]
fn containers_of_the_wrong_length_are_refused() {
    let error = Containers::from_json(
        r#"{"list":{},"deque":[300],"set":"a","hashed":[-1],"map":[],"by_number":{"128":true},"by_letter":{"ab":null},"by_word":{"High":1},"by_truth":{"maybe":1},"pair":[1],"triple":[1,2,[true]],"array":[[1],[2,3,4]],"empty":[1],"quality":"low","letter":"","nothing":0,"path":1,"raw":0,"object":[]}"#,
    )
    .expect_err("nothing but `raw` fits");
    let places: Vec<String> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    for field in [
        "list",
        "deque.0",
        "set",
        "hashed.0",
        "map",
        "by_number.128.[key]",
        "by_letter.ab.[key]",
        "by_word.High.[key]",
        "by_truth.maybe.[key]",
        "pair",
        "triple.0",
        "quality",
        "letter",
        "nothing",
        "path",
        "object",
    ] {
        assert!(places.iter().any(|place| place.starts_with(field)), "{field} is not among {places:?}");
    }
    assert!(!places.iter().any(|place| place == "raw"), "{places:?}");
}

#[derive(Optimized, Debug, PartialEq)]
struct Pointers {
    boxed: Box<u8>,
    shared: Arc<Point>,
    counted: Rc<[String; 1]>,
    slice: Box<[u8]>,
    text: Arc<str>,
    cow: String,
    maybe: Option<Box<Point>>,
    double: Option<Option<u8>>,
}

#[test]
fn pointers_are_what_they_point_to() {
    let text = r#"{"boxed":1,"shared":{"x":1,"y":2},"counted":["a"],"slice":[1,2],"text":"t","cow":"c","maybe":{"x":0,"y":null},"double":5}"#;
    let read: Pointers = there_and_back(text);
    assert_eq!((*read.boxed, read.shared.x, read.double), (1, 1, Some(Some(5))));
}

#[derive(Optimized, Debug, PartialEq)]
struct Line<'a> {
    plain: &'a str,
    cow: Cow<'a, str>,
    inner: Option<Box<Line<'a>>>,
    labels: BTreeMap<Cow<'a, str>, &'a str>,
}

#[test]
fn text_is_borrowed_where_it_can_be() {
    let text =
        r#"{"plain":"abc","cow":"d\ne","inner":{"plain":"","cow":"x","inner":null,"labels":{}},"labels":{"k":"v"}}"#;
    let line = Line::from_json(text).expect("a line");
    let within = |part: &str| text.as_bytes().as_ptr_range().contains(&part.as_ptr());
    assert!(within(line.plain) && within(line.labels["k"]));
    assert!(matches!(line.cow, Cow::Owned(_)), "an escape has to be undone");
    assert!(matches!(line.inner.as_ref().map(|inner| &inner.cow), Some(Cow::Borrowed("x"))));
    assert_eq!(line.to_json_string().expect("it can be written"), text);
    let error = Line::from_json(r#"{"plain":"a\nb","cow":"","inner":null,"labels":{}}"#).expect_err("an escape");
    assert_eq!(error.errors()[0].loc().to_string(), "plain");
}

#[derive(Optimized, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Name<'a>(#[opt(max_length = 3)] &'a str);

#[derive(Optimized, Debug, PartialEq)]
struct Index<'a> {
    plain: HashMap<&'a str, u8>,
    #[opt(trim, keys(max_length = 2))]
    trimmed: BTreeMap<&'a str, u8>,
    names: BTreeMap<Name<'a>, u8>,
}

#[test]
fn keys_are_borrowed_where_they_can_be() {
    let text = r#"{"plain":{"k":1},"trimmed":{" a ":2},"names":{"abc":3}}"#;
    let index = Index::from_json(text).expect("an index");
    let within = |part: &str| text.as_bytes().as_ptr_range().contains(&part.as_ptr());
    assert!(index.plain.keys().chain(index.trimmed.keys()).all(|key| within(key)));
    assert_eq!((index.trimmed.get("a"), index.names.get(&Name("abc"))), (Some(&2), Some(&3)));
    assert_eq!(index.to_json_string().expect("it can be written"), text.replace(" a ", "a"));
    assert_eq!(serde_json::from_str::<Index<'_>>(text).expect("serde lends too"), index);
    let wrong = r#"{"plain":{"a\tb":1,"k":2},"trimmed":{"abc":1},"names":{"abcd":3}}"#;
    let error = Index::from_json(wrong).expect_err("an escape, and two long keys");
    let found: Vec<_> = error.errors().iter().map(|item| format!("{} {}", item.type_name(), item.loc())).collect();
    assert_eq!(
        found,
        ["value_error plain.a\tb.[key]", "string_too_long trimmed.abc.[key]", "string_too_long names.abcd.[key]"]
    );
}

#[derive(Optimized, Debug, PartialEq)]
struct Static {
    #[opt(trim, max_length = 4, default = "en")]
    language: Cow<'static, str>,
    title: Option<Cow<'static, str>>,
    #[opt(items(lowercase), max_length = 2)]
    tags: Vec<Cow<'static, str>>,
    pairs: BTreeMap<Cow<'static, str>, (Cow<'static, str>, Vec<u8>)>,
    counts: HashMap<String, Cow<'static, str>>,
    both: [Cow<'static, str>; 2],
    set: BTreeSet<Cow<'static, str>>,
}

#[test]
fn text_that_lives_for_ever_is_owned() {
    let text = r#"{"language":"de","title":"t","tags":["a","b"],"pairs":{"k":["v",[1,2]]},"counts":{"c":"d"},"both":["x","y"],"set":["s"]}"#;
    let read: Static = there_and_back(text);
    assert!(matches!((&read.language, &read.both[1]), (Cow::Owned(_), Cow::Owned(_))));
    let packed = rmp_serde::to_vec_named(&read).expect("MessagePack writes it");
    assert_eq!(rmp_serde::from_slice::<Static>(&packed).expect("and reads it"), read);
    assert_eq!(String::from_utf8_lossy(&packed).matches("language").count(), 1);
    let few = Static::from_json(r#"{"tags":["A"],"pairs":{},"counts":{},"both":["x","y"],"set":[]}"#).expect("fine");
    assert_eq!((&*few.language, few.title, &*few.tags[0]), ("en", None, "a"));
    let wrong =
        r#"{"language":" 12345 ","tags":["","",""],"pairs":{"k":["v",[-1]]},"counts":{"c":1},"both":["x"],"set":[]}"#;
    let error = Static::from_json(wrong).expect_err("five mistakes");
    let places: Vec<String> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(places, ["language", "tags", "pairs.k.1.0", "counts.c", "both"]);
}

#[derive(Optimized, Debug, PartialEq)]
struct Blob<'a> {
    #[opt(min_length = 2, max_length = 4)]
    lent: &'a [u8],
    maybe: Option<&'a [u8]>,
    cow: Cow<'a, [u8]>,
}

#[test]
fn bytes_are_borrowed_as_text() {
    let text = r#"{"lent":"aé","maybe":"x","cow":"a\nb"}"#;
    let blob = Blob::from_json(text).expect("a blob");
    assert!(text.as_bytes().as_ptr_range().contains(&blob.lent.as_ptr()));
    assert_eq!((blob.lent, blob.maybe, &*blob.cow), ("aé".as_bytes(), Some(&b"x"[..]), &b"a\nb"[..]));
    assert_eq!(blob.to_json_string().expect("it is text"), text);
    assert_eq!(serde_json::from_str::<Blob<'_>>(text).expect("serde lends too"), blob);
    let packed = rmp_serde::to_vec(&Blob { maybe: None, ..Blob::from_json(text).expect("a blob") }).expect("packed");
    assert_eq!(rmp_serde::from_slice::<Blob<'_>>(&packed).expect("unpacked").lent, "aé".as_bytes());
    let found = |text: &str| {
        let error = Blob::from_json(text).expect_err(text);
        error.errors().iter().map(|item| format!("{} {}", item.type_name(), item.loc())).collect::<Vec<_>>()
    };
    assert_eq!(found(r#"{"lent":"a","cow":1}"#), ["bytes_too_short lent", "bytes_type cow"]);
    assert_eq!(found(r#"{"lent":"aéé","maybe":"\n","cow":""}"#), ["bytes_too_long lent", "value_error maybe"]);
    let wild = Blob { lent: &[0xff], maybe: None, cow: Cow::Borrowed(&[]) };
    assert!(wild.to_json().expect_err("no text").to_string().contains("lent"), "{:?}", wild.to_json());
    assert_eq!(wild.validate().expect_err("short").errors()[0].type_name(), "bytes_too_short");
}

#[derive(Optimized, Debug, PartialEq)]
struct Blobs<'a> {
    #[opt(min_length = 1, items(max_length = 3))]
    lent: Vec<&'a [u8]>,
    #[opt(default)]
    nested: BTreeMap<String, Vec<Option<&'a [u8]>>>,
    maybe: Option<Vec<Cow<'a, [u8]>>>,
}

#[test]
fn bytes_are_borrowed_in_containers() {
    let text = r#"{"lent":["aé","x"],"nested":{"k":["y",null]},"maybe":["a\nb"]}"#;
    let blobs = Blobs::from_json(text).expect("blobs");
    assert!(text.as_bytes().as_ptr_range().contains(&blobs.lent[1].as_ptr()));
    assert_eq!(blobs.lent, ["aé".as_bytes(), b"x"]);
    assert_eq!(blobs.nested["k"], [Some(&b"y"[..]), None]);
    assert_eq!(blobs.to_json_string().expect("it is text"), text);
    assert_eq!(serde_json::from_str::<Blobs<'_>>(text).expect("serde lends too"), blobs);
    let packed = rmp_serde::to_vec(&blobs).expect("packed");
    let mut unpacked = rmp_serde::from_slice::<Blobs<'_>>(&packed).expect("unpacked");
    assert_eq!(unpacked, blobs);
    assert!(packed.as_ptr_range().contains(&unpacked.lent[0].as_ptr()));
    unpacked.lent = vec![b"four"];
    assert_eq!(unpacked.validate().expect_err("long").errors()[0].type_name(), "bytes_too_long");
    let found = |text: &str| {
        let error = Blobs::from_json(text).expect_err(text);
        error.errors().iter().map(|item| format!("{} {}", item.type_name(), item.loc())).collect::<Vec<_>>()
    };
    assert_eq!(found(r#"{"lent":[]}"#), ["too_short lent"]);
    assert_eq!(
        found(r#"{"lent":["four",1,"\n"]}"#),
        ["bytes_too_long lent.0", "bytes_type lent.1", "value_error lent.2"]
    );
    assert_eq!(Blobs::json_schema()["$defs"]["Blobs"]["properties"]["lent"]["minItems"], 1);
}

#[derive(Optimized, Debug, PartialEq)]
struct Tree<T> {
    value: T,
    #[opt(default)]
    children: Vec<Tree<T>>,
    by_name: Option<BTreeMap<String, Box<Tree<T>>>>,
}

#[test]
fn generic_models_nest_in_themselves() {
    let tree: Tree<Point> = there_and_back(
        r#"{"value":{"x":1,"y":null},"children":[{"value":{"x":2,"y":3},"children":[],"by_name":null}],"by_name":{"a":{"value":{"x":4,"y":5},"children":[],"by_name":null}}}"#,
    );
    assert_eq!(tree.by_name.expect("a map")["a"].value.x, 4);
    let error =
        Tree::<u8>::from_json(r#"{"value":1,"children":[{"value":2},{"value":"x"}],"by_name":{"k":{"value":-1}}}"#)
            .expect_err("two values are wrong");
    let places: Vec<String> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(places, ["children.1.value", "by_name.k.value"]);
}

#[derive(Optimized, Debug, PartialEq)]
struct Cells<T, const N: usize>
where
    T: Clone,
{
    cells: [T; N],
}

#[derive(Optimized, Debug, PartialEq)]
struct Empty {}

#[test]
fn constants_and_nothing_at_all() {
    let cells: Cells<u8, 3> = there_and_back(r#"{"cells":[1,2,3]}"#);
    assert_eq!(cells.cells, [1, 2, 3]);
    assert!(Cells::<u8, 2>::from_json(r#"{"cells":[1,2,3]}"#).is_err());
    there_and_back::<Empty>("{}");
    assert_eq!(Empty::from_json(r#"{"more":[{}]}"#).expect("unknown keys are ignored"), Empty {});
}

#[test]
fn absent_options_are_none_and_absent_others_are_missing() {
    assert_eq!(Point::from_json(r#"{"x":1}"#).expect("y is optional"), Point { x: 1, y: None });
    let error = Point::from_json(r#"{"y":1}"#).expect_err("x is not");
    assert_eq!((error.errors()[0].type_name(), error.errors()[0].loc().to_string().as_str()), ("missing", "x"));
}

/// What writing asks for, reading asks for too.
#[derive(Optimized, Debug, PartialEq)]
#[opt(bound(serialize = "T: optimize_core::Field + Clone"))]
struct Said<T> {
    value: T,
}

#[test]
fn bounds_of_writing_alone_hold_for_reading() {
    let said: Said<Vec<u8>> = there_and_back(r#"{"value":[1,2]}"#);
    assert_eq!(said.value, [1, 2]);
}
