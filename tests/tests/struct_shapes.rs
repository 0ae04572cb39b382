//! Newtypes, tuple structs, unit structs and transparent structs: there and back by every way.

use optimize_core::{DumpOptions, Optimized, OptimizedOwned, ParseOptions, ValidationError};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
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
    assert_eq!(serde_json::to_string(&value).expect("serde writes it"), text);
    assert_eq!(serde_json::from_str::<T>(text).expect("serde reads it"), value);
    let packed = rmp_serde::to_vec(&value).expect("MessagePack writes it");
    assert_eq!(rmp_serde::from_slice::<T>(&packed).expect("MessagePack reads it"), value);
    let json: Value = serde_json::from_str(text).expect("the text is JSON");
    let again = T::from_value(&json).expect("a value is read as its text is");
    assert_eq!(again, value);
    assert_eq!(again.fingerprint(), value.fingerprint());
    assert!(value.validate().is_ok());
    value
}

/// `(type, loc)` of every problem.
fn problems(error: &ValidationError) -> Vec<(String, String)> {
    error.errors().iter().map(|item| (item.type_name().to_owned(), item.loc().to_string())).collect()
}

fn found(kind: &str, loc: &str) -> (String, String) {
    (kind.to_owned(), loc.to_owned())
}

/// Years.
#[derive(Optimized, Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[opt(ge = 0, le = 150)]
struct Age(i64);

#[derive(Optimized, Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Id(#[opt(trim, min_length = 2)] String);

#[derive(Optimized, Debug, PartialEq)]
struct Person {
    age: Age,
    id: Id,
    ages: BTreeMap<Id, Age>,
    nickname: Option<Id>,
}

