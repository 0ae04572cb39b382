//! Models through serde: JSON both ways, MessagePack, and inside of plain serde types.

use optimize_core::{Optimized, OptimizedOwned};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Debug;

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(rename_all = "camelCase", computed(area), check = Self::wide)]
struct Frame {
    #[opt(ge = 1)]
    frame_width: u32,
    #[opt(alias = "h", default = 480)]
    height: u32,
    #[opt(exclude_none)]
    label: Option<String>,
}

impl Frame {
    fn area(&self) -> u64 {
        u64::from(self.frame_width) * u64::from(self.height)
    }

    fn wide(&self) -> Result<(), String> {
        if self.frame_width >= self.height { Ok(()) } else { Err("higher than wide".to_owned()) }
    }
}

#[derive(Optimized, Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[opt(rename_all = "snake_case")]
enum Quality {
    VeryLow,
    High,
}

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(trim, extra = "forbid")]
struct Video {
    #[opt(min_length = 1, max_length = 4)]
    id: String,
    #[opt(exclude)]
    secret: u8,
    quality: Quality,
    first: Frame,
    frames: Vec<Option<Frame>>,
    maybe: Option<u8>,
    nested: Option<Box<Video>>,
    by_number: BTreeMap<u8, Quality>,
    by_quality: BTreeMap<Quality, Vec<i64>>,
    pair: (u8, [f32; 2]),
    set: BTreeSet<char>,
    #[opt(max_length = 1)]
    hashed: HashMap<String, ()>,
    float: f64,
    large: i128,
    unsigned: u128,
    nothing: (),
}

fn frame(frame_width: u32) -> Frame {
    Frame { frame_width, height: 1, label: None }
}

fn video() -> Video {
    Video {
        id: "v".to_owned(),
        secret: 42,
        quality: Quality::VeryLow,
        first: Frame { label: Some("é".to_owned()), ..frame(1) },
        frames: vec![Some(frame(2)), None],
        maybe: None,
        nested: None,
        by_number: BTreeMap::from([(7, Quality::High)]),
        by_quality: BTreeMap::from([(Quality::High, vec![i64::MIN, i64::MAX])]),
        pair: (1, [0.5, -0.25]),
        set: BTreeSet::from(['a', '😀']),
        hashed: HashMap::from([("k".to_owned(), ())]),
        float: 0.1,
        large: -1,
        unsigned: 1,
        nothing: (),
    }
}

#[test]
fn serde_json_writes_what_the_dump_writes() {
    let nested = Video { nested: Some(Box::new(video())), ..video() };
    for video in [video(), nested] {
        assert_eq!(serde_json::to_string(&video).expect("serde"), video.to_json_string().expect("a dump"));
        assert_eq!(serde_json::to_value(&video).expect("serde"), video.to_value().expect("a value"));
    }
}

fn with_secret(video: &Video) -> String {
    let mut value = video.to_value().expect("a value");
    value["secret"] = json!(42);
    value.to_string()
}

#[test]
fn serde_json_reads_what_the_parser_reads() {
    let text = with_secret(&video());
    assert_eq!(Video::from_json(&text).expect("the parser"), video());
    assert_eq!(serde_json::from_str::<Video>(&text).expect("serde"), video());
    assert_eq!(serde_json::from_reader::<_, Video>(text.as_bytes()).expect("from a reader"), video());
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(serde_json::from_value::<Video>(value.clone()).expect("from a value"), video());
    assert_eq!(Video::from_value(&value).expect("from a value"), video());
}

