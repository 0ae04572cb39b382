//! Models of every kind of rule, each by itself, so that no other hides what it does.

use optimize_core::Optimized;
use optimize_core::bytes::{Base64Bytes, HexBytes, TextBytes};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::{NonZeroI8, NonZeroU64};

/// Hands every model over, each with what is odd about it: whether it has `sets`, leaves something `unsaid` in its schema, or is
/// `lax`.
macro_rules! every_model {
    ($with:ident) => {
        $with! {
            Patterns;
            Lengths;
            Named(unsaid);
            Numbered(unsaid);
            Wide(unsaid);
            Narrow;
            Steps;
            Halves;
            Single(unsaid);
            Choices;
            Never;
            Tuples;
            Triple;
            Unit;
            Bytes(unsaid);
            Distinct;
            Sets(sets);
            Maybe;
            Lax(lax);
            Aliases;
            Levels;
            Outer;
            Closed;
            Open;
            Free;
            FreeChoice;
            Kept;
            Loose;
            Paths(unsaid);
            External;
            Internal;
            Adjacent;
            Untagged;
            Among;
            Around;
            Generic;
            Text(unsaid);
        }
    };
}
pub(crate) use every_model;

/// Keys that are texts, with rules.
#[derive(Optimized)]
pub(crate) struct Patterns {
    #[opt(keys(pattern = "^[a-z]+$"), max_length = 3)]
    letters: BTreeMap<String, u8>,
    #[opt(default, keys(pattern = "^[a-z]-[0-9]$", max_length = 3), values(min_length = 1))]
    codes: Option<HashMap<String, Vec<u8>>>,
    #[opt(default, values(keys(pattern = "1")))]
    deep: BTreeMap<String, BTreeMap<String, bool>>,
    #[opt(default, keys(one_of("a", "low")), values(lt = 0))]
    some: BTreeMap<Box<str>, i8>,
}

#[derive(Optimized)]
pub(crate) struct Lengths {
    #[opt(keys(min_length = 2, max_length = 3), min_length = 1)]
    short: BTreeMap<String, u8>,
    #[opt(min_length = 2, max_length = 2)]
    two: Option<HashMap<char, bool>>,
    #[opt(default, max_length = 4)]
    any: Map<String, Value>,
    #[opt(items(min_length = 1, max_length = 2), min_length = 1, max_length = 2)]
    words: Option<Vec<String>>,
}

#[derive(Optimized, PartialEq, Eq, PartialOrd, Ord, Clone)]
#[opt(rename_all = "lowercase")]
pub(crate) enum Level {
    Low,
    #[opt(alias = "old")]
    High,
}

#[derive(Optimized, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Code(#[opt(min_length = 2, pattern = "^[a-z]")] String);

/// Keys that are types of their own. What a newtype asks of its text the schema does not say.
#[derive(Optimized)]
pub(crate) struct Named {
    by_level: BTreeMap<Level, u8>,
    #[opt(default)]
    by_code: BTreeMap<Code, u8>,
    #[opt(default)]
    by_id: BTreeMap<uuid::Uuid, u8>,
}

/// Keys that are numbers, of which no keyword for texts speaks.
#[derive(Optimized)]
pub(crate) struct Numbered {
    bytes: BTreeMap<u8, u8>,
    #[opt(default, keys(ge = 10), max_length = 2)]
    tens: BTreeMap<i64, bool>,
    #[opt(default)]
    wide: HashMap<u128, i128>,
    #[opt(default)]
    flags: BTreeMap<bool, u8>,
}

/// What is wider than 32 bits has no bounds in the schema.
#[derive(Optimized)]
pub(crate) struct Wide {
    plain: u128,
    #[opt(le = 340282366920938463463374607431768211454)]
    below: u128,
    #[opt(default = 0, ge = -5, lt = 18446744073709551616)]
    signed: i128,
    #[opt(default = 20, gt = 18, multiple_of = 10)]
    steps: u64,
}

#[derive(Optimized)]
pub(crate) struct Narrow {
    byte: u8,
    signed: i8,
    #[opt(gt = -3, le = 300)]
    word: i16,
    #[opt(ge = 200)]
    high: u8,
    wide: u32,
    some: Option<NonZeroI8>,
}

#[derive(Optimized)]
pub(crate) struct Steps {
    #[opt(multiple_of = 3)]
    three: i16,
    #[opt(multiple_of = 16, ge = 16)]
    sixteen: u16,
    #[opt(multiple_of = 5, gt = 0, lt = 20)]
    five: Option<u8>,
}