#[test]
fn newtypes_are_their_value_and_keep_their_rules() {
    let person: Person = there_and_back(r#"{"age":30,"id":"ab","ages":{"cd":1},"nickname":null}"#);
    assert_eq!(person.age, Age(30));
    let error = Person::from_json(r#"{"age":151,"id":" a ","ages":{"x":-1},"nickname":7}"#).expect_err("all is wrong");
    assert_eq!(
        problems(&error),
        [
            found("less_than_equal", "age"),
            found("string_too_short", "id"),
            found("string_too_short", "ages.x.[key]"),
            found("greater_than_equal", "ages.x"),
            found("string_type", "nickname"),
        ]
    );
    assert_eq!(problems(&Age(-1).validate().expect_err("too young")), [found("greater_than_equal", "")]);
    assert!(serde_json::from_str::<Age>("200").is_err());
    assert_eq!(there_and_back::<Age>("7"), Age(7));
}

#[test]
fn a_newtype_is_the_key_of_a_map_where_its_value_can_be() {
    let map: HashMap<Age, String> = optimize_core::from_json(r#"{"7":"a"}"#).expect("a number is a key");
    assert_eq!(map[&Age(7)], "a");
    assert_eq!(optimize_core::to_json(&map).expect("it can be written"), br#"{"7":"a"}"#);
    let wrong = optimize_core::from_json::<HashMap<Age, String>>(r#"{"200":"a"}"#).expect_err("too old");
    assert_eq!(problems(&wrong), [found("less_than_equal", "200.[key]")]);
}

#[derive(Optimized, Debug, PartialEq)]
struct Point(#[opt(ge = 0)] f64, #[opt(le = 9)] f64, #[opt(default = 1)] u8);

#[derive(Optimized, Debug, PartialEq)]
struct Track {
    points: Vec<Point>,
}

#[test]
fn tuple_structs_are_arrays() {
    there_and_back::<Track>(r#"{"points":[[1.0,2.0,3],[0.0,9.0,1]]}"#);
    assert_eq!(Point::from_json("[1, 2]").expect("the last has a default"), Point(1.0, 2.0, 1));
    let error = Track::from_json(r#"{"points":[[-1,10,300],[1],[1,2,3,4],{}]}"#).expect_err("all are wrong");
    assert_eq!(
        problems(&error),
        [
            found("greater_than_equal", "points.0.0"),
            found("less_than_equal", "points.0.1"),
            found("less_than_equal", "points.0.2"),
            found("missing", "points.1.1"),
            found("too_long", "points.2"),
            found("tuple_type", "points.3"),
        ]
    );
    let invalid = Track { points: vec![Point(0.0, 1.0, 1), Point(-1.0, 10.0, 1)] };
    assert_eq!(
        problems(&invalid.validate().expect_err("two rules are broken")),
        [found("greater_than_equal", "points.1.0"), found("less_than_equal", "points.1.1")]
    );
}

#[derive(Optimized, Debug, PartialEq)]
struct Marker;

#[derive(Optimized, Debug, PartialEq)]
struct Nothing();

#[derive(Optimized, Debug, PartialEq)]
struct Holder {
    marker: Marker,
    nothing: Nothing,
}

#[test]
fn unit_structs_are_null() {
    there_and_back::<Holder>(r#"{"marker":null,"nothing":[]}"#);
    let error = Holder::from_json(r#"{"marker":1,"nothing":null}"#).expect_err("neither");
    assert_eq!(problems(&error), [found("none_required", "marker"), found("tuple_type", "nothing")]);
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(transparent)]
struct Comment {
    #[opt(max_length = 3)]
    text: Option<String>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Post {
    comment: Comment,
    age: Age,
}

#[test]
fn a_transparent_struct_can_be_absent_as_its_field_can() {
    let post = Post::from_json(r#"{"age":1}"#).expect("the comment may be absent");
    assert_eq!(post.comment, Comment { text: None });
    there_and_back::<Post>(r#"{"comment":"abc","age":1}"#);
    let error = Post::from_json(r#"{"comment":"abcd","age":1}"#).expect_err("too long");
    assert_eq!(problems(&error), [found("string_too_long", "comment")]);
}

fn is_even(pair: &Even) -> Result<(), String> {
    if (pair.0 + pair.1) % 2 == 0 { Ok(()) } else { Err("odd".to_owned()) }
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(check = is_even)]
struct Even(i32, i32);

#[test]
fn the_check_of_a_whole_is_asked() {
    there_and_back::<Even>("[1,3]");
    assert_eq!(problems(&Even::from_json("[1,2]").expect_err("odd")), [found("value_error", "")]);
    assert_eq!(problems(&Even(1, 2).validate().expect_err("odd")), [found("value_error", "")]);
    assert!(serde_json::from_str::<Even>("[1,2]").is_err());
}

#[derive(Optimized, Debug, PartialEq)]
struct Pair<A, B: Clone>(A, B);

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Wrapper<T>(Vec<T>);

#[derive(Optimized, Debug, PartialEq)]
struct Text<'a>(#[opt(max_length = 3)] &'a str);

#[derive(Optimized, Debug, PartialEq)]
struct Grid<const N: usize>([[u8; N]; N]);

#[test]
fn generics_and_lifetimes() {
    there_and_back::<Pair<u8, Wrapper<Age>>>("[1,[2,3]]");
    there_and_back::<Grid<2>>("[[1,2],[3,4]]");
    assert_eq!(Text::from_json(r#""abc""#).expect("short"), Text("abc"));
}

/// A tree of newtypes.
#[derive(Optimized, Debug, PartialEq)]
struct Tree(Vec<Tree>);

#[derive(Optimized, Debug, PartialEq)]
struct Link(Option<Box<Link>>);

#[test]
fn recursive_newtypes_end() {
    there_and_back::<Tree>("[[],[[]]]");
    assert_eq!(Link::from_json("null").expect("the end"), Link(None));
    let error = Link::from_json("1").expect_err("no link, however deep one looks");
    assert_eq!(problems(&error), [found("json_invalid", "")]);
    let deep = "[".repeat(100_000);
    assert!(Tree::from_json(&deep).is_err());
    assert_eq!(Tree::json_schema()["$defs"]["Tree"]["items"], json!({ "$ref": "#/$defs/Tree" }));
}

#[test]
fn schemas() {
    assert_eq!(
        Age::json_schema()["$defs"]["Age"],
        json!({ "type": "integer", "minimum": 0, "maximum": 150, "title": "Age", "description": "Years." })
    );
    assert_eq!(
        Point::json_schema()["$defs"]["Point"],
        json!({
            "type": "array", "title": "Point", "minItems": 2, "maxItems": 3,
            "prefixItems": [
                { "type": "number", "minimum": 0.0 },
                { "type": "number", "maximum": 9.0 },
                { "type": "integer", "minimum": 0, "maximum": 255 }
            ]
        })
    );
    assert_eq!(Marker::json_schema()["type"], "null");
}

#[test]
fn masks_and_tracking_see_through() {
    let track = Track::from_json(r#"{"points":[[1,2,3],[4,5,6]]}"#).expect("fine");
    let some = track.dump(&DumpOptions::new().include(["points.1.0"])).expect("a mask");
    assert_eq!(some, br#"{"points":[[4.0]]}"#);
    let post = Post::from_json_tracked(r#"{"age":1}"#, &ParseOptions::new()).expect("fine");
    assert_eq!(post.dump(&DumpOptions::new().exclude_unset()).expect("it can be written"), br#"{"age":1}"#);
}
