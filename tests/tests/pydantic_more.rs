//! What pydantic says of unions, aliases, unknown keys, keys of maps, wide integers, bounds of times, formats and
//! validators, in lax and in strict mode. The models are those of `interop/record_more.py`, name by name.

use jiff::Timestamp;
use jiff::Zoned;
use jiff::civil::{Date, DateTime, date};
use optimize_core::Optimized;
use optimize_core::error::Problem;
use optimize_tests::outcome::{context_difference, text_difference};
use optimize_tests::recording::Recording;
use optimize_tests::{models, recorded};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::time::Duration;
use url::Url;
use uuid::Uuid;

#[derive(Optimized, Debug)]
#[opt(tag = "kind", rename_all = "lowercase")]
enum Pet {
    Cat {
        #[opt(ge = 0, le = 9)]
        lives: i64,
    },
    Dog {
        #[opt(min_length = 1)]
        name: String,
        #[opt(default)]
        tags: Vec<String>,
    },
    None,
}

#[derive(Optimized, Debug)]
#[opt(tag = "kind", rename_all = "lowercase", extra = "forbid")]
enum ClosedPet {
    Cat {
        #[opt(ge = 0, le = 9)]
        lives: i64,
    },
    Dog {
        #[opt(min_length = 1)]
        name: String,
        #[opt(default)]
        tags: Vec<String>,
    },
}

#[derive(Optimized, Debug)]
struct Circle {
    #[opt(gt = 0.0)]
    radius: f64,
}

#[derive(Optimized, Debug)]
struct Sheet {
    width: i64,
    #[opt(default = 1)]
    height: i64,
}

#[derive(Optimized, Debug)]
#[opt(untagged)]
enum IntText {
    Int(i64),
    Text(String),
}

#[derive(Optimized, Debug)]
#[opt(untagged)]
enum TextInt {
    Text(String),
    Int(i64),
}

#[derive(Optimized, Debug)]
#[opt(untagged)]
enum Shape {
    Circle(Circle),
    Sheet(Sheet),
}

#[derive(Optimized, Debug)]
#[opt(untagged)]
enum ListInt {
    List(Vec<i64>),
    Int(i64),
}