/// Of small numbers: the tolerance is a billionth of the number, as pydantic's, which no keyword has.
#[derive(Optimized)]
pub(crate) struct Halves {
    #[opt(multiple_of = 0.5, ge = -1000.0, le = 1000.0)]
    half: f64,
    #[opt(default = 0.25, multiple_of = 0.25, gt = 0.0, le = 9.0)]
    quarter: f64,
}

#[derive(Optimized)]
pub(crate) struct Single {
    #[opt(gt = 0.5, lt = 8.0)]
    float: f32,
    #[opt(default = 1.5, one_of(1.5, 2))]
    one: f32,
    #[opt(default = 0.1, ge = 0.1, le = 0.7)]
    tenth: f64,
}

#[derive(Optimized)]
pub(crate) struct Choices {
    #[opt(one_of("a", "low", "é"))]
    text: String,
    #[opt(one_of(1, 7, 300), ge = 1)]
    number: u16,
    #[opt(one_of(1.5, 7))]
    float: Option<f64>,
    #[opt(one_of('a', 'é'))]
    letter: char,
    #[opt(items(one_of(0, 1)), min_length = 1)]
    bits: Vec<u8>,
    #[opt(one_of("only"))]
    only: Cow<'static, str>,
}

#[derive(Optimized)]
pub(crate) struct Never {
    nothing: (),
    some: NonZeroI8,
    #[opt(default)]
    empty: [u8; 0],
}

#[derive(Optimized)]
pub(crate) struct Tuples {
    pair: (u8, String),
    deep: ((bool, i8), [(u8,); 2]),
    #[opt(default = [1, 2, 3], items(lt = 10))]
    array: [u8; 3],
    #[opt(default)]
    list: Vec<(u8, Option<bool>)>,
}

