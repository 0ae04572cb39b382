//! `from_json_into`: reading over any value gives what reading gives, and uses its memory.

use optimize_core::{Optimized, OptimizedOwned, ParseOptions, ValidationError, json};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::net::Ipv4Addr;

/// Reads each document over the value of each other one, and over nothing.
#[track_caller]
fn pairs<T: OptimizedOwned + PartialEq + Debug>(documents: &[&str]) {
    let text = |error: ValidationError| (error.to_string(), error.to_value());
    assert!(
        documents.iter().filter(|document| T::from_json(document).is_ok()).count() > 1,
        "there is little to read over"
    );
    for document in documents {
        let wanted = T::from_json(document).map_err(text);
        for before in documents.iter().filter_map(|before| T::from_json(before).ok()).map(Some).chain([None]) {
            let mut slot = before;
            let read = T::from_json_into(document, &mut slot).map(|_| ()).map_err(text);
            match &wanted {
                Ok(value) => assert_eq!((read, slot.as_ref()), (Ok(()), Some(value)), "{document}"),
                Err(error) => assert_eq!((read.as_ref(), slot), (Err(error), None), "{document}"),
            }
        }
    }
}

#[derive(Optimized, Debug, PartialEq, Clone, Copy)]
enum Level {
    Low,
    High,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "forbid")]
struct Point {
    #[opt(ge = 0.0)]
    x: f64,
    #[opt(default = 1.5)]
    y: f64,
}

fn next_count() -> u32 {
    7
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(check = has_room)]
struct Record {
    #[opt(min_length = 2, alias = "label")]
    name: String,
    #[opt(default = 3)]
    count: u8,
    #[opt(max_length = 3)]
    tags: Vec<String>,
    level: Option<Level>,
    points: Vec<Point>,
    center: Option<Box<Point>>,
    #[opt(max_length = 2)]
    labels: BTreeMap<String, String>,
    sizes: HashMap<u16, Vec<u8>>,
    #[opt(trim)]
    trimmed: Option<String>,
    address: Option<Ipv4Addr>,
    #[opt(skip, default = next_count())]
    skipped: u32,
    #[opt(secret)]
    key: Option<String>,
    rest: Value,
}

fn has_room(record: &Record) -> Result<(), String> {
    if record.count == 99 { Err("there is no room".to_owned()) } else { Ok(()) }
}

const FULL: &str = r#"{"name":"first one","count":4,"tags":["a","bb","a longer tag than the others"],"level":"High","points":[{"x":1.0,"y":2.0},{"x":3.0}],"center":{"x":0.5},"labels":{"k":"v","l":"w"},"sizes":{"640":[1,2],"480":[]},"trimmed":" x ","address":"10.0.0.1","key":"hunter2","rest":{"a":[1]}}"#;

const RECORDS: &[&str] = &[
    FULL,
    r#"{"name":"second","tags":[],"points":[],"labels":{},"sizes":{},"rest":null}"#,
    // Another order, white space, the alias, unknown keys.
    r#"{ "rest": 1, "sizes": {"480": [3], "640": [1, 2, 3]}, "more": {"x": [1]}, "labels": {"l": "w", "k": "v"}, "points": [{"y": 1, "x": 2}], "tags": ["z"], "label": "third" }"#,
    r#"{"name":"escaped \n\u00e9","tags":["\t"],"points":[],"labels":{"k":"other","m":"new"},"sizes":{},"rest":"x"}"#,
    r#"{"name":"dup","name":"later","tags":["a"],"tags":[],"points":[],"labels":{"k":"v","k":"w"},"sizes":{},"rest":[]}"#,
    // Broken, each otherwise.
    r#"{"name":"x","count":400,"tags":["a","b","c","d"],"points":[{"x":-1},{"z":1}],"labels":{"a":"","b":"","c":""},"sizes":{"x":[],"1":[300]},"rest":0}"#,
    r#"{"tags":[1],"points":[{}],"center":{"x":"1"},"labels":{"k":1,"l":"w"},"level":"Mid","sizes":[],"address":"x"}"#,
    r#"{"name":"dup","count":400,"count":4,"tags":[],"points":[],"labels":{"k":1,"k":"w"},"sizes":{},"rest":[]}"#,
    r#"{"name":"dup","tags":[],"points":[],"labels":{"k":"v","l":5,"m":"x"},"sizes":{},"rest":[]}"#,
    r#"{"name":"full","count":99,"tags":[],"points":[],"labels":{},"sizes":{},"rest":[]}"#,
    r#"{"name":"torn","tags":["a""#,
    r#"{"name":"torn","tags":[],"points":[],"labels":{"k":"v""#,
    r#"{"name":"first one"} x"#,
    "[]",
    "null",
    "",
];