#[derive(Optimized, Debug)]
#[opt(untagged)]
enum BoundText {
    Int(#[opt(gt = 0)] i64),
    Text(#[opt(max_length = 2)] String),
}

#[derive(Optimized, Debug)]
struct Aliased {
    #[opt(alias = "ID", alias = "_id")]
    id: i64,
    #[opt(rename = "fullName", default = "x", max_length = 4)]
    name: String,
    #[opt(alias = "memo")]
    note: Option<String>,
}

#[derive(Optimized, Debug)]
#[opt(extra = "forbid")]
struct ClosedAliased {
    #[opt(alias = "ID")]
    id: i64,
}

#[derive(Optimized, Debug)]
#[opt(populate_by_name)]
struct ByName {
    #[opt(rename = "fullName")]
    full_name: String,
    #[opt(rename = "s", default = 1, gt = 0)]
    size: i64,
}

#[derive(Optimized, Debug)]
#[opt(extra = "allow")]
struct Open {
    a: i64,
    #[opt(extra)]
    rest: Map<String, Value>,
}

#[derive(Optimized, Debug)]
#[opt(extra = "allow")]
struct OpenInts {
    a: i64,
    #[opt(extra)]
    rest: BTreeMap<String, u8>,
}

#[derive(Optimized, Debug)]
#[opt(extra = "forbid")]
struct Deep {
    inner: Option<Box<Deep>>,
    #[opt(default)]
    many: Vec<Deep>,
    #[opt(default)]
    n: i64,
}

#[derive(Optimized, Debug)]
struct Positive(#[opt(gt = 0)] i64);

#[derive(Optimized, Debug)]
struct Names(#[opt(items(min_length = 1))] Vec<String>);

#[derive(Optimized, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[opt(rename_all = "lowercase")]
enum Choice {
    A,
    B,
}

#[derive(Optimized, Debug)]
struct Three(#[opt(gt = 0)] i64, #[opt(max_length = 1)] String, #[opt(required)] Option<bool>);

fn odd(value: &i64) -> Result<(), Problem> {
    if value % 2 == 1 { Ok(()) } else { Err(Problem::assertion_error("must be odd")) }
}

fn even(value: &i64) -> Result<(), &'static str> {
    if value % 2 == 0 { Ok(()) } else { Err("must be even") }
}

models! {
    Tagged { v: Pet }
    TaggedList { v: Vec<Pet> }
    TaggedMap { v: BTreeMap<String, Pet> }
    MaybeTagged { v: Option<Pet> }
    ClosedTagged { v: ClosedPet }
    IntOrText { v: IntText }
    TextOrInt { v: TextInt }
    ShapeOf { v: Shape }
    ListOrInt { v: ListInt }
    BoundOrText { v: BoundText }
    Aliases { v: Aliased }
    TwoNames { v: Aliased }
    ClosedAliases { v: ClosedAliased }
    ByNames { v: ByName }
    Opened { v: Open }
    OpenedInts { v: OpenInts }
    DeepForbid { v: Deep }
    Root { v: Positive }
    RootList { v: Vec<Positive> }
    RootNames { v: Names }
    RootMap { v: BTreeMap<String, Names> }
    BoolKeys { v: BTreeMap<bool, i64> }
    UuidKeys { v: BTreeMap<Uuid, i64> }
    #[opt(keys(pattern = "^[a-z]+$"))]
    PatternKeys { v: BTreeMap<String, i64> }
    #[opt(keys(min_length = 2, max_length = 3))]
    LengthKeys { v: BTreeMap<String, i64> }
    #[opt(keys(ge = 10), values(max_length = 1))]
    BoundKeys { v: BTreeMap<i64, Vec<i64>> }
    ChoiceKeys { v: BTreeMap<Choice, i64> }
    Unsigned { v: u64 }
    Signed { v: i32 }
    Widest { v: u128 }
    WidestSigned { v: i128 }
    #[opt(ge = date(2020, 1, 1), lt = date(2030, 1, 1))]
    Dates { v: Date }
    #[opt(past)]
    LongAgo { v: Date }
    #[opt(future)]
    FarAhead { v: Date }
    #[opt(gt = Duration::from_secs(1), le = Duration::from_secs(60))]
    Short { v: Duration }
    #[opt(ge = Timestamp::UNIX_EPOCH)]
    SinceEpoch { v: Zoned }
    Moments { v: Vec<DateTime> }
    DayMap { v: BTreeMap<String, Date> }
    #[opt(min_length = 1, max_length = 2, items(min_length = 2, max_length = 2, items(ge = 0)))]
    Grid { v: Vec<Vec<i64>> }
    #[opt(min_length = 1, max_length = 2, items(min_length = 1))]
    Words { v: BTreeSet<String> }
    Triple { v: Three }
    #[opt(min_length = 1)]
    MaybeList { v: Option<Vec<i64>> }
    #[opt(items(lt = 1.0))]
    MaybeMaybe { v: Vec<Option<f64>> }
    #[opt(lowercase, pattern = "^[a-z]+$", max_length = 3)]
    Low { v: String }
    #[opt(uppercase, trim, min_length = 2)]
    Up { v: String }
    #[opt(strict)]
    StrictNumber { v: i64 }
    #[opt(strict)]
    StrictFlags { v: Vec<bool> }
    #[opt(email)]
    Mail { v: String }
    #[opt(url(schemes = ["http", "https"]), max_length = 20)]
    Link { v: Url }
    #[opt(uuid(version = 4))]
    Id { v: Uuid }
    Host { v: Option<IpAddr> }
    #[opt(values(items(email)))]
    Links { v: BTreeMap<String, Vec<String>> }
    #[opt(check = odd)]
    Odd { v: i64 }
    #[opt(gt = 0, check = even)]
    Even { v: i64 }
    Null { v: () }
    Letter { v: char }
}

const TWICE: &str = "of several names of a field the last in the input counts, as of equal keys; pydantic goes by the order of the choices";
const FIRST: &str = "strings are normalised before every check; pydantic changes the case behind length and pattern";

recorded!(Recording {
    deliberate: &[
        ("TwoNames", r#"{"v":{"ID":2,"_id":1}}"#, TWICE),
        ("TwoNames", r#"{"v":{"id":"x","ID":2}}"#, TWICE),
        ("Low", r#"{"v":"ABC"}"#, FIRST),
        ("Up", r#"{"v":"ß"}"#, FIRST),
    ],
    // No `serde_json::Value` holds an integer of more than 64 bits: what is told of one is its text.
    contexts: |recorded, ours| context_difference(recorded, ours).filter(|text| !text.contains("e+38")),
    // Of a duration pydantic shows the object that it made of the input.
    texts: |recorded, ours| text_difference(recorded, ours).filter(|text| !text.contains("=datetime.timedelta(")),
    ..Recording::new("pydantic_more.ndjson", parse)
});
