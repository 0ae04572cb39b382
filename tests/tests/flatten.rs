//! Models among the fields of other models.

use optimize_core::{DumpOptions, Optimized, OptimizedOwned, ParseOptions};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

fn there_and_back<T>(text: &str) -> T
where
    T: OptimizedOwned + PartialEq + Debug + serde::Serialize + serde::de::DeserializeOwned,
{
    let value = T::from_json(text).unwrap_or_else(|error| panic!("{text}: {error:#}"));
    assert_eq!(value.to_json_string().expect("what was read can be written"), text);
    assert_eq!(serde_json::to_string(&value).expect("serde writes it"), text);
    assert_eq!(serde_json::from_str::<T>(text).expect("serde reads it"), value);
    let packed = rmp_serde::to_vec(&value).expect("MessagePack writes it");
    assert_eq!(rmp_serde::from_slice::<T>(&packed).unwrap_or_else(|error| panic!("{text}: {error}")), value);
    assert!(value.validate().is_ok());
    value
}

fn problems<T: OptimizedOwned + Debug>(text: &str) -> Vec<(String, String)> {
    let error = T::from_json(text).expect_err(text);
    error.errors().iter().map(|item| (item.type_name().to_owned(), item.loc().to_string())).collect()
}

fn found(kind: &str, loc: &str) -> (String, String) {
    (kind.to_owned(), loc.to_owned())
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(computed(area), check = Self::not_square)]
struct Size {
    #[opt(ge = 1)]
    width: u32,
    #[opt(ge = 1, alias = "h", default = 9)]
    height: u32,
}

impl Size {
    fn area(&self) -> u32 {
        self.width * self.height
    }

    fn not_square(&self) -> Result<(), &'static str> {
        if self.width == self.height { Err("square") } else { Ok(()) }
    }
}

#[derive(Optimized, Debug, PartialEq)]
struct Times {
    start: f64,
    end: Option<f64>,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "forbid")]
struct Video {
    id: String,
    #[opt(flatten)]
    size: Size,
    #[opt(max_length = 3)]
    title: Option<String>,
    #[opt(flatten)]
    times: Times,
    last: bool,
}

const VIDEO: &str = r#"{"id":"a","width":1,"height":2,"area":2,"title":null,"start":0.5,"end":null,"last":true}"#;

