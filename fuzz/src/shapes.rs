//! Types of every shape, twice: as models and as serde's. Without constraints the two give one verdict.

use super::unique::Unique;
use optimize_core::{OptimizedOwned, ValidationError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;

/// The same types, with one library's attribute and derives.
macro_rules! shapes {
    ($module:ident, $attr:ident, [$($derive:path),*], ($($closed:tt)*)) => {
        #[allow(missing_docs)]
        pub mod $module {
            use serde_json::Value;
            use std::collections::{BTreeMap, BTreeSet, HashMap};

            #[derive(Debug, $($derive),*)]
            #[$attr(rename_all = "camelCase")]
            pub struct Record {
                first_name: String,
                #[$attr(alias = "old", alias = "older")]
                new_count: u32,
                #[$attr(default)]
                with_default: i8,
                maybe_nested: Option<Box<Point>>,
                #[$attr(rename = "s p a c e")]
                spaced: bool,
                big_number: Option<u128>,
            }

            #[derive(Debug, $($derive),*)]
            #[$attr($($closed)*)]
            pub struct Point {
                x: i64,
                #[$attr(default)]
                y: i64,
            }

            #[derive(Debug, $($derive),*)]
            pub struct Plain {
                single: Option<f32>,
                double: Option<f64>,
                letter: Option<char>,
                list: Option<Vec<Option<i16>>>,
                four: Option<[u8; 4]>,
                pair: Option<(u8, String)>,
                set: Option<BTreeSet<i32>>,
                any: Option<Value>,
                unit: Option<Nothing>,
            }

            #[derive(Debug, $($derive),*)]
            pub struct Nothing;

            #[derive(Debug, $($derive),*)]
            pub struct Three(u8, String, Option<Point>);

            #[derive(Debug, $($derive),*)]
            pub struct Wrapped(Vec<Point>);

            #[derive(Debug, $($derive),*)]
            pub enum External {
                Unit,
                Newtype(i64),
                Tuple(u8, String),
                Named { x: i64, name: Option<String> },
            }

            #[derive(Debug, $($derive),*)]
            #[$attr(tag = "kind", rename_all = "lowercase")]
            pub enum Internal {
                Unit,
                Point(Open),
                Named { x: i64, list: Vec<u8> },
            }

            #[derive(Debug, $($derive),*)]
            pub struct Open {
                x: i64,
                y: Option<i64>,
            }

            #[derive(Debug, $($derive),*)]
            #[$attr(tag = "kind", content = "data")]
            pub enum Adjacent {
                Unit,
                Newtype(Vec<i64>),
                Tuple(u8, bool),
                Named { x: i64 },
            }

            #[derive(Debug, $($derive),*)]
            #[$attr(untagged)]
            pub enum Untagged {
                Number(i64),
                Text(String),
                Pair(u8, u8),
                Named { x: i64 },
                List(Vec<String>),
            }

            #[derive(Debug, $($derive),*)]
            pub struct Flat {
                id: u8,
                #[$attr(flatten)]
                open: Open,
                #[$attr(flatten)]
                rest: BTreeMap<String, Value>,
            }

            #[derive(Debug, $($derive),*)]
            pub struct Maps {
                numbers: BTreeMap<i32, Vec<u8>>,
                #[$attr(default)]
                flags: BTreeMap<bool, i8>,
                #[$attr(default)]
                levels: BTreeMap<Level, External>,
                #[$attr(default)]
                texts: HashMap<String, Option<Untagged>>,
            }

            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, $($derive),*)]
            #[$attr(rename_all = "kebab-case")]
            pub enum Level {
                VeryLow,
                High,
            }
        }
    };
}

shapes!(ours, opt, [optimize_core::Optimized], (extra = "forbid"));
shapes!(theirs, serde, [serde::Serialize, serde::Deserialize], (deny_unknown_fields));

/// What is done with a text as one shape.
pub type Compare = fn(&[u8]) -> Option<bool>;

