//! Newtypes, tuple structs, unit structs and transparent structs: there and back by every way.

use optimize_core::{DumpOptions, Optimized, OptimizedOwned, ParseOptions, ValidationError};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Debug;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

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

#[derive(Optimized, Debug, PartialEq)]
struct Empty();

#[derive(Optimized, Debug, PartialEq)]
#[opt(tag = "kind", content = "value")]
enum Empties {
    Tuple(),
}

#[test]
fn what_has_no_items_has_a_schema() {
    there_and_back::<Empty>("[]");
    there_and_back::<Empties>(r#"{"kind":"Tuple","value":[]}"#);
    for schema in [Empty::json_schema(), Empties::json_schema()] {
        jsonschema::validator_for(&schema).expect("JSON Schema has no empty `prefixItems`");
    }
}

#[derive(Optimized, Debug, PartialEq)]
struct Keyed<K: Ord, V> {
    by_key: BTreeMap<K, Vec<V>>,
}

#[derive(Optimized, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Handle<T>(T);

#[derive(Optimized, Debug, PartialEq)]
struct ByHandle<T: Ord> {
    by_id: BTreeMap<Handle<T>, u8>,
    inner: Option<Box<ByHandle<T>>>,
}

/// How it hashes is no value.
#[derive(Optimized, Debug, PartialEq)]
struct Hashed<K: Eq + Hash, S: BuildHasher + Default> {
    map: HashMap<K, u8, S>,
    set: HashSet<K, S>,
}

type Hasher = BuildHasherDefault<DefaultHasher>;

/// Nor is an iterator.
#[derive(Optimized, Debug, PartialEq)]
struct Collected<I: Iterator> {
    all: Vec<<I as Iterator>::Item>,
    last: Option<I::Item>,
}

#[derive(Debug, PartialEq)]
struct Numbers;

impl Iterator for Numbers {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        None
    }
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "allow")]
struct Open<V> {
    id: u8,
    #[opt(extra)]
    rest: BTreeMap<String, V>,
}

#[derive(Optimized, Debug, PartialEq)]
enum Either<K: Ord, V> {
    Map(BTreeMap<K, V>),
    Named { map: BTreeMap<K, BTreeMap<K, V>> },
}

#[test]
fn parameters_are_bound_by_what_they_are_used_for() {
    there_and_back::<Keyed<u8, String>>(r#"{"by_key":{"1":["a"]}}"#);
    there_and_back::<ByHandle<u8>>(r#"{"by_id":{"1":2},"inner":null}"#);
    there_and_back::<Hashed<String, Hasher>>(r#"{"map":{"a":1},"set":["b"]}"#);
    there_and_back::<Collected<Numbers>>(r#"{"all":[1],"last":2}"#);
    there_and_back::<Either<String, u8>>(r#"{"Named":{"map":{"a":{"b":1}}}}"#);
    let open = Open::<u8>::from_json(r#"{"id":1,"more":2}"#).expect("fine");
    assert_eq!(open.rest["more"], 2);
    assert_eq!(
        problems(&Open::<u8>::from_json(r#"{"id":1,"more":"x"}"#).expect_err("a text")),
        [found("int_type", "more")]
    );
}

/// What is in it is seen here alone.
mod closed {
    use optimize_core::options::Mask;
    use optimize_core::{Optimized, mask};
    use std::collections::BTreeMap;

    pub(super) const ALL: Mask = mask!(Whole<u8>: part.x, parts.*.x, generic.t, y, kind, piece.x, first.x);
    pub(super) const INNER: Mask = mask!(Newtype: x);
    pub(super) const SECOND: Mask = mask!(Pair: 1.a.x);
    pub(super) const REST: Mask = mask!(Open: "a".x);

    #[derive(Optimized, Debug, PartialEq)]
    #[opt(validate_assignment, computed(first: Part))]
    pub(super) struct Whole<T> {
        part: Part,
        parts: Option<Vec<Part>>,
        generic: Generic<T>,
        #[opt(flatten)]
        flat: Flat,
        #[opt(flatten)]
        choice: Choice,
    }

    impl<T> Whole<T> {
        fn first(&self) -> Part {
            Part { x: self.part.x }
        }
    }

    #[derive(Optimized, Debug, PartialEq)]
    pub(super) struct Newtype(Part);

    #[derive(Optimized, Debug, PartialEq)]
    pub(super) struct Pair(Part, BTreeMap<String, Part>);

    #[derive(Optimized, Debug, PartialEq)]
    #[opt(extra = "allow")]
    pub(super) struct Open {
        #[opt(extra)]
        rest: BTreeMap<String, Part>,
    }

    #[derive(Optimized, Debug, PartialEq)]
    struct Part {
        x: u8,
    }

    #[derive(Optimized, Debug, PartialEq)]
    struct Generic<T> {
        t: T,
    }

    #[derive(Optimized, Debug, PartialEq)]
    struct Flat {
        y: u8,
    }

    #[derive(Optimized, Debug, PartialEq)]
    #[opt(tag = "kind")]
    enum Choice {
        Part(Part),
        Named { piece: Part },
    }
}

#[test]
fn public_models_hold_private_ones() {
    use closed::{ALL, INNER, Newtype, Open, Pair, REST, SECOND, Whole};
    let text =
        r#"{"part":{"x":1},"parts":[{"x":2}],"generic":{"t":3},"y":4,"kind":"Named","piece":{"x":5},"first":{"x":1}}"#;
    let whole = Whole::<u8>::from_json(text).expect("fine");
    assert_eq!(whole.dump(&DumpOptions::new().include(ALL)).expect("JSON"), text.as_bytes());
    let options = DumpOptions::new().include(INNER);
    assert_eq!(Newtype::from_json(r#"{"x":1}"#).expect("fine").dump(&options).expect("JSON"), br#"{"x":1}"#);
    let options = DumpOptions::new().include(SECOND);
    let pair = Pair::from_json(r#"[{"x":1},{"a":{"x":2}}]"#).expect("fine");
    assert_eq!(pair.dump(&options).expect("JSON"), br#"[{"a":{"x":2}}]"#);
    let options = DumpOptions::new().include(REST);
    assert_eq!(Open::from_json(r#"{"a":{"x":1}}"#).expect("fine").dump(&options).expect("JSON"), br#"{"a":{"x":1}}"#);
}
