//! Enums with data, by each of the four taggings: there and back by every way, and what is said of wrong input.

use optimize_core::{DumpOptions, Optimized, OptimizedOwned, ParseOptions, ValidationError};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// Reads compact JSON and writes it by every way that there is; all must agree.
fn there_and_back<T>(text: &str) -> T
where
    T: OptimizedOwned + PartialEq + Debug + serde::Serialize + serde::de::DeserializeOwned,
{
    let value = T::from_json(text).unwrap_or_else(|error| panic!("{text}: {error:#}"));
    assert_eq!(value.to_json_string().expect("what was read can be written"), text);
    let indented = value.dump(&DumpOptions::new().indent(2)).expect("options change the layout only");
    assert_eq!(T::from_json(&indented).expect("the layout does not matter"), value);
    assert_eq!(value.dump(&DumpOptions::new().ensure_ascii()).expect("all is ASCII"), text.as_bytes());
    assert_eq!(serde_json::to_string(&value).expect("serde writes it"), text);
    assert_eq!(serde_json::from_str::<T>(text).unwrap_or_else(|error| panic!("serde: {text}: {error}")), value);
    let packed = rmp_serde::to_vec(&value).expect("MessagePack writes it");
    assert_eq!(rmp_serde::from_slice::<T>(&packed).unwrap_or_else(|error| panic!("{text}: {error}")), value);
    let mut named = Vec::new();
    let mut serializer = rmp_serde::Serializer::new(&mut named).with_human_readable().with_struct_map();
    serde::Serialize::serialize(&value, &mut serializer).expect("MessagePack writes names");
    let mut deserializer = rmp_serde::Deserializer::new(named.as_slice()).with_human_readable();
    let read = <T as serde::Deserialize>::deserialize(&mut deserializer);
    assert_eq!(read.unwrap_or_else(|error| panic!("{text}: {error}")), value);
    let json: Value = serde_json::from_str(text).expect("the text is JSON");
    let again = T::from_value(&json).expect("a value is read as its text is");
    assert_eq!(again, value);
    assert_eq!(again.fingerprint(), value.fingerprint());
    assert!(value.validate().is_ok());
    value
}

/// `(type, loc)` of every problem.
fn problems<T: OptimizedOwned + Debug>(text: &str) -> Vec<(String, String)> {
    let error: ValidationError = T::from_json(text).expect_err(text);
    error.errors().iter().map(|item| (item.type_name().to_owned(), item.loc().to_string())).collect()
}

fn found(kind: &str, loc: &str) -> (String, String) {
    (kind.to_owned(), loc.to_owned())
}

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Size {
    #[opt(ge = 1)]
    width: u32,
    #[opt(ge = 1)]
    height: u32,
}

macro_rules! shape {
    ($name:ident $(, $key:ident $(= $value:literal)?)* ; $($tuple:tt)*) => {
        /// A shape.
        #[derive(Optimized, Debug, PartialEq)]
        #[opt(rename_all = "snake_case" $(, $key $(= $value)?)*)]
        enum $name {
            /// Round.
            Circle {
                #[opt(gt = 0)]
                radius: f64,
                #[opt(exclude_none, rename = "colour", max_length = 5)]
                color: Option<String>,
            },
            #[opt(alias = "box")]
            Rect(Size),
            Nothing,
            $($tuple)*
        }
    };
}

