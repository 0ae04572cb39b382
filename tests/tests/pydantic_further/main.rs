//! What pydantic says of narrow and wide numbers, patterns, literals, collections of every kind, keys of maps, bounds of
//! times, unions, aliases that are paths, and validators, in lax and in strict mode. The models are those of
//! `interop/record_further.py`, name by name.

mod inside;

use crate::inside::*;
use jiff::civil::{Date, DateTime, Time, date, datetime, time};
use jiff::{SignedDuration, Timestamp, Zoned};
use optimize_core::Json;
use optimize_tests::outcome::{context_difference, text_difference};
use optimize_tests::recording::Recording;
use optimize_tests::{models, recorded};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::Ipv6Addr;
use std::num::NonZero;
use url::Url;
use uuid::Uuid;

models! {
    I8 { v: i8 }
    I16 { v: i16 }
    U16 { v: u16 }
    U32 { v: u32 }
    Counted { v: NonZero<u8> }
    #[opt(gt = -3, lt = 300, multiple_of = 2)]
    Odds { v: i32 }
    #[opt(multiple_of = 7, ge = -100)]
    Sevens { v: i64 }
    MaybeByte { v: Option<u8> }
    Bytes { v: Vec<u8> }
    #[opt(gt = 1e-7, lt = 1e21)]
    Tiny { v: f64 }
    #[opt(ge = 1e-5, le = 123456789012345680.0)]
    Exact { v: f64 }
    #[opt(multiple_of = 0.01)]
    Cents { v: f64 }
    #[opt(multiple_of = 3.0, ge = -3)]
    Thirds { v: f64 }
    #[opt(gt = -0.5, lt = -0.0)]
    Minus { v: f64 }
    Floats { v: Vec<f64> }
    MaybeFloat { v: Option<f64> }
    Flag { v: bool }
    Flags { v: Vec<Option<bool>> }
    #[opt(pattern = "(?i)^abc$")]
    AnyCase { v: String }
    #[opt(pattern = r"^\w+$")]
    WordOnly { v: String }
    #[opt(pattern = r"\bfoo\b")]
    HasFoo { v: String }
    #[opt(pattern = r"^\p{L}+$")]
    Letters { v: String }
    #[opt(pattern = "^.{2,3}$")]
    TwoOrThree { v: String }
    #[opt(pattern = "^(?:a|bc)*d?$")]
    Groups { v: String }
    #[opt(pattern = r"\d{3}-\d{4}")]
    Phone { v: String }
    #[opt(pattern = r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$")]
    Mailish { v: String }
    #[opt(pattern = "(?s)^a.b")]
    AnyDot { v: String }
    #[opt(pattern = "(?m)^x$")]
    Lines { v: String }
    #[opt(pattern = "^#[0-9a-fA-F]{6}$")]
    Colour { v: String }
    #[opt(pattern = r"^\+?[1-9]\d{1,14}$")]
    Dialled { v: String }
    #[opt(pattern = "^[一-龥]+$")]
    Han { v: String }
    #[opt(pattern = "^[a-z0-9]+(?:[_-][a-z0-9]+)*$")]
    Slug { v: String }
    #[opt(pattern = r"^\S*$")]
    NotSpace { v: String }
    #[opt(pattern = r"\A[a-z]+\z")]
    Absolute { v: String }
    #[opt(pattern = "(?i)kelvin|straße|ſ")]
    FoldedLong { v: String }
    #[opt(min_length = 3, max_length = 3)]
    Three { v: String }
    #[opt(ascii, max_length = 3)]
    Ascii { v: String }
    #[opt(trim, min_length = 1, max_length = 3, pattern = "^[a-zé]*$")]
    Trimmed { v: String }
    #[opt(lowercase)]
    Lower { v: String }
    #[opt(uppercase)]
    Upper { v: String }
    #[opt(pattern = "[a-zé😀]", min_length = 1, max_length = 1)]
    Letter { v: String }
    #[opt(one_of("a", "it's", "say \"x\"", "a\\b", ""))]
    OddWords { v: String }
    OddEnum { v: Odd }
    #[opt(one_of("it's"))]
    OneWord { v: String }
    #[opt(one_of(1, 2, -6))]
    SomeInts { v: i64 }
    #[opt(one_of(2))]
    OneInt { v: u8 }
    #[opt(one_of("a", "b"))]
    MaybeWord { v: Option<String> }
    #[opt(items(one_of("a", "b")))]
    WordList { v: Vec<String> }
    #[opt(values(one_of(1, 2)))]
    WordMap { v: BTreeMap<AOrIts, i64> }
    Queue { v: VecDeque<i64> }
    #[opt(min_length = 1, max_length = 2)]
    ShortQueue { v: VecDeque<i64> }
    TextSet { v: BTreeSet<String> }
    #[opt(min_length = 2)]
    FloatList { v: Vec<f64> }
    Triple { v: (i64, i64, i64) }
    Lone { v: (i64,) }
    PairList { v: Vec<(i64, String)> }
    PairSet { v: BTreeSet<(i64, i64)> }
    MaybeSet { v: BTreeSet<Option<i64>> }
    FlagSet { v: BTreeSet<bool> }
    DateSet { v: BTreeSet<Date> }
    #[opt(min_length = 1)]
    LevelSet { v: BTreeSet<Level> }
    Deep { v: Vec<Option<Vec<Option<i64>>>> }
    #[opt(min_length = 2, max_length = 4, items(ge = 2, multiple_of = 2))]
    BoundItems { v: Vec<i64> }
    #[opt(items(trim, min_length = 1))]
    TextItems { v: Vec<String> }
    #[opt(max_length = 2)]
    ShortSet { v: BTreeSet<i64> }
    Mixed { v: (A, Option<f64>, Vec<i64>) }
    ByteKeys { v: BTreeMap<i8, i64> }
    WideKeys { v: BTreeMap<u64, i64> }
    DateKeys { v: BTreeMap<Date, i64> }
    MomentKeys { v: BTreeMap<Timestamp, i64> }
    TimeKeys { v: BTreeMap<Time, i64> }
    SpanKeys { v: BTreeMap<SignedDuration, i64> }
    AddressKeys { v: BTreeMap<Ipv6Addr, i64> }
    LetterKeys { v: BTreeMap<char, i64> }
    #[opt(max_length = 1)]
    LevelKeys { v: BTreeMap<Level, i64> }
    MaybeValues { v: BTreeMap<String, Option<bool>> }
    #[opt(values(values(max_length = 2)))]
    DeepMap { v: BTreeMap<String, BTreeMap<String, Vec<i64>>> }
    #[opt(min_length = 1, max_length = 2)]
    AnyMap { v: Map<String, Value> }
    #[opt(keys(trim, min_length = 1))]
    TrimKeys { v: BTreeMap<String, i64> }
    #[opt(ge = datetime(2020, 1, 1, 0, 0, 0, 0), lt = datetime(2024, 1, 1, 0, 0, 0, 0))]
    SinceNaive { v: DateTime }
    #[opt(gt = Timestamp::constant(1_577_836_800, 0))]
    AfterAware { v: Zoned }
    #[opt(ge = time(8, 0, 0, 0), lt = time(18, 30, 0, 0))]
    OfficeHours { v: Time }
    #[opt(ge = SignedDuration::from_secs(-86_400), lt = SignedDuration::from_secs(604_800))]
    Week { v: SignedDuration }
    Dates { v: Vec<Date> }
    #[opt(le = date(2020, 1, 1))]
    Latest { v: Date }
    #[opt(url(schemes = ["http", "https"]))]
    Web { v: Url }
    #[opt(url(schemes = ["http", "https"]), max_length = 2083)]
    Http { v: Url }
    #[opt(url(schemes = ["ws", "wss"]))]
    Socket { v: Url }
    #[opt(url(schemes = ["ftp"]))]
    Ftp { v: Url }
    AnyLink { v: Url }
    #[opt(uuid(version = 1))]
    Id1 { v: Uuid }
    #[opt(uuid(version = 7))]
    Id7 { v: Uuid }
    AnyId { v: Uuid }
    #[opt(gt = 0, lt = 1000, max_digits = 5, decimal_places = 2)]
    Price { v: Decimal }
    JsonMap { v: Json<BTreeMap<String, i64>> }
    Leaves { v: Leaf }
    Sizes { v: inside::Sizes }
    SizeList { v: Vec<TwoSizes> }
    MaybeSizes { v: Option<TwoSizes> }
    Terms { v: Term }
    IntFloat { v: inside::IntFloat }
    FloatInt { v: inside::FloatInt }
    BoolIntText { v: inside::BoolIntText }
    TextBool { v: inside::TextBool }
    DateText { v: inside::DateText }
    TextDate { v: inside::TextDate }
    IdText { v: inside::IdText }
    WordInt { v: inside::WordInt }
    #[opt(required)]
    NoneIntList { v: Option<IntList> }
    MapList { v: inside::MapList }
    ModelText { v: inside::ModelText }
    Scalars { v: Vec<IntText> }
    ScalarMap { v: BTreeMap<String, Scalar> }
    Paths { v: Pathed }
    Camels { v: Camel }
    Renames { v: Renamed }
    Order { v: Ordered }
    Orders { v: Vec<Ordered> }
    Unwrap { v: Wrapped }
    FirmOnes { v: Firm }
    #[opt(before = split)]
    Split { v: Vec<String> }
    #[opt(before = no_dots, gt = 0)]
    NoDots { v: i64 }
    #[opt(gt = 0, after = halved)]
    Halved { v: i64 }
    #[opt(max_length = 4, check = calm)]
    Calm { v: String }
    #[opt(check = quiet)]
    Quiet { v: String }
    Areas { v: inside::Sized }
    IntBox { v: Boxed<i64> }
    BoxBox { v: Boxed<Boxed<String>> }
    Grids { v: Grid }
    Tables { v: Table }
    Most { v: Many }
    Clocks { v: SignedDuration }
    Instants { v: Zoned }
    Zeros { v: i64 }
    Underscores { v: f64 }
    #[opt(multiple_of = 0.5)]
    Halves { v: f64 }
    #[opt(gt = 0, le = 60, multiple_of = 2)]
    Frames { v: u8 }
    #[opt(max_digits = 4, decimal_places = 2, lt = 10)]
    Large { v: Decimal }
    #[opt(ge = -1.5, lt = 0.1)]
    LargeBounds { v: Decimal }
    #[opt(email)]
    Mails { v: String }
}