#[derive(Optimized)]
pub(crate) struct Triple(u8, #[opt(min_length = 1, max_length = 2)] String, Option<bool>);

#[derive(Optimized)]
pub(crate) struct Unit;

/// What is no base64 or hex, and how many bytes a text has, a schema does not say.
#[derive(Optimized)]
pub(crate) struct Bytes {
    #[opt(min_length = 2, max_length = 3)]
    text: TextBytes,
    #[opt(min_length = 1, max_length = 2)]
    base64: Option<Base64Bytes>,
    #[opt(min_length = 1, max_length = 2)]
    hex: Option<HexBytes>,
    #[opt(min_length = 2, max_length = 4, length_unit = "bytes")]
    counted: Option<String>,
}

#[derive(Optimized)]
pub(crate) struct Distinct {
    #[opt(unique, max_length = 3)]
    numbers: Vec<u8>,
    #[opt(default, unique, items(ge = -1e6, le = 1e6))]
    floats: Vec<f64>,
    #[opt(default, unique)]
    pairs: Vec<(u8, bool)>,
    #[opt(default, unique)]
    values: Vec<Value>,
}

#[derive(Optimized)]
pub(crate) struct Sets {
    #[opt(min_length = 1, max_length = 3)]
    numbers: BTreeSet<u8>,
    #[opt(default, items(max_length = 2))]
    words: BTreeSet<String>,
}

#[derive(Optimized)]
pub(crate) struct Maybe {
    list: Vec<Option<u8>>,
    #[opt(required)]
    must: Option<Option<u8>>,
    #[opt(items(items(ge = 5)))]
    deep: Option<Vec<Option<Vec<Option<u8>>>>>,
    map: Option<BTreeMap<String, Option<bool>>>,
    #[opt(min_length = 2)]
    text: Option<Option<Box<str>>>,
}

#[derive(Optimized)]
pub(crate) struct Aliases {
    #[opt(alias = "older", alias = "oldest")]
    id: u8,
    #[opt(alias = "called", default = "x")]
    name: String,
    #[opt(rename = "Low", alias = "Other")]
    low: Option<bool>,
}

#[derive(Optimized)]
pub(crate) struct Levels {
    level: Level,
    #[opt(default)]
    all: Vec<Level>,
}

#[derive(Optimized)]
pub(crate) struct Inner {
    #[opt(ge = 1)]
    size: u8,
    word: Option<String>,
}

#[derive(Optimized)]
#[opt(extra = "forbid")]
pub(crate) struct Outer {
    id: u8,
    #[opt(flatten)]
    inner: Inner,
}

#[derive(Optimized)]
#[opt(extra = "forbid", computed(twice))]
pub(crate) struct Closed {
    id: u8,
    #[opt(flatten)]
    inner: Option<Inner>,
}

impl Closed {
    fn twice(&self) -> u8 {
        self.id.wrapping_mul(2)
    }
}

/// Keys that are left over, in a map with rules.
#[derive(Optimized)]
#[opt(extra = "allow")]
pub(crate) struct Open {
    id: u8,
    #[opt(extra)]
    rest: BTreeMap<String, i8>,
}

#[derive(Optimized)]
pub(crate) struct Free {
    id: u8,
    #[opt(flatten)]
    rest: BTreeMap<String, Vec<u8>>,
}

#[derive(Optimized)]
pub(crate) struct FreeChoice {
    number: u8,
    #[opt(flatten)]
    choice: Adjacent,
    #[opt(flatten)]
    rest: Option<BTreeMap<String, bool>>,
}

/// As [`Free`], in an enum that refuses other keys elsewhere.
#[derive(Optimized)]
#[opt(tag = "kind", extra = "forbid")]
pub(crate) enum Kept {
    Closed {
        id: u8,
    },
    Open {
        #[opt(flatten)]
        free: Rest,
    },
}

/// As [`Kept`], without a word of its own.
#[derive(Optimized)]
#[opt(untagged)]
pub(crate) enum Loose {
    Closed {
        #[opt(flatten)]
        outer: Outer,
    },
    Open {
        #[opt(flatten)]
        free: Rest,
    },
}

#[derive(Optimized)]
pub(crate) struct Rest {
    id: u8,
    #[opt(flatten)]
    rest: BTreeMap<String, i8>,
}

/// What stands inside other values is described as it would be written.
#[derive(Optimized)]
pub(crate) struct Paths {
    #[opt(path("kind", "id"))]
    id: u8,
    name: String,
}

#[derive(Optimized)]
pub(crate) enum External {
    Unit,
    #[opt(alias = "old")]
    Small(#[opt(lt = 10)] u8),
    Pair(u8, #[opt(min_length = 1)] String),
    Named {
        #[opt(ge = 1)]
        size: u8,
        word: Option<String>,
    },
}

#[derive(Optimized)]
#[opt(tag = "kind", extra = "forbid")]
pub(crate) enum Internal {
    Unit,
    Inner(Inner),
    Named {
        id: u8,
        #[opt(alias = "called")]
        name: Option<String>,
    },
}

#[derive(Optimized)]
#[opt(tag = "kind", content = "value")]
pub(crate) enum Adjacent {
    Unit,
    Small(#[opt(lt = 10)] u8),
    Pair(u8, String),
    Named { id: u8 },
    Maybe(Option<u8>),
}

#[derive(Optimized)]
#[opt(untagged)]
pub(crate) enum Untagged {
    Small(#[opt(lt = 10)] u8),
    Text(#[opt(max_length = 2)] String),
    Pair(u8, String),
    Named {
        id: u8,
        #[opt(ge = 3)]
        size: Option<u8>,
    },
    Other {
        name: String,
    },
    List(#[opt(min_length = 3)] Vec<i8>),
    Map(#[opt(keys(pattern = "^[a-z]$"), min_length = 1)] BTreeMap<String, bool>),
    Deep(Box<Inner>),
    Nothing,
}

#[derive(Optimized)]
pub(crate) struct Among {
    number: u8,
    #[opt(flatten)]
    choice: Internal,
}

#[derive(Optimized)]
pub(crate) struct Around {
    id: u8,
    #[opt(flatten)]
    choice: Option<Adjacent>,
    untagged: Vec<Untagged>,
}

#[derive(Optimized)]
pub(crate) struct Page<T> {
    #[opt(max_length = 2)]
    items: Vec<T>,
    first: Option<T>,
}

#[derive(Optimized)]
pub(crate) struct Generic {
    levels: Page<Level>,
    #[opt(default)]
    maps: Option<Page<BTreeMap<String, NonZeroU64>>>,
}

/// The text of a decimal, and of a JSON document.
#[derive(Optimized)]
pub(crate) struct Text {
    #[opt(ge = 0, le = 10, decimal_places = 1)]
    price: rust_decimal::Decimal,
    json: Option<optimize_core::Json<u8>>,
}

/// What is coerced takes more than the schema says, as pydantic's does; and all of that.
#[derive(Optimized)]
#[opt(coerce)]
pub(crate) struct Lax {
    #[opt(ge = 1)]
    id: u8,
    #[opt(default, items(lt = 9.5))]
    list: Vec<f32>,
    flag: Option<bool>,
    #[opt(default)]
    set: BTreeSet<i16>,
    level: Level,
    #[opt(default)]
    pair: (u8, String),
}
