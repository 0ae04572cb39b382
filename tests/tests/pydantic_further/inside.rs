//! The models inside the fields, and the validators, of `interop/record_further.py`, name by name.

use jiff::civil::Date;
use optimize_core::Optimized;
use optimize_core::error::Problem;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Optimized, Debug)]
#[opt(extra = "forbid")]
pub(crate) struct Leaf {
    value: i64,
    next: Option<Box<Leaf>>,
}

#[derive(Optimized, Debug)]
pub(crate) struct Small {
    size: i64,
}

#[derive(Optimized, Debug)]
pub(crate) struct Wide {
    #[opt(default = 0)]
    size: i64,
    width: i64,
}

#[derive(Optimized, Debug)]
pub(crate) struct Widest {
    #[opt(default = 0)]
    size: i64,
    #[opt(default = 0)]
    width: i64,
    depth: String,
}

#[derive(Optimized, Debug)]
#[opt(tag = "op")]
pub(crate) enum Term {
    #[opt(rename = "+")]
    Add { left: Box<Term>, right: Box<Term> },
    #[opt(rename = "number")]
    Number {
        #[opt(ge = 0)]
        value: f64,
    },
    #[opt(rename = "it's -")]
    Negate { of: Box<Term> },
}

macro_rules! unions {
    ($($name:ident { $($variant:ident($type:ty))* })*) => {$(
        #[derive(Optimized, Debug)]
        #[opt(untagged)]
        pub(crate) enum $name {
            $($variant($type)),*
        }
    )*};
}

unions! {
    Sizes { Small(Small) Wide(Wide) Widest(Widest) }
    TwoSizes { Small(Small) Wide(Wide) }
    IntFloat { Int(i64) Float(f64) }
    FloatInt { Float(f64) Int(i64) }
    BoolIntText { Bool(bool) Int(i64) Text(String) }
    TextBool { Text(String) Bool(bool) }
    DateText { Date(Date) Text(String) }
    TextDate { Text(String) Date(Date) }
    IdText { Id(Uuid) Text(String) }
    WordInt { Word(A) Int(i64) }
    IntList { Int(i64) List(Vec<i64>) }
    MapList { Map(BTreeMap<String, i64>) List(Vec<i64>) }
    ModelText { Small(Small) Text(String) List(Vec<Small>) }
    IntText { Int(i64) Text(String) }
    Scalar { Bool(bool) Float(f64) List(Vec<String>) }
}

#[derive(Optimized, Debug)]
#[opt(rename_all = "lowercase")]
pub(crate) enum A {
    A,
}

#[derive(Optimized, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AOrIts {
    #[opt(rename = "a")]
    A,
    #[opt(rename = "it's")]
    Its,
}

#[derive(Optimized, Debug)]
pub(crate) enum Odd {
    #[opt(rename = "a b")]
    Space,
    #[opt(rename = "it's")]
    Quote,
    #[opt(rename = "say \"x\"")]
    Quotes,
    #[opt(rename = "ü")]
    Umlaut,
    #[opt(rename = "\n")]
    Line,
}

#[derive(Optimized, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[opt(rename_all = "lowercase")]
pub(crate) enum Level {
    Low,
    High,
}

#[derive(Optimized, Debug)]
pub(crate) struct Pathed {
    #[opt(path("user", "names", 0), max_length = 3)]
    name: String,
    #[opt(path("user", "age"), default = 0)]
    age: i64,
}

#[derive(Optimized, Debug)]
#[opt(rename_all = "camelCase", extra = "forbid", populate_by_name)]
pub(crate) struct Camel {
    #[opt(min_length = 2)]
    first_name: String,
    #[opt(default = false)]
    is_it_so: bool,
    #[opt(default = 80, gt = 0)]
    http_port: i64,
}

#[derive(Optimized, Debug)]
pub(crate) struct Renamed {
    #[opt(rename = "a b")]
    first: i64,
    #[opt(rename = "it's", min_length = 1)]
    second: String,
    #[opt(rename = "x.y", max_length = 2)]
    third: Vec<i64>,
}

#[derive(Optimized, Debug)]
#[opt(check = Self::is_ordered)]
pub(crate) struct Ordered {
    low: i64,
    high: i64,
}

impl Ordered {
    fn is_ordered(&self) -> Result<(), &'static str> {
        if self.low > self.high { Err("low is above high") } else { Ok(()) }
    }
}

#[derive(Optimized, Debug)]
#[opt(before = unwrap)]
pub(crate) struct Wrapped {
    low: i64,
    #[opt(default = 5)]
    high: i64,
}

fn unwrap(mut value: Value) -> Result<Value, &'static str> {
    if value.get("bad").is_some() {
        return Err("bad is there");
    }
    Ok(value.get_mut("inside").map(Value::take).unwrap_or(value))
}

#[derive(Optimized, Debug)]
#[opt(check = Self::is_fine)]
pub(crate) struct Firm {
    a: i64,
    b: String,
}

impl Firm {
    fn is_fine(&self) -> Result<(), Problem> {
        match self.a {
            13 => Err(Problem::assertion_error("thirteen")),
            14 => Err(Problem::custom("fourteen", "not fourteen")),
            _ => Ok(()),
        }
    }
}

#[derive(Optimized, Debug)]
#[opt(computed(area))]
pub(crate) struct Sized {
    #[opt(gt = 0)]
    width: i64,
    #[opt(gt = 0)]
    height: i64,
}

impl Sized {
    fn area(&self) -> i64 {
        self.width * self.height
    }
}

#[derive(Optimized, Debug)]
pub(crate) struct Boxed<Item> {
    item: Item,
    #[opt(default)]
    more: Vec<Item>,
}

#[derive(Optimized, Debug)]
pub(crate) struct Grid(#[opt(items(max_length = 2))] Vec<Vec<i64>>);

#[derive(Optimized, Debug)]
pub(crate) struct Table(BTreeMap<String, Small>);

#[derive(Optimized, Debug)]
pub(crate) struct Many {
    i: i64,
    f: f64,
    b: bool,
    s: String,
    l: Vec<i64>,
    d: BTreeMap<String, i64>,
    t: (i64, String),
    #[opt(required)]
    o: Option<i64>,
    m: Small,
    w: Date,
}

pub(crate) fn split(value: Value) -> Result<Value, String> {
    Ok(match value {
        Value::String(text) => text.split(',').map(Value::from).collect(),
        value => value,
    })
}

pub(crate) fn no_dots(value: Value) -> Result<Value, &'static str> {
    if value.as_str().is_some_and(|text| text.contains('.')) { Err("no dots") } else { Ok(value) }
}

pub(crate) fn halved(value: i64) -> Result<i64, Problem> {
    if value % 2 == 0 { Ok(value / 2) } else { Err(Problem::custom("odd", "must be even")) }
}

#[allow(clippy::ptr_arg)] // what a validator of a `String` is given
pub(crate) fn calm(value: &String) -> Result<(), Problem> {
    if value.ends_with('!') { Err(Problem::assertion_error("no shouting")) } else { Ok(()) }
}

#[allow(clippy::ptr_arg)] // what a validator of a `String` is given
pub(crate) fn quiet(value: &String) -> Result<(), Problem> {
    if value == "x" { Err(Problem::assertion_error("")) } else { Ok(()) }
}
