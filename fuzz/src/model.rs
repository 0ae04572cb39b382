//! A model of many kinds of fields: the two ways to read it agree, and what is written reads back.

use super::unique::Unique;
use optimize_core::{DumpOptions, Optimized, ParseOptions};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(trim, computed(double))]
struct Everything {
    #[opt(min_length = 1, max_length = 8, pattern = "^[a-z]+$", default = "abc")]
    text: String,
    #[opt(ge = -10, lt = 10, multiple_of = 2, default = 4, alias = "n")]
    small: i8,
    #[opt(default)]
    wide: u128,
    #[opt(gt = 0.0, le = 1e300, default = 1.5)]
    float: f64,
    #[opt(default)]
    single: f32,
    #[opt(default)]
    flag: bool,
    #[opt(default = Rank::Low)]
    rank: Rank,
    letter: Option<char>,
    #[opt(max_length = 3)]
    list: Option<Vec<Option<i32>>>,
    pair: Option<(u8, String, Point)>,
    #[opt(default)]
    set: BTreeSet<i16>,
    #[opt(default)]
    map: BTreeMap<String, Vec<Point>>,
    #[opt(default)]
    keys: BTreeMap<i32, bool>,
    #[opt(default)]
    ranks: HashMap<Rank, u8>,
    four: Option<[u8; 4]>,
    point: Option<Box<Point>>,
    #[opt(default)]
    any: Value,
    time: Option<Duration>,
}

impl Everything {
    fn double(&self) -> i32 {
        i32::from(self.small) * 2
    }
}

#[derive(Optimized, Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[opt(rename_all = "lowercase")]
enum Rank {
    Low,
    High,
}

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(extra = "forbid")]
struct Point {
    x: i64,
    #[opt(default = 0)]
    y: i64,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(extra = "allow")]
struct Borrowed<'a> {
    plain: Option<&'a str>,
    cow: Option<Cow<'a, str>>,
    #[opt(extra)]
    rest: BTreeMap<String, Value>,
}

/// Reads the text in both modes, and through serde.
///
/// # Panics
/// When what was written does not read back, or serde's way ends otherwise.
pub fn model_agrees_with_serde(data: &[u8]) {
    for options in [ParseOptions::new(), ParseOptions::new().coerce()] {
        match Everything::from_json_with(data, &options) {
            Ok(model) => reads_back(&model),
            Err(error) => {
                assert!(error.error_count() > 0);
                let _ = (error.to_string(), format!("{error:#}"), error.to_value());
            }
        }
    }
    // serde_json refuses numbers beyond a float's range that this crate skips, and knows no NaN. To it `-0` is a float.
    let minus_zero = data.windows(2).any(|pair| pair == b"-0");
    if !minus_zero && let (Ok(model), Ok(value)) = (Everything::from_json(data), serde_json::from_slice::<Value>(data))
    {
        match serde_json::from_slice::<Everything>(data) {
            Ok(theirs) => assert_eq!(theirs.to_json().expect("written"), model.to_json().expect("written")),
            // Of a field that comes twice the last value counts, but serde ends at a first one that is wrong.
            Err(error) => assert!(comes_twice(data, &value), "serde's way accepts it too: {error}"),
        }
    }
    if let Ok(model) = Borrowed::from_json(data) {
        let text = model.to_json().expect("written");
        assert_eq!(Borrowed::from_json(&text).expect("read back"), model);
    }
}

/// Whether a key comes twice, or a field by both of its names.
fn comes_twice(data: &[u8], value: &Value) -> bool {
    let unique = serde_json::from_slice(data).is_ok_and(|Unique(unique)| unique);
    !unique || ["n", "small"].iter().all(|name| value.get(name).is_some())
}

fn reads_back(model: &Everything) {
    model.validate().expect("what was read is valid");
    let options = [DumpOptions::new(), DumpOptions::new().exclude_none(), DumpOptions::new().indent(2).ensure_ascii()];
    for options in options {
        let text = model.dump(&options).expect("written");
        let back = Everything::from_json(&text).expect("read back");
        assert_eq!(back.to_json().expect("written"), model.to_json().expect("written"));
        assert_eq!(back.fingerprint(), model.fingerprint());
    }
}