#[test]
fn deserializing_validates_and_tells_every_problem() {
    let mut value: serde_json::Value = serde_json::from_str(&with_secret(&video())).expect("JSON");
    value["id"] = json!(" toolong ");
    value["first"] = json!({ "frameWidth": 0, "h": 0 });
    value["frames"] = json!([{ "frameWidth": 1, "height": 2 }, { "frameWidth": 2, "height": 2 }]);
    value["hashed"] = json!({ "a": null, "b": null });
    value["more"] = json!(1);
    let text = value.to_string();
    let ours = Video::from_json(&text).expect_err("five are wrong");
    let serde = serde_json::from_str::<Video>(&text).expect_err("five are wrong").to_string();
    assert_eq!(ours.error_count(), 5, "{ours}");
    for item in ours.errors() {
        assert!(serde.contains(&format!("\n{}\n  {}", item.loc(), item.message())), "{item} is not in\n{serde}");
    }
}

#[test]
fn missing_fields_and_wrong_types_are_serdes_errors() {
    for (change, words) in [
        (json!({ "id": null }), "string"),
        (json!({ "quality": "VeryLow" }), "'very_low' or 'high'"),
        (json!({ "first": 7 }), "Frame"),
        (json!({ "first": {} }), "Field required"),
        (json!({ "pair": [1] }), "1"),
        (json!({ "by_number": { "300": "high" } }), "less than or equal to 255"),
    ] {
        let mut value: serde_json::Value = serde_json::from_str(&with_secret(&video())).expect("JSON");
        for (key, wrong) in change.as_object().expect("an object") {
            value[key] = wrong.clone();
        }
        let error = serde_json::from_value::<Video>(value).expect_err(words).to_string();
        assert!(error.contains(words), "{words} is not in {error}");
    }
}

fn through_message_pack<T: OptimizedOwned + Serialize + for<'de> Deserialize<'de> + PartialEq + Debug>(value: &T) {
    let compact = rmp_serde::to_vec(value).expect("MessagePack takes it");
    assert_eq!(&rmp_serde::from_slice::<T>(&compact).expect("and gives it back"), value);
    let named = rmp_serde::to_vec_named(value).expect("MessagePack takes it by name");
    assert_eq!(&rmp_serde::from_slice::<T>(&named).expect("and gives it back"), value);
    assert!(compact.len() <= named.len());
}

#[test]
fn binary_formats_carry_every_field() {
    through_message_pack(&video());
    through_message_pack(&Video { nested: Some(Box::new(video())), maybe: Some(1), secret: 7, ..video() });
    through_message_pack(&Frame { label: Some(String::new()), ..frame(9) });
    through_message_pack(&Quality::High);
}

#[test]
fn binary_formats_validate_too() {
    let wrong = Video { id: "toolong".to_owned(), first: frame(0), ..video() };
    for bytes in [rmp_serde::to_vec(&wrong).expect("bytes"), rmp_serde::to_vec_named(&wrong).expect("bytes")] {
        let error = rmp_serde::from_slice::<Video>(&bytes).expect_err("two are wrong").to_string();
        assert!(error.contains("at most 4 characters") && error.contains("greater than or equal to 1"), "{error}");
    }
}

#[test]
fn a_shorter_sequence_lacks_fields() {
    let bytes = rmp_serde::to_vec(&(3_u32,)).expect("bytes");
    let error = rmp_serde::from_slice::<Frame>(&bytes).expect_err("higher than wide: the default is 480").to_string();
    assert!(error.contains("higher than wide"), "{error}");
    let bytes = rmp_serde::to_vec(&(500_u32,)).expect("bytes");
    let read = rmp_serde::from_slice::<Frame>(&bytes).expect("the rest has defaults");
    assert_eq!(read, Frame { frame_width: 500, height: 480, label: None });
    let bytes = rmp_serde::to_vec::<[u8; 0]>(&[]).expect("bytes");
    assert!(rmp_serde::from_slice::<Frame>(&bytes).expect_err("nothing").to_string().contains("Field required"));
}

/// A plain serde type that holds models.
#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Envelope<T> {
    version: u8,
    #[serde(flatten)]
    head: Head,
    items: Vec<T>,
    quality: Quality,
    either: Either,
}