#[test]
fn fields_of_models_stand_among_those_of_others() {
    let video: Video = there_and_back(VIDEO);
    assert_eq!(video.size, Size { width: 1, height: 2 });
    let mixed = r#"{"last":true,"end":1,"h":2,"start":0,"id":"a","width":1}"#;
    assert_eq!(Video::from_json(mixed).expect("in any order").times, Times { start: 0.0, end: Some(1.0) });
    assert_eq!(
        problems::<Video>(r#"{"id":1,"width":0,"title":"abcd","x":1,"last":1}"#),
        [
            found("string_type", "id"),
            found("greater_than_equal", "width"),
            found("string_too_long", "title"),
            found("missing", "start"),
            found("bool_type", "last"),
            found("extra_forbidden", "x"),
        ]
    );
    let square = VIDEO.replace("\"height\":2", "\"height\":1");
    assert_eq!(problems::<Video>(&square), [found("value_error", "")]);
    let twice = VIDEO.replace("\"id\":\"a\"", "\"id\":\"a\",\"width\":0,\"width\":7");
    assert_eq!(Video::from_json(&twice.replace(",\"width\":1", "")).expect("the last counts").size.width, 7);
    let mut invalid = Video::from_json(VIDEO).expect("fine");
    invalid.size.width = 0;
    let error = invalid.validate().expect_err("too narrow");
    assert_eq!(error.errors()[0].loc().to_string(), "width");
}

#[test]
fn options_and_schema_see_the_fields() {
    let text = r#"{"id":"a","width":1,"start":0.5,"last":true}"#;
    let tracked = Video::from_json_tracked(text, &ParseOptions::new()).expect("fine");
    assert!(tracked.is_set("width") && !tracked.is_set("height") && tracked.is_set("last"));
    let options = DumpOptions::new().exclude_unset().exclude_computed();
    assert_eq!(String::from_utf8(tracked.dump(&options).expect("written")).expect("text"), text);
    let options = DumpOptions::new().include(["width", "end", "last"]).exclude_none();
    assert_eq!(tracked.dump(&options).expect("written"), br#"{"width":1,"last":true}"#);
    let schema = Video::json_schema();
    let model = &schema["$defs"]["Video"];
    assert_eq!(model["required"], json!(["id", "width", "start", "last"]));
    assert_eq!(model["additionalProperties"], json!(false));
    assert_eq!(model["properties"]["height"]["default"], json!(9));
    assert_eq!(model["properties"]["area"], json!(true));
    let same = Video::from_json(text).expect("fine").fingerprint();
    assert_eq!(same, tracked.fingerprint());
}

#[derive(Optimized, Debug, PartialEq)]
struct Open {
    id: u8,
    #[opt(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Outer {
    name: String,
    #[opt(flatten)]
    open: Open,
}

#[derive(Optimized, Debug, PartialEq)]
struct Values {
    #[opt(flatten)]
    rest: Map<String, Value>,
    #[opt(flatten)]
    size: Size,
}

#[test]
fn a_map_takes_the_keys_that_no_field_has() {
    there_and_back::<Open>(r#"{"id":1,"a":2,"b":3}"#);
    there_and_back::<Outer>(r#"{"name":"n","id":1,"a":2,"b":3}"#);
    assert_eq!(problems::<Outer>(r#"{"name":"n","id":1,"a":"x"}"#), [found("int_type", "a")]);
    let values = Values::from_json(r#"{"x":[1],"width":1,"y":null,"area":5}"#).expect("any keys");
    assert_eq!(values.to_json_string().expect("written"), r#"{"width":1,"height":9,"area":9,"x":[1],"y":null}"#);
}

#[derive(Optimized, Debug, PartialEq)]
struct Page<T> {
    page: u32,
    #[opt(flatten)]
    body: T,
    total: u64,
}

#[derive(Optimized, Debug, PartialEq)]
struct Line<'a> {
    text: &'a str,
}

#[derive(Optimized, Debug, PartialEq)]
struct Lines<'a> {
    #[opt(flatten)]
    line: Line<'a>,
    number: u32,
}

#[test]
fn generic_and_borrowed() {
    there_and_back::<Page<Times>>(r#"{"page":1,"start":0.5,"end":1.5,"total":9}"#);
    there_and_back::<Page<Page2>>(r#"{"page":1,"pages":2,"start":0.5,"end":1.5,"total":9}"#);
    let text = r#"{"text":"abc","number":1}"#;
    assert_eq!(Lines::from_json(text).expect("lent"), Lines { line: Line { text: "abc" }, number: 1 });
}

#[derive(Optimized, Debug, PartialEq)]
struct Page2 {
    pages: u32,
    #[opt(flatten)]
    times: Times,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(tag = "kind", rename_all = "lowercase")]
enum Event {
    Started {
        #[opt(flatten)]
        times: Times,
        by: String,
    },
    Sized(Size),
}

#[test]
fn in_variants_of_enums() {
    there_and_back::<Event>(r#"{"kind":"started","start":0.5,"end":null,"by":"me"}"#);
    there_and_back::<Event>(r#"{"kind":"sized","width":1,"height":2,"area":2}"#);
    assert_eq!(
        problems::<Event>(r#"{"by":1,"kind":"started"}"#),
        [found("missing", "started.start"), found("string_type", "started.by")]
    );
}

/// More fields than the first word of the set of those that were there.
#[derive(Optimized, Debug, PartialEq)]
struct Many {
    #[opt(flatten)]
    map: HashMap<String, u8>,
}

#[test]
fn many_keys() {
    let text = format!("{{{}}}", (0..300).map(|key| format!("\"k{key}\":1")).collect::<Vec<_>>().join(","));
    assert_eq!(Many::from_json(&text).expect("all are kept").map.len(), 300);
}

#[derive(Optimized, Debug, PartialEq)]
struct Place {
    #[opt(le = 90, alias = "lat")]
    latitude: i32,
    name: Option<String>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Notes {
    note: Option<String>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Photo {
    id: u8,
    #[opt(flatten)]
    place: Option<Place>,
    #[opt(flatten)]
    size: Box<Size>,
    #[opt(flatten)]
    notes: Option<Box<Notes>>,
    last: u8,
}

#[test]
fn models_in_options_and_boxes() {
    let bare = there_and_back::<Photo>(r#"{"id":1,"width":2,"height":3,"area":6,"last":4}"#);
    assert_eq!((bare.place.as_ref(), bare.size.width, bare.notes.as_ref()), (None, 2, None));
    let text = r#"{"id":1,"latitude":5,"name":null,"width":2,"height":3,"area":6,"note":"n","last":4}"#;
    let full = there_and_back::<Photo>(text);
    assert_eq!(full.notes.as_ref().and_then(|notes| notes.note.as_deref()), Some("n"));
    assert_eq!(
        Photo::from_json(r#"{"last":4,"note":"n","latitude":5,"height":3,"width":2,"id":1}"#).expect("any order"),
        Photo { place: Some(Place { latitude: 5, name: None }), ..full }
    );
    let places = [r#"{"id":1,"latitude":91,"width":2,"last":4}"#, r#"{"id":1,"name":"x","width":2,"last":4}"#];
    assert_eq!(problems::<Photo>(places[0]), [found("less_than_equal", "latitude")]);
    assert_eq!(problems::<Photo>(places[1]), [found("missing", "latitude")], "one key makes it a place");
    assert_eq!(problems::<Photo>(r#"{"id":1,"width":3,"height":3,"last":4}"#), [found("value_error", "")]);
    let schema = Photo::json_schema();
    assert_eq!(schema["$defs"]["Photo"]["required"], json!(["id", "width", "last"]));
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let says = |text: &str| validator.is_valid(&serde_json::from_str(text).expect("JSON"));
    assert!(says(r#"{"id":1,"width":2,"last":4}"#) && says(r#"{"id":1,"width":2,"last":4,"lat":5}"#));
    assert!(!says(places[0]) && !says(places[1]), "a place is there as a whole");
    let prints: Vec<_> = [
        r#"{"id":1,"width":2,"last":4}"#,
        r#"{"id":1,"width":2,"last":4,"latitude":0}"#,
        r#"{"id":1,"width":2,"last":4,"note":null}"#,
    ]
    .map(|text| Photo::from_json(text).expect(text).fingerprint())
    .into();
    assert!(prints[0] != prints[1] && prints[1] != prints[2] && prints[0] != prints[2]);
}
