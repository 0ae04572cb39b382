//! The table of pydantic's error types in `optimize-core/docs/errors.md`: what it says can be reached is reached here, what it
//! says can not is not in the code, and it holds every type of the code.

use jiff::civil::{Date, DateTime, Time};
use optimize_core::bytes::{Base64Bytes, HexBytes, TextBytes};
use optimize_core::error::Problem;
use optimize_core::{Json, Optimized, OptimizedOwned, ParseOptions, ValidationError};
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

const TABLE: &str = include_str!("../../optimize-core/docs/errors.md");
const CODE: &str = include_str!("../../optimize-core/src/error/kind.rs");

/// The rows: the type, and whether it can be reached.
fn rows() -> BTreeMap<&'static str, bool> {
    let rows = TABLE.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    rows.map(|(name, about)| (name, !about.starts_with("nothing: "))).collect()
}

/// The types that the code has, read off the function that names them.
fn in_code() -> BTreeSet<&'static str> {
    let function = CODE.split_once("pub fn type_name").and_then(|(_, rest)| rest.split_once("pub fn message"));
    let (function, _) = function.expect("the function");
    function.lines().filter_map(|line| line.split_once("=> \"")?.1.split_once('"')).map(|(name, _)| name).collect()
}

macro_rules! models {
    ($($(#[$key:meta])* $name:ident { $type:ty })*) => {$(
        #[derive(Optimized, Debug)]
        struct $name {
            $(#[$key])*
            #[allow(dead_code)]
            v: $type,
        }
    )*};
}

#[derive(Optimized, Debug)]
#[opt(extra = "forbid")]
struct Closed {
    #[allow(dead_code)]
    v: i64,
}

#[derive(Optimized, Debug)]
enum Unit {
    One,
    Two,
}

#[derive(Optimized, Debug)]
#[opt(tag = "kind")]
#[allow(dead_code)]
enum Tagged {
    A { x: i64 },
    B,
}

fn odd(value: &i64) -> Result<(), Problem> {
    if value % 2 == 1 { Ok(()) } else { Err(Problem::assertion_error("must be odd")) }
}

fn even(value: &i64) -> Result<(), &'static str> {
    if value % 2 == 0 { Ok(()) } else { Err("must be even") }
}

models! {
    Int { i64 }
    Small { i8 }
    Float { f64 }
    Bool { bool }
    Unitary { () }
    Model { Closed }
    Map { BTreeMap<String, i64> }
    Pair { (i64, i64) }
    Set { BTreeSet<i64> }
    #[opt(gt = 0, lt = 10, multiple_of = 3)]
    Open { i64 }
    #[opt(ge = 0, le = 10)]
    Shut { i64 }
    #[opt(max_digits = 4, decimal_places = 2)]
    Price { Decimal }
    #[opt(min_length = 2, max_length = 3, pattern = "^a")]
    Text { String }
    #[opt(ascii)]
    Ascii { String }
    #[opt(min_length = 2, max_length = 3)]
    Bytes { TextBytes }
    In64 { Base64Bytes }
    InHex { HexBytes }
    #[opt(min_length = 1, max_length = 2)]
    List { Vec<i64> }
    #[opt(past)]
    Past { Date }
    #[opt(future)]
    Future { Date }
    Clock { Time }
    Naive { DateTime }
    Aware { jiff::Timestamp }
    #[opt(past)]
    Before { jiff::Timestamp }
    #[opt(future)]
    After { jiff::Timestamp }
    Span { Duration }
    Choice { Unit }
    Union { Tagged }
    #[opt(url(schemes = ["https"]), max_length = 20)]
    Url { url::Url }
    #[opt(uuid(version = 4))]
    Id { uuid::Uuid }
    Address { IpAddr }
    V4 { Ipv4Addr }
    V6 { Ipv6Addr }
    #[opt(check = odd)]
    Odd { i64 }
    #[opt(check = even)]
    Even { i64 }
    Inside { Json<i64> }
}

/// The error of a value in a field.
fn error<T: OptimizedOwned + std::fmt::Debug>(value: &str, coerce: bool) -> ValidationError {
    let options = if coerce { ParseOptions::new().coerce() } else { ParseOptions::new() };
    T::from_json_with(&format!("{{\"v\":{value}}}"), &options).expect_err(value)
}

#[test]
fn what_the_table_says_is_so() {
    const STRICT: bool = false;
    const LAX: bool = true;
    let long = format!("\"{}\"", "9".repeat(4301));
    let mut deep = Value::Null;
    for _ in 0..500 {
        deep = Value::Array(vec![deep]);
    }
    let errors = [
        Int::from_json("{}").expect_err("missing"),
        Int::from_json("{").expect_err("no JSON"),
        Closed::from_json(r#"{"v":1,"w":2}"#).expect_err("extra"),
        Int::from_value(&serde_json::json!({ "v": deep })).expect_err("too deep"),
        error::<Inside>("5", STRICT),
        error::<Model>("[]", STRICT),
        error::<Map>("[]", STRICT),
        error::<List>("{}", STRICT),
        error::<Pair>("{}", STRICT),
        error::<Set>("{}", STRICT),
        error::<Unitary>("1", STRICT),
        error::<Open>("-1", STRICT),
        error::<Open>("-3", STRICT),
        error::<Open>("12", STRICT),
        error::<Shut>("-1", STRICT),
        error::<Small>("200", STRICT),
        error::<Int>("Infinity", LAX),
        error::<Int>("1.5", STRICT),
        error::<Int>("\"x\"", LAX),
        error::<Int>(&long, LAX),
        error::<Int>("1.5", LAX),
        error::<Float>("[]", STRICT),
        error::<Float>("\"x\"", LAX),
        error::<Bool>("1", STRICT),
        error::<Bool>("2", LAX),
        error::<Price>("true", STRICT),
        error::<Price>("\"x\"", STRICT),
        error::<Price>("12345", STRICT),
        error::<Price>("1.234", STRICT),
        error::<Price>("123", STRICT),
        error::<Text>("1", STRICT),
        error::<Text>("\"a\"", STRICT),
        error::<Text>("\"aaaa\"", STRICT),
        error::<Text>("\"baa\"", STRICT),
        error::<Ascii>("\"é\"", STRICT),
        error::<Bytes>("1", STRICT),
        error::<Bytes>("\"a\"", STRICT),
        error::<Bytes>("\"aaaa\"", STRICT),
        error::<In64>("\"!\"", STRICT),
        error::<InHex>("\"zz\"", STRICT),
        error::<List>("[]", STRICT),
        error::<List>("[1,2,3]", STRICT),
        error::<Past>("1", STRICT),
        error::<Past>("\"x\"", STRICT),
        error::<Past>("\"x\"", LAX),
        error::<Past>("\"2024-01-02T03:04:05\"", LAX),
        error::<Past>("\"9999-01-01\"", STRICT),
        error::<Future>("\"2000-01-01\"", STRICT),
        error::<Clock>("1", STRICT),
        error::<Clock>("\"x\"", STRICT),
        error::<Naive>("1", STRICT),
        error::<Naive>("\"x\"", STRICT),
        error::<Naive>("\"x\"", LAX),
        error::<Naive>("\"2024-01-02T03:04:05Z\"", STRICT),
        error::<Aware>("\"2024-01-02T03:04:05\"", STRICT),
        error::<Before>("\"9999-01-01T00:00:00Z\"", STRICT),
        error::<After>("\"2000-01-01T00:00:00Z\"", STRICT),
        error::<Span>("1", STRICT),
        error::<Span>("\"x\"", STRICT),
        error::<Choice>("\"Three\"", STRICT),
        error::<Union>(r#"{"kind":"C"}"#, STRICT),
        error::<Union>("{}", STRICT),
        error::<Url>("1", STRICT),
        error::<Url>("\"x\"", STRICT),
        error::<Url>("\"ftp://a.b\"", STRICT),
        error::<Url>("\"https://a.b/xxxxxxxxxxxxxxxxxxx\"", STRICT),
        error::<Id>("1", STRICT),
        error::<Id>("\"x\"", STRICT),
        error::<Id>("\"550e8400-e29b-11d4-a716-446655440000\"", STRICT),
        error::<Address>("\"x\"", STRICT),
        error::<V4>("\"x\"", LAX),
        error::<V6>("\"x\"", LAX),
        error::<Even>("1", STRICT),
        error::<Odd>("2", STRICT),
    ];
    let reached: BTreeSet<String> =
        errors.iter().flat_map(|error| error.errors()).map(|item| item.type_name().to_owned()).collect();
    let table: BTreeSet<String> =
        rows().into_iter().filter(|(_, reachable)| *reachable).map(|(name, _)| name.to_owned()).collect();
    assert_eq!(table.difference(&reached).collect::<Vec<_>>(), Vec::<&String>::new(), "in the table, but not reached");
    assert_eq!(reached.difference(&table).collect::<Vec<_>>(), Vec::<&String>::new(), "reached, but not in the table");
}

#[test]
fn the_table_holds_every_type_of_the_code() {
    let (rows, code) = (rows(), in_code());
    assert!(code.len() > 60, "{code:?}");
    for name in &code {
        assert_eq!(rows.get(name), Some(&true), "`{name}` is in the code");
    }
    for (name, reachable) in rows {
        assert_eq!(code.contains(name), reachable, "`{name}` is in the table");
    }
}

#[test]
fn a_value_in_a_union_is_read() {
    let both = [r#"{"v":{"kind":"A","x":1}}"#, r#"{"v":{"kind":"B"}}"#];
    assert!(both.iter().all(|text| Union::from_json(text).is_ok()));
    assert!(matches!(Choice::from_json(r#"{"v":"One"}"#).expect("a unit").v, Unit::One));
    assert!(matches!(Choice::from_json(r#"{"v":"Two"}"#).expect("a unit").v, Unit::Two));
}