shape!(External; Line(#[opt(ge = 0)] i64, #[opt(default = 7)] i64), Name(#[opt(min_length = 2)] String),);
shape!(Internal, tag = "kind";);
shape!(Adjacent, tag = "t", content = "c"; Line(#[opt(ge = 0)] i64, #[opt(default = 7)] i64), Name(#[opt(min_length = 2)] String),);

#[test]
fn external() {
    there_and_back::<External>(r#"{"circle":{"radius":1.5}}"#);
    there_and_back::<External>(r#"{"circle":{"radius":1.5,"colour":"red"}}"#);
    there_and_back::<External>(r#"{"rect":{"width":1,"height":2}}"#);
    there_and_back::<External>(r#"{"line":[1,2]}"#);
    there_and_back::<External>(r#"{"name":"ab"}"#);
    there_and_back::<External>(r#""nothing""#);
    assert_eq!(External::from_json(r#"{"nothing":null}"#).expect("serde reads it too"), External::Nothing);
    assert_eq!(External::from_json(r#"{"line":[1]}"#).expect("a default"), External::Line(1, 7));
    let boxed = External::from_json(r#" { "box" : {"height":2,"width":1} } "#).expect("an alias");
    assert_eq!(boxed, External::Rect(Size { width: 1, height: 2 }));

    assert_eq!(
        problems::<External>(r#"{"circle":{"radius":0,"colour":"purple"}}"#),
        [found("greater_than", "circle.radius"), found("string_too_long", "circle.colour"),]
    );
    assert_eq!(problems::<External>(r#"{"circle":{}}"#), [found("missing", "circle.radius")]);
    assert_eq!(
        problems::<External>(r#"{"line":[-1,"x"]}"#),
        [found("greater_than_equal", "line.0"), found("int_type", "line.1"),]
    );
    assert_eq!(problems::<External>(r#"{"name":"a"}"#), [found("string_too_short", "name")]);
    assert_eq!(problems::<External>(r#"{"blob":1}"#), [found("union_tag_invalid", "")]);
    assert_eq!(problems::<External>(r#""blob""#), [found("union_tag_invalid", "")]);
    assert_eq!(problems::<External>(r#""circle""#), [found("missing", "circle")]);
    assert_eq!(problems::<External>("{}"), [found("union_tag_not_found", "")]);
    assert_eq!(problems::<External>("[1]"), [found("dict_type", "")]);
    assert_eq!(
        problems::<External>(r#"{"name":"ab","x":1,"circle":2}"#),
        [found("extra_forbidden", "x"), found("extra_forbidden", "circle"),]
    );
    assert_eq!(problems::<External>(r#"{"name":"ab""#), [found("json_invalid", "")]);
}

#[test]
fn internal() {
    there_and_back::<Internal>(r#"{"kind":"circle","radius":1.5}"#);
    there_and_back::<Internal>(r#"{"kind":"circle","radius":1.5,"colour":"red"}"#);
    there_and_back::<Internal>(r#"{"kind":"rect","width":1,"height":2}"#);
    there_and_back::<Internal>(r#"{"kind":"nothing"}"#);
    let last = r#"{"colour":"red","x":[{"kind":"rect"}],"radius":2,"kind":"circle"}"#;
    let expected = Internal::Circle { radius: 2.0, color: Some("red".to_owned()) };
    assert_eq!(Internal::from_json(last).expect("the tag can be last"), expected);
    assert_eq!(serde_json::from_str::<Internal>(last).expect("for serde too"), expected);
    let boxed = Internal::from_json(r#"{"height":2,"kind":"box","width":1}"#).expect("an alias");
    assert_eq!(boxed, Internal::Rect(Size { width: 1, height: 2 }));

    assert_eq!(problems::<Internal>(r#"{"kind":"circle","radius":0}"#), [found("greater_than", "circle.radius")]);
    assert_eq!(
        problems::<Internal>(r#"{"width":0,"kind":"box"}"#),
        [found("greater_than_equal", "box.width"), found("missing", "box.height"),]
    );
    for (text, tag) in [("\"blob\"", "blob"), ("1", "1"), ("null", "None"), ("true", "True"), ("[1]", "[1]")] {
        let text = format!(r#"{{"kind":{text}}}"#);
        let error = Internal::from_json(&text).expect_err(&text);
        assert_eq!(
            error.errors()[0].message(),
            format!(
                "Input tag '{tag}' found using 'kind' does not match any of the expected tags: 'circle', 'rect', 'box', 'nothing'"
            )
        );
        assert_eq!(problems::<Internal>(&text), [found("union_tag_invalid", "")]);
    }
    assert_eq!(problems::<Internal>(r#"{"radius":1}"#), [found("union_tag_not_found", "")]);
    assert_eq!(problems::<Internal>("7"), [found("dict_type", "")]);
    // Two tags that contradict each other: whoever reads the last and whoever reads the first must not differ.
    let twice = Internal::from_json(r#"{"kind":"circle","radius":1,"kind":"rect"}"#).expect_err("contradictory");
    assert_eq!(twice.errors()[0].type_name(), "literal_error");
    assert!(Internal::from_json(r#"{"kind":"circle","radius":1,"kind":"circle"}"#).is_ok());
}

#[test]
fn adjacent() {
    there_and_back::<Adjacent>(r#"{"t":"circle","c":{"radius":1.5}}"#);
    there_and_back::<Adjacent>(r#"{"t":"rect","c":{"width":1,"height":2}}"#);
    there_and_back::<Adjacent>(r#"{"t":"line","c":[1,2]}"#);
    there_and_back::<Adjacent>(r#"{"t":"name","c":"ab"}"#);
    there_and_back::<Adjacent>(r#"{"t":"nothing"}"#);
    let expected = Adjacent::Line(1, 2);
    for text in
        [r#"{"c":[1,2],"t":"line"}"#, r#"{"x":0,"c":[1,2],"y":[],"t":"line"}"#, r#"{"t":"line","c":[1,2],"c":[1,2]}"#]
    {
        assert_eq!(Adjacent::from_json(text).expect("in any order"), expected, "{text}");
    }
    assert_eq!(serde_json::from_str::<Adjacent>(r#"{"c":[1,2],"t":"line"}"#).expect("for serde too"), expected);
    assert_eq!(Adjacent::from_json(r#"{"c":null,"t":"nothing"}"#).expect("null is nothing"), Adjacent::Nothing);
    assert!(Adjacent::from_json(r#"{"t":"line","c":[-1],"c":[1,2]}"#).is_ok(), "the last of equal keys counts");

    assert_eq!(problems::<Adjacent>(r#"{"t":"line","c":[-1,2]}"#), [found("greater_than_equal", "line.c.0")]);
    assert_eq!(problems::<Adjacent>(r#"{"c":[-1,2],"t":"line"}"#), [found("greater_than_equal", "line.c.0")]);
    assert_eq!(problems::<Adjacent>(r#"{"t":"line"}"#), [found("missing", "line.c")]);
    assert_eq!(problems::<Adjacent>(r#"{"c":1}"#), [found("union_tag_not_found", "")]);
    assert_eq!(problems::<Adjacent>(r#"{"t":"blob","c":1}"#), [found("union_tag_invalid", "")]);
    assert_eq!(problems::<Adjacent>(r#"{"t":"nothing","c":1}"#), [found("none_required", "nothing.c")]);
    assert!(Adjacent::from_json(r#"{"t":"line","c":[1,2],"t":"name"}"#).is_err());
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(untagged)]
enum Untagged {
    Number(#[opt(ge = 0)] i64),
    Text(#[opt(max_length = 3)] String),
    Rect(Size),
    Named {
        name: String,
        #[opt(exclude_default, default)]
        extra: Option<Box<Untagged>>,
    },
    Pair(i64, String),
    Nothing,
}

#[test]
fn untagged() {
    there_and_back::<Untagged>("7");
    there_and_back::<Untagged>(r#""abc""#);
    there_and_back::<Untagged>(r#"{"width":1,"height":2}"#);
    there_and_back::<Untagged>(r#"{"name":"x"}"#);
    there_and_back::<Untagged>(r#"{"name":"x","extra":{"name":"y","extra":[1,"z"]}}"#);
    there_and_back::<Untagged>(r#"[1,"a"]"#);
    there_and_back::<Untagged>("null");
    let error = Untagged::from_json(r#"{"width":0}"#).expect_err("none fits");
    let loc = |item: &optimize_core::error::ErrorItem| (item.type_name().to_owned(), item.loc().to_string());
    assert_eq!(
        error.errors().iter().map(loc).collect::<Vec<_>>(),
        [
            found("int_type", "Number"),
            found("string_type", "Text"),
            found("greater_than_equal", "Rect.width"),
            found("missing", "Rect.height"),
            found("missing", "Named.name"),
            found("tuple_type", "Pair"),
            found("none_required", "Nothing"),
        ]
    );
    let error = serde_json::from_str::<Untagged>("-1").expect_err("too small");
    assert!(error.to_string().contains("Number: "), "{error}");
}

/// Two variants that differ at their end only: the worst for trying in turn.
#[derive(Optimized, Debug, PartialEq)]
#[opt(untagged)]
enum Nested {
    Left { child: Option<Box<Nested>>, left: u8 },
    Right { child: Option<Box<Nested>>, right: u8 },
}

#[test]
fn trying_in_turn_costs_no_power_of_the_depth() {
    for (innermost, fits) in [(r#"{"right":1}"#, true), (r#"{"wrong":1}"#, false)] {
        let mut text = innermost.to_owned();
        for _ in 0..60 {
            text = format!(r#"{{"child":{text},"right":1}}"#);
        }
        assert_eq!(Nested::from_json(&text).is_ok(), fits);
        // Through serde the tries are counted; it must end, with either answer.
        let _ = serde_json::from_str::<Nested>(&text);
    }
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(untagged)]
enum Circular {
    Again(Same),
    Number(u8),
}

/// `Again(Box<Circular>)` is refused while compiling; this the derive can not see.
#[derive(Optimized, Debug, PartialEq)]
struct Same(Box<Circular>);

#[test]
fn a_variant_that_begins_with_itself_ends() {
    assert!(Circular::from_json("\"x\"").is_err());
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(tag = "type", extra = "forbid", rename_all = "kebab-case", rename_all_fields = "camelCase", trim, coerce, check = Self::sane)]
enum Strict {
    TheFirst {
        some_text: String,
    },
    #[opt(rename_all = "SCREAMING_SNAKE_CASE")]
    TheSecond {
        some_number: i32,
    },
    Third(Limited),
    #[opt(skip)]
    Hidden(std::time::Instant),
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "forbid", check = Self::ordered)]
struct Limited {
    low: i32,
    high: i32,
}

impl Limited {
    fn ordered(&self) -> Result<(), &'static str> {
        if self.low <= self.high { Ok(()) } else { Err("low is above high") }
    }
}

impl Strict {
    fn sane(&self) -> Result<(), String> {
        match self {
            Self::TheSecond { some_number: 13 } => Err("thirteen".to_owned()),
            _ => Ok(()),
        }
    }
}

#[test]
fn the_keys_of_enums() {
    there_and_back::<Strict>(r#"{"type":"the-first","someText":"a"}"#);
    there_and_back::<Strict>(r#"{"type":"the-second","SOME_NUMBER":1}"#);
    there_and_back::<Strict>(r#"{"type":"third","low":1,"high":2}"#);
    let text = r#"{"type":"the-first","someText":" a "}"#;
    assert_eq!(Strict::from_json(text).expect("trimmed"), Strict::TheFirst { some_text: "a".to_owned() });
    let text = r#"{"type":"the-second","SOME_NUMBER":"7"}"#;
    assert_eq!(Strict::from_json(text).expect("converted"), Strict::TheSecond { some_number: 7 });
    assert_eq!(
        problems::<Strict>(r#"{"type":"the-first","someText":"a","x":1}"#),
        [found("extra_forbidden", "the-first.x")]
    );
    assert_eq!(problems::<Strict>(r#"{"type":"third","low":1,"high":2,"x":1}"#), [found("extra_forbidden", "third.x")]);
    let loc = |error: &ValidationError| (error.errors()[0].type_name().to_owned(), error.errors()[0].loc().to_string());
    let error = Strict::from_json(r#"{"type":"the-second","SOME_NUMBER":13}"#).expect_err("checked as a whole");
    assert_eq!(loc(&error), found("value_error", "the-second"));
    let error = Strict::from_json(r#"{"type":"third","low":3,"high":2}"#).expect_err("the model's own check");
    assert_eq!(loc(&error), found("value_error", "third"));
    let error = Strict::TheSecond { some_number: 13 }.validate().expect_err("checked again");
    assert_eq!(loc(&error), found("value_error", "the-second"));
    let hidden = Strict::Hidden(std::time::Instant::now());
    assert!(hidden.to_json().is_err() && serde_json::to_string(&hidden).is_err());
    assert_eq!(
        Strict::from_json(r#"{"type":"hidden"}"#).expect_err("never read").errors()[0].type_name(),
        "union_tag_invalid"
    );
}

#[test]
fn values_are_checked_under_the_same_paths_as_input() {
    let loc =
        |error: ValidationError| -> Vec<String> { error.errors().iter().map(|item| item.loc().to_string()).collect() };
    let circle = External::Circle { radius: 0.0, color: Some("purple".to_owned()) };
    assert_eq!(loc(circle.validate().expect_err("two rules")), ["circle.radius", "circle.colour"]);
    assert_eq!(loc(External::Line(-1, 0).validate().expect_err("one")), ["line.0"]);
    assert_eq!(loc(Adjacent::Name("a".to_owned()).validate().expect_err("one")), ["name.c"]);
    assert_eq!(loc(Internal::Rect(Size { width: 0, height: 1 }).validate().expect_err("one")), ["rect.width"]);
    assert_eq!(loc(Untagged::Number(-1).validate().expect_err("one")), ["Number"]);
}

#[derive(Optimized, Debug, PartialEq)]
struct Scene {
    shapes: Vec<Internal>,
    by_name: BTreeMap<String, Adjacent>,
    first: Option<External>,
}

#[test]
fn masks_tracking_and_errors_inside_models() {
    let text = r#"{"shapes":[{"kind":"circle","radius":1.0},{"kind":"rect","width":1,"height":2}],"by_name":{"a":{"t":"circle","c":{"radius":1.0}}},"first":{"circle":{"radius":1.0,"colour":"red"}}}"#;
    let scene: Scene = there_and_back(text);
    let options = DumpOptions::new().include(["shapes.1.width", "first.circle.radius", "by_name.a.c"]);
    assert_eq!(
        String::from_utf8(scene.dump(&options).expect("a mask")).expect("text"),
        r#"{"shapes":[{"width":1}],"by_name":{"a":{"c":{"radius":1.0}}},"first":{"circle":{"radius":1.0}}}"#
    );
    let options = DumpOptions::new().exclude_none().exclude_defaults().indent(1);
    assert!(Scene::from_json(&scene.dump(&options).expect("laid out")).is_ok());
    let text = r#"{"shapes":[{"kind":"rect","height":2,"width":1}],"by_name":{},"first":{"circle":{"radius":1.0}}}"#;
    let tracked = Scene::from_json_tracked(text, &ParseOptions::new()).expect("fine");
    let unset = tracked.dump(&DumpOptions::new().exclude_unset()).expect("what was there");
    assert_eq!(
        String::from_utf8(unset).expect("text"),
        r#"{"shapes":[{"kind":"rect","width":1,"height":2}],"by_name":{},"first":{"circle":{"radius":1.0}}}"#
    );
    assert_eq!(
        problems::<Scene>(
            r#"{"shapes":[{"kind":"circle","radius":0},{"kind":"x"}],"by_name":{"a":{"t":"line","c":[-1]}}}"#
        ),
        [
            found("greater_than", "shapes.0.circle.radius"),
            found("union_tag_invalid", "shapes.1"),
            found("greater_than_equal", "by_name.a.line.c.0"),
        ]
    );
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(tag = "op")]
enum Expr<'a, T: Clone> {
    Value { value: T },
    Add { left: Box<Expr<'a, T>>, right: Box<Self> },
    All { items: Vec<Expr<'a, T>> },
    Variable { name: &'a str },
}

#[test]
fn recursive_generic_and_borrowed() {
    let text =
        r#"{"op":"Add","left":{"op":"Value","value":1},"right":{"op":"All","items":[{"op":"Variable","name":"x"}]}}"#;
    let expr = Expr::<u8>::from_json(text).expect("an expression");
    assert_eq!(expr.to_json_string().expect("it can be written"), text);
    assert_eq!(serde_json::from_str::<Expr<'_, u8>>(text).expect("serde lends too"), expr);
    let schema = Expr::<'_, u8>::json_schema();
    assert!(schema["$defs"]["Expr"]["oneOf"][1]["properties"]["left"]["$ref"] == json!("#/$defs/Expr"), "{schema}");
    let deep = r#"{"op":"Add","left":"#.repeat(100_000);
    assert!(Expr::<u8>::from_json(&deep).is_err());
}

#[derive(Optimized, Debug, PartialEq)]
enum Either<L, R> {
    Left(L),
    Right(R),
    Both { left: L, right: R },
    Neither,
}

#[test]
fn a_parameter_need_not_be_in_every_variant() {
    there_and_back::<Either<u8, Vec<String>>>(r#"{"Left":1}"#);
    there_and_back::<Either<u8, Vec<String>>>(r#"{"Right":["a"]}"#);
    there_and_back::<Either<u8, Vec<String>>>(r#"{"Both":{"left":1,"right":[]}}"#);
    there_and_back::<Either<u8, Vec<String>>>(r#""Neither""#);
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(tag = "t", content = "c")]
enum Spelled {
    None,
    True,
    #[opt(rename = "1")]
    One(u8),
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(tag = "t")]
enum SpelledInside {
    None,
    #[opt(rename = "[]")]
    List {
        x: u8,
    },
}

#[derive(Optimized, Debug, PartialEq)]
struct SpelledAmong {
    #[opt(flatten)]
    inner: SpelledInside,
}

#[test]
fn a_tag_that_is_no_string_is_no_variants_name() {
    assert_eq!(Spelled::from_json(r#"{"t":"None"}"#).expect("a name"), Spelled::None);
    for text in [r#"{"t":null}"#, r#"{"t":true}"#, r#"{"t":1,"c":2}"#, r#"{"c":2,"t":1}"#] {
        assert_eq!(problems::<Spelled>(text), [found("union_tag_invalid", "")], "{text}");
        assert!(serde_json::from_str::<Spelled>(text).is_err(), "{text}");
    }
    for text in [r#"{"t":null}"#, r#"{"t":[],"x":1}"#, r#"{"x":1,"t":[]}"#] {
        assert_eq!(problems::<SpelledInside>(text), [found("union_tag_invalid", "")], "{text}");
        assert_eq!(problems::<SpelledAmong>(text), [found("union_tag_invalid", "")], "{text}");
        assert!(serde_json::from_str::<SpelledInside>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<SpelledAmong>(text).is_err(), "{text}");
    }
    let error = Spelled::from_json(r#"{"t":{"a":[true,"x"]}}"#).expect_err("an object");
    assert!(error.errors()[0].message().starts_with("Input tag '{'a': [True, 'x']}' found"), "{error}");
}

#[test]
fn what_fits_without_a_conversion_goes_before_what_does_not() {
    #[derive(Optimized, Debug, PartialEq)]
    #[opt(untagged)]
    enum Either {
        Number(i64),
        Deep(Vec<Either>),
        Text(String),
    }
    let lax = ParseOptions::new().coerce();
    let read = |text: &str| Either::from_json_with(text, &lax).expect(text);
    assert_eq!(read(r#""7""#), Either::Text("7".to_owned()));
    assert_eq!(read("7.0"), Either::Number(7));
    assert_eq!(read("true"), Either::Number(1));
    let deep =
        Either::Deep(vec![Either::Text("1".to_owned()), Either::Number(2), Either::Deep(vec![Either::Number(3)])]);
    assert_eq!(read(r#"["1",2.0,[3.0]]"#), deep, "inside too");
}