#[derive(Optimized, Debug, PartialEq)]
struct Head {
    #[opt(max_length = 3)]
    name: String,
    count: Option<u8>,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(untagged)]
enum Either {
    Frame(Frame),
    Number(u8),
}

#[test]
fn models_live_in_plain_serde_types() {
    let text = r#"{"version":1,"name":"abc","count":null,"items":[{"frameWidth":3,"height":2,"area":6}],"quality":"high","either":{"frameWidth":1,"height":1,"area":1}}"#;
    let read: Envelope<Frame> = serde_json::from_str(text).expect("an envelope");
    assert_eq!(read.head, Head { name: "abc".to_owned(), count: None });
    assert_eq!(read.either, Either::Frame(frame(1)));
    assert_eq!(serde_json::to_string(&read).expect("serde"), text);
    let error = serde_json::from_str::<Envelope<Frame>>(&text.replace("\"abc\"", "\"abcd\"")).expect_err("too long");
    assert!(error.to_string().contains("at most 3 characters"), "{error}");
    let other = text.replace(r#"{"frameWidth":1,"height":1,"area":1}"#, "7");
    assert_eq!(serde_json::from_str::<Envelope<Frame>>(&other).expect("a number").either, Either::Number(7));
}

#[derive(Optimized, Debug, PartialEq)]
struct Line<'a> {
    text: &'a str,
    cow: Cow<'a, str>,
}

#[test]
fn serde_borrows_too() {
    let text = r#"{"text":"a","cow":"b\n"}"#;
    let line: Line<'_> = serde_json::from_str(text).expect("a line");
    assert_eq!(line, Line { text: "a", cow: Cow::Borrowed("b\n") });
    assert!(text.as_bytes().as_ptr_range().contains(&line.text.as_ptr()));
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(coerce)]
struct Lax {
    count: u8,
    half: f32,
    double: f64,
    yes: bool,
    list: Vec<i64>,
    some: Option<std::num::NonZeroU16>,
    day: Option<jiff::civil::Date>,
    wide: Option<u128>,
    #[opt(ge = 3, le = 9)]
    bounded: u16,
    #[opt(strict)]
    strict: Option<u8>,
    level: Option<Level>,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(coerce)]
struct Level(u8);

/// `coerce` is a key of the field, however it is read.
#[test]
fn conversions_happen_through_serde_too() {
    let text = r#"{"count":"1","half":"0.5","double":true,"yes":"on","list":["-1",2.0,3],"some":"4","day":"2020-01-01T00:00:00",
        "wide":340282366920938463463374607431768211455,"bounded":"5","level":"6"}"#;
    let read = Lax::from_json(text).expect("fine");
    assert_eq!((read.count, read.half, read.double, read.yes), (1, 0.5, 1.0, true));
    assert_eq!(serde_json::from_str::<Lax>(text).expect("fine"), read);
    let wrong = text.replace("\"bounded\":\"5\"", "\"bounded\":\"2\"").replace("\"count\":\"1\"", "\"count\":300");
    let error = serde_json::from_str::<Lax>(&wrong).expect_err("out of range").to_string();
    assert!(error.contains("less than or equal to 255"), "{error}");
    let error = serde_json::from_str::<Lax>(&text.replace(":\"5\"", ":\"2\"")).expect_err("too small").to_string();
    assert!(error.contains("bounded\n  Input should be greater than or equal to 3"), "{error}");
    let error = serde_json::from_str::<Lax>(&text.replace("\"on\"", "\"maybe\"")).expect_err("no word").to_string();
    assert!(error.contains("Input should be a valid boolean"), "{error}");
    assert!(serde_json::from_str::<Lax>(&text.replace("\"level\"", "\"strict\":\"1\",\"level\"")).is_err());
    let bytes = rmp_serde::to_vec(&read).expect("MessagePack");
    assert_eq!(rmp_serde::from_slice::<Lax>(&bytes).expect("as written"), read);
}
