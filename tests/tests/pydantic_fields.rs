//! What pydantic says of single fields, in lax and in strict mode. The models are those of
//! `interop/record_pydantic.py`, name by name.

use optimize_core::Optimized;
use optimize_tests::recording::Recording;
use optimize_tests::{models, recorded};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Optimized, Debug)]
struct Point {
    x: i64,
    #[opt(default = 0)]
    y: i64,
}

#[derive(Optimized, Debug)]
#[opt(extra = "forbid")]
struct ClosedPoint {
    x: i64,
    #[opt(default = 0)]
    y: i64,
}

#[derive(Optimized, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[opt(rename_all = "lowercase")]
enum Rank {
    Low,
    Medium,
    High,
}

#[derive(Optimized, Debug, Clone, Copy)]
#[opt(rename_all = "lowercase")]
enum Sole {
    Only,
}

models! {
    Int { v: i64 }
    Byte { v: u8 }
    Float { v: f64 }
    Bool { v: bool }
    Text { v: String }
    IntList { v: Vec<i64> }
    IntMap { v: BTreeMap<String, i64> }
    Pair { v: (i64, String) }
    IntSet { v: BTreeSet<i64> }
    MaybeInt { v: Option<i64> }
    MaybeText { v: Option<String> }
    #[opt(gt = 0, lt = 10)]
    OpenInt { v: i64 }
    #[opt(ge = -5, le = 5)]
    ClosedInt { v: i64 }
    #[opt(multiple_of = 3)]
    StepInt { v: i64 }
    #[opt(gt = 0.0, lt = 1.0)]
    OpenFloat { v: f64 }
    #[opt(ge = -0.5, le = 2.25)]
    ClosedFloat { v: f64 }
    #[opt(multiple_of = 0.5)]
    StepFloat { v: f64 }
    #[opt(ge = 1e16, le = 1e22)]
    BigFloat { v: f64 }
    #[opt(min_length = 2, max_length = 4)]
    ShortText { v: String }
    #[opt(min_length = 1, max_length = 1)]
    OneText { v: String }
    #[opt(pattern = r"^[a-z]+\d$")]
    MatchText { v: String }
    #[opt(pattern = r#"it's \"x\""#)]
    QuoteText { v: String }
    #[opt(min_length = 1, max_length = 2)]
    ShortList { v: Vec<i64> }
    #[opt(min_length = 1, max_length = 2)]
    ShortMap { v: BTreeMap<String, i64> }
    #[opt(min_length = 1, max_length = 2)]
    ShortSet { v: BTreeSet<i64> }
    BoolList { v: Vec<bool> }
    Nested { v: Vec<Vec<i64>> }
    MapOfLists { v: BTreeMap<String, Vec<i64>> }
    IntKeys { v: BTreeMap<i64, i64> }
    Inner { v: Point }
    ClosedInner { v: ClosedPoint }
    InnerList { v: Vec<Point> }
    MaybeInner { v: Option<Point> }
    Level { v: Rank }
    Single { v: Sole }
    LevelMap { v: BTreeMap<Rank, i64> }
    Whatever { v: Value }
    #[opt(gt = 0)]
    MaybeOpenInt { v: Option<i64> }
    #[opt(min_length = 1, max_length = 3)]
    TrimText (trim) { v: String }
    #[opt(pattern = "^a+$")]
    TrimPattern (trim) { v: String }
    TrimLevel (trim) { v: Rank }
    TrimList (trim) { v: Vec<String> }
    TrimMap (trim) { v: BTreeMap<String, String> }
    TrimWhatever (trim) { v: Value }
    TrimInt (trim) { v: i64 }
    TrimPair (trim) { v: (String, Option<String>) }
}

const WIDTH: &str = "Python's integers have no bounds, an `i64` has";
const CONSTANT: &str = "`NaN` and the infinities are no JSON: only numbers read them";

recorded!(Recording {
    deliberate: &[
        ("Int", r#"{"v":9223372036854775808}"#, WIDTH),
        ("Int", r#"{"v":-9223372036854775809}"#, WIDTH),
        ("Int", r#"{"v":"9223372036854775808"}"#, WIDTH),
        ("Bool", r#"{"v":NaN}"#, CONSTANT),
    ],
    ..Recording::new("pydantic_fields.ndjson", parse)
});