/// Every shape: its name, the comparison, and a valid text of many kinds of parts.
pub const SHAPES: &[(&str, Compare, &str)] = &[
    (
        "record",
        compare::<ours::Record, theirs::Record>,
        r#"{"firstName":"Ann","newCount":3,"withDefault":-1,"maybeNested":{"x":1,"y":2},"s p a c e":true,"bigNumber":12345678901234567890}"#,
    ),
    ("closed", compare::<ours::Point, theirs::Point>, r#"{"x":1,"y":-2}"#),
    (
        "plain",
        compare::<ours::Plain, theirs::Plain>,
        r#"{"single":1.5,"double":-2.25e3,"letter":"é","list":[1,null,-3],"four":[1,2,3,4],"pair":[1,"a"],"set":[3,1],"any":{"a":[1,"b"]},"unit":null}"#,
    ),
    ("unit", compare::<ours::Nothing, theirs::Nothing>, "null"),
    ("tuple", compare::<ours::Three, theirs::Three>, r#"[1,"a",{"x":1,"y":0}]"#),
    ("newtype", compare::<ours::Wrapped, theirs::Wrapped>, r#"[{"x":1,"y":2},{"x":3}]"#),
    ("external unit", compare::<ours::External, theirs::External>, r#""Unit""#),
    ("external newtype", compare::<ours::External, theirs::External>, r#"{"Newtype":5}"#),
    ("external tuple", compare::<ours::External, theirs::External>, r#"{"Tuple":[5,"a"]}"#),
    ("external named", compare::<ours::External, theirs::External>, r#"{"Named":{"x":1,"name":"n"}}"#),
    ("internal unit", compare::<ours::Internal, theirs::Internal>, r#"{"kind":"unit"}"#),
    ("internal newtype", compare::<ours::Internal, theirs::Internal>, r#"{"kind":"point","x":1,"y":2}"#),
    ("internal named", compare::<ours::Internal, theirs::Internal>, r#"{"x":1,"list":[1,2],"kind":"named"}"#),
    ("adjacent unit", compare::<ours::Adjacent, theirs::Adjacent>, r#"{"kind":"Unit"}"#),
    ("adjacent newtype", compare::<ours::Adjacent, theirs::Adjacent>, r#"{"data":[1,2],"kind":"Newtype"}"#),
    ("adjacent tuple", compare::<ours::Adjacent, theirs::Adjacent>, r#"{"kind":"Tuple","data":[1,true]}"#),
    ("adjacent named", compare::<ours::Adjacent, theirs::Adjacent>, r#"{"kind":"Named","data":{"x":1}}"#),
    ("untagged number", compare::<ours::Untagged, theirs::Untagged>, "7"),
    ("untagged pair", compare::<ours::Untagged, theirs::Untagged>, "[1,2]"),
    ("untagged named", compare::<ours::Untagged, theirs::Untagged>, r#"{"x":7}"#),
    ("untagged list", compare::<ours::Untagged, theirs::Untagged>, r#"["a","b"]"#),
    ("flat", compare::<ours::Flat, theirs::Flat>, r#"{"id":1,"x":2,"y":3,"more":[1],"":null}"#),
    (
        "maps",
        compare::<ours::Maps, theirs::Maps>,
        r#"{"numbers":{"1":[1],"-2":[]},"flags":{"true":1},"levels":{"very-low":"Unit","high":{"Newtype":1}},"texts":{"a":"b","c":null,"d":[1,2]}}"#,
    ),
];

/// Reads the text as every shape.
///
/// # Panics
/// When a model and serde's type of one shape disagree on more than what is on purpose.
pub fn shapes_agree_with_serde(data: &[u8]) {
    for (_, compare, _) in SHAPES {
        compare(data);
    }
}

/// Reads the text in both ways. Whether it was accepted; `None` where the two may differ.
///
/// # Panics
/// When the verdicts or the values differ.
fn compare<O, T>(data: &[u8]) -> Option<bool>
where
    O: OptimizedOwned + fmt::Debug + DeserializeOwned,
    T: Serialize + DeserializeOwned,
{
    let ours = O::from_json(data);
    if let Ok(model) = &ours {
        model.validate().expect("what was read is valid");
        let text = model.to_json().expect("written");
        let again = O::from_json(&text).expect("read back");
        // A `HashMap` has an order of its own.
        assert_eq!(again.to_value().expect("written"), model.to_value().expect("written"));
        assert_eq!(again.fingerprint(), model.fingerprint());
    }
    if !is_comparable(data) {
        return None;
    }
    let theirs = serde_json::from_slice::<T>(data);
    let shown = String::from_utf8_lossy(data);
    match (&ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            let written = |text: Vec<u8>| serde_json::from_slice::<Value>(&text).expect("JSON");
            let theirs = written(serde_json::to_vec(&theirs).expect("serde writes it"));
            assert_eq!(written(ours.to_json().expect("written")), theirs, "{shown}");
            let through = serde_json::from_slice::<O>(data).expect("serde's way in to the model");
            assert_eq!(written(through.to_json().expect("written")), theirs, "{shown} through serde");
            Some(true)
        }
        (Err(_), Err(_)) => Some(false),
        (Err(error), Ok(_)) if is_stricter(error) => None,
        (Err(error), Ok(_)) => panic!("{shown}: refused, serde reads it: {error:#}"),
        (Ok(_), Err(error)) if is_about_a_key(&error) => None,
        // The `Option`s at the end of a tuple struct may be absent, as those of any model.
        (Ok(_), Err(error)) if error.to_string().contains("expected tuple struct") => None,
        (Ok(_), Err(error)) => panic!("{shown}: read, serde refuses it: {error}"),
    }
}

/// Keys that are numbers or booleans are read as pydantic reads them: `"01"`, `"+1"` and `"1.0"` are 1, and `"yes"` is true. serde_json
/// does not read the escapes of a key that is a bool or a number.
fn is_about_a_key(error: &serde_json::Error) -> bool {
    let text = error.to_string();
    text.contains("number in quotes")
        || text.contains("invalid number")
        || (text.contains("floating point") && text.contains("expected i32"))
        || text.contains("expected a boolean")
}

/// On purpose stricter than serde: a model is no array of its fields' values, a tag no object.
fn is_stricter(error: &ValidationError) -> bool {
    let tag = |item: &optimize_core::error::ErrorItem| item.message().starts_with("Input tag '{");
    error.errors().iter().any(tag)
        || error
            .errors()
            .iter()
            .any(|item| item.type_name() == "model_type" && item.input().is_some_and(|input| input.is_array()))
}

/// Whether the two must agree: not on keys that come twice (serde refuses those of structs, here the last counts), on numbers that
/// one of them has no place for, on `-0`, and on what is near the limits of depth and length.
fn is_comparable(data: &[u8]) -> bool {
    let Ok(Unique(unique)) = serde_json::from_slice(data) else { return false };
    let opened = data.iter().filter(|byte| b"[{".contains(byte)).count();
    let long = data.split(|byte| !byte.is_ascii_digit()).any(|digits| digits.len() > 300);
    let minus_zero = data.windows(2).any(|pair| pair == b"-0");
    unique && opened < 100 && !long && !minus_zero && serde_json::from_slice::<Value>(data).is_ok()
}