const FIRST: &str = "the first variant that fits is taken, as by serde; pydantic weighs the members of a union by exactness and fields set";
const EQUAL: &str = "to Python 1.0 and True are 1: its literals take them in strict mode too";
const PLACES: &str = "a `Decimal` has 28 places";
const URL: &str = "a strict URL of pydantic's has no syntax that the URL standard corrects; the type `Url` can hold some of it, and what is \
                   written is read";

recorded!(Recording {
    deliberate: &[
        ("LargeBounds", r#"{"v":1e-40}"#, PLACES),
        ("LargeBounds", r#"{"v":"1e-40"}"#, PLACES),
        ("LargeBounds", r#"{"v":"-1e-40"}"#, PLACES),
        ("LargeBounds", r#"{"v":"0.09999999999999999999999999999"}"#, PLACES),
        ("AnyLink", r#"{"v":"http://a.b/\t"}"#, URL),
        ("AnyLink", r#"{"v":"http:a.b"}"#, URL),
        ("FloatInt", r#"{"v":-1}"#, FIRST),
        ("FloatInt", r#"{"v":0}"#, FIRST),
        ("Ftp", r#"{"v":"http://a.b\\c"}"#, URL),
        ("Ftp", r#"{"v":"http:a.b"}"#, URL),
        ("Http", r#"{"v":"http://a.b/\t"}"#, URL),
        ("Http", r#"{"v":"http:a.b"}"#, URL),
        ("OneInt", r#"{"v":2.0}"#, EQUAL),
        ("Sizes", r#"{"v":{"size":1,"width":2,"depth":"x"}}"#, FIRST),
        ("Sizes", r#"{"v":{"size":1,"width":2}}"#, FIRST),
        ("Socket", r#"{"v":"http://a.b/%zz"}"#, URL),
        ("SomeInts", r#"{"v":-6.0}"#, EQUAL),
        ("SomeInts", r#"{"v":true}"#, EQUAL),
        ("Web", r#"{"v":" http://a.b"}"#, URL),
        ("Web", r#"{"v":"http://a.b/%zz"}"#, URL),
    ],
    // The name of a generic type in Python has its parameters.
    contexts: |recorded, ours| context_difference(recorded, ours).filter(|text| !text.contains("Box[str]")),
    // Of a duration pydantic shows the object that it made of the input.
    texts: |recorded, ours| text_difference(recorded, ours).filter(|text| !text.contains("=datetime.timedelta(")),
    ..Recording::new("pydantic_further.ndjson", parse)
});