#[test]
fn over_any_value_is_as_over_none() {
    pairs::<Record>(RECORDS);
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(tag = "kind")]
enum Shape {
    Circle { radius: f64, name: String },
    Text(Point),
    Nothing,
}

#[derive(Optimized, Debug, PartialEq)]
struct Name(#[opt(max_length = 5)] String);

#[derive(Optimized, Debug, PartialEq)]
struct Inner {
    width: u32,
    title: Option<String>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Flat {
    id: u32,
    #[opt(flatten)]
    inner: Inner,
    last: String,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "allow")]
struct Open {
    id: u32,
    #[opt(extra)]
    extra: BTreeMap<String, Value>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Page<T> {
    items: Vec<T>,
    total: usize,
}

#[derive(Optimized, Debug, PartialEq)]
struct Node {
    value: i64,
    children: Vec<Node>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Deep {
    #[opt(path("a", "b"))]
    found: String,
    other: Option<String>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Pairs {
    pair: (String, u8),
    fixed: [u8; 2],
    #[opt(serde)]
    foreign: std::time::SystemTime,
}

#[test]
fn every_shape_can_be_read_over() {
    pairs::<Shape>(&[
        r#"{"kind":"Circle","radius":1.5,"name":"c"}"#,
        r#"{"name":"d","radius":2,"kind":"Circle"}"#,
        r#"{"kind":"Text","x":1.0}"#,
        r#"{"kind":"Nothing"}"#,
        r#"{"kind":"Square"}"#,
    ]);
    pairs::<Name>(&[r#""abc""#, r#""d""#, r#""too long""#, "1"]);
    pairs::<Flat>(&[
        r#"{"id":1,"width":2,"title":"t","last":"l"}"#,
        r#"{"last":"m","width":3,"id":4}"#,
        r#"{"id":1,"width":-2}"#,
    ]);
    pairs::<Open>(&[r#"{"id":1,"a":1,"b":2}"#, r#"{"b":3,"id":2}"#, r#"{"c":3}"#]);
    pairs::<Page<Point>>(&[
        r#"{"items":[{"x":1.0,"y":1.0},{"x":2.0}],"total":2}"#,
        r#"{"items":[{"x":3.0}],"total":1}"#,
        r#"{"items":[{"x":3.0},{"x":-3.0},{"x":3.0}],"total":1}"#,
        r#"{"items":[],"total":0}"#,
    ]);
    pairs::<Node>(&[
        r#"{"value":1,"children":[{"value":2,"children":[{"value":3,"children":[]}]},{"value":4,"children":[]}]}"#,
        r#"{"value":5,"children":[{"value":6,"children":[]}]}"#,
        r#"{"value":5,"children":[{"value":"6","children":[{}]}]}"#,
    ]);
    pairs::<Deep>(&[r#"{"a":{"b":"x"},"other":"o"}"#, r#"{"other":null,"a":{"c":1,"b":"y"}}"#, r#"{"a":{}}"#]);
    pairs::<Pairs>(&[
        r#"{"pair":["a",1],"fixed":[1,2],"foreign":{"secs_since_epoch":1,"nanos_since_epoch":2}}"#,
        r#"{"pair":["b",2],"fixed":[3,4],"foreign":{"secs_since_epoch":3,"nanos_since_epoch":4}}"#,
        r#"{"pair":["b"],"fixed":[3,4,5],"foreign":1}"#,
    ]);
}

#[test]
fn the_memory_is_the_same() {
    let mut slot = None;
    let places = |record: &Record| {
        (
            record.name.as_ptr(),
            record.tags.iter().map(|tag| tag.as_ptr()).collect::<Vec<_>>(),
            record.points.as_ptr(),
            record.center.as_deref().map(std::ptr::from_ref),
            record.labels.iter().map(|(key, value)| (key.as_ptr(), value.as_ptr())).collect::<Vec<_>>(),
        )
    };
    let first = places(Record::from_json_into(FULL, &mut slot).unwrap());
    let again = FULL.replace("first one", "second").replace("\"bb\"", "\"\"").replace("\"v\"", "\"\"");
    let record = Record::from_json_into(&again, &mut slot).unwrap();
    assert_eq!(places(record), first);
    assert_eq!((record.name.as_str(), record.tags[1].as_str(), record.labels["k"].as_str()), ("second", "", ""));
}

/// A type that can not be taken apart.
#[derive(Optimized, Debug, PartialEq)]
struct Guard {
    name: String,
}

impl Drop for Guard {
    fn drop(&mut self) {}
}

#[derive(Optimized, Debug, PartialEq)]
struct Fragile {
    #[opt(check = no_zero)]
    first: u8,
    second: Vec<u8>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // what a validator is given
fn no_zero(value: &u8) -> Result<(), String> {
    assert_ne!(*value, 0, "a validator that panics");
    Ok(())
}

#[test]
fn a_panic_leaves_nothing_half_read() {
    let mut slot = Some(Fragile { first: 1, second: vec![1, 2] });
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        Fragile::from_json_into(r#"{"second":[7],"first":0}"#, &mut slot).is_ok()
    }));
    assert!(read.is_err());
    assert_eq!(slot, None);
}

#[derive(Optimized, Debug, PartialEq)]
struct Borrowed<'a> {
    name: &'a str,
    tags: Vec<std::borrow::Cow<'a, str>>,
}

#[test]
fn types_with_drop_and_lifetimes() {
    pairs::<Guard>(&[r#"{"name":"a"}"#, r#"{"name":"b"}"#, r#"{"name":1}"#]);
    let (first, second) = (r#"{"name":"a","tags":["x","y"]}"#.to_owned(), r#"{"name":"b","tags":["\n"]}"#.to_owned());
    let mut slot = None;
    Borrowed::from_json_into(&first, &mut slot).unwrap();
    let read = Borrowed::from_json_into(&second, &mut slot).unwrap();
    assert_eq!(*read, Borrowed { name: "b", tags: vec!["\n".into()] });
}

#[test]
fn options_hold_as_everywhere() {
    let mut slot = Some(Point { x: 1.0, y: 2.0 });
    let lax = ParseOptions::new().coerce();
    assert_eq!(Point::from_json_into_with(r#"{"x":"3"}"#, &mut slot, &lax).unwrap(), &Point { x: 3.0, y: 1.5 });
    let small = ParseOptions::new().max_bytes(5);
    assert!(Point::from_json_into_with(r#"{"x":3}"#, &mut slot, &small).is_err());
    assert_eq!(slot, None);
    let few = ParseOptions::new().max_items(3);
    let mut slot = Some(json::from_json::<Page<u8>>(r#"{"items":[1,2,3],"total":3}"#).unwrap());
    assert!(Page::<u8>::from_json_into_with(r#"{"items":[1,2,3],"total":3}"#, &mut slot, &few).is_ok());
    assert!(Page::<u8>::from_json_into_with(r#"{"items":[1,2,3,4],"total":3}"#, &mut slot, &few).is_err());
}

/// A title too long for anything but memory of its own.
fn clip(number: usize) -> String {
    format!("{{\"title\":\"a title that needs memory of its own, number {}\"}}", 100_000 + number)
}

#[derive(Optimized, Debug, PartialEq)]
struct Clip {
    title: String,
}

#[test]
fn a_batch_is_read_into_the_memory_of_the_one_before() {
    let inputs: Vec<String> = (0..5_000).map(clip).collect();
    let (batch, mut clips) = (optimize_core::batch::Batch::new(), Vec::new());
    batch.decode_into::<Clip, _>(&inputs, &mut clips);
    let titles = |clips: &[Result<Clip, _>]| -> Vec<*const u8> {
        clips
            .iter()
            .map(|clip: &Result<Clip, optimize_core::batch::BatchError>| clip.as_ref().unwrap().title.as_ptr())
            .collect()
    };
    let before = titles(&clips);
    let inputs: Vec<String> = (5_000..10_000).map(clip).collect();
    batch.decode_into(&inputs, &mut clips);
    assert_eq!(titles(&clips), before);
    assert!(inputs.iter().zip(&clips).all(|(input, clip)| clip.as_ref().unwrap() == &Clip::from_json(input).unwrap()));
}

#[test]
fn all_cores_read_a_stream_into_few_records() {
    let file: String = (0..20_000).map(|number| clip(number) + "\n").collect();
    let mut reader = optimize_core::stream::StreamReader::builder().open_parallel::<_, Clip>(file.as_bytes()).unwrap();
    let (mut slot, mut memory) = (None, std::collections::HashSet::new());
    for number in 0..20_000 {
        let found = reader.read_into(&mut slot).unwrap().unwrap();
        assert_eq!(*found, Clip::from_json(&clip(number)).unwrap());
        memory.insert(found.title.as_ptr());
    }
    assert!(reader.read_into(&mut slot).is_none());
    // As many as the blocks under way have, however long the stream.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let most = (3 * threads + 2) * ((64 << 10) / clip(0).len() + 1);
    assert!(memory.len() <= most, "{} of at most {most}", memory.len());
}
