//! `before`, `parse`, `after` and `check` on fields, `before` and `check` on models: on every way in.

use optimize_core::error::Problem;
use optimize_core::{Optimized, ParseOptions, ValidationError};
use serde_json::{Value, json};
use std::num::ParseIntError;

/// An error type of the user's.
#[derive(Debug)]
struct TooOdd(u32);

impl std::fmt::Display for TooOdd {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} is too odd", self.0)
    }
}

/// One with a type and a message of its own.
struct Unlucky;

impl From<Unlucky> for Problem {
    fn from(_: Unlucky) -> Self {
        Self::custom("unlucky", "no luck")
    }
}

fn split(value: Value) -> Result<Value, String> {
    match value {
        Value::String(text) if text == "bad" => Err("no way".to_owned()),
        Value::String(text) => Ok(text.split(',').map(Value::from).collect()),
        value => Ok(value),
    }
}

fn from_hex(value: Value) -> Result<u32, Problem> {
    let text = value.as_str().ok_or_else(|| Problem::assertion_error("text is needed"))?;
    u32::from_str_radix(text, 16).map_err(|error: ParseIntError| Problem::value_error(error))
}

fn even(value: u32) -> Result<u32, TooOdd> {
    if value.is_multiple_of(2) { Ok(value / 2) } else { Err(TooOdd(value)) }
}

fn lucky(value: &u32) -> Result<(), Problem> {
    fn check(value: u32) -> Result<(), Unlucky> {
        if value == 13 { Err(Unlucky) } else { Ok(()) }
    }
    Ok(check(*value)?)
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(before = Order::unwrap, check = Order::is_whole)]
struct Order {
    #[opt(before = split, min_length = 1, items(min_length = 2))]
    tags: Vec<String>,
    #[opt(parse = from_hex, le = 255, default)]
    color: u32,
    #[opt(after = even, ge = 2, check = lucky, default = 2)]
    count: u32,
}

impl Order {
    /// `{"order": {…}}` is read as what is inside.
    fn unwrap(mut value: Value) -> Result<Value, &'static str> {
        match value.get_mut("order") {
            Some(Value::Null) => Err("an empty order"),
            Some(inner) => Ok(inner.take()),
            None => Ok(value),
        }
    }

    fn is_whole(&self) -> Result<(), String> {
        if self.color == 7 && self.count == 7 { Err("seven twice".to_owned()) } else { Ok(()) }
    }
}

/// A generic model whose input is seen first, inside another one.
#[derive(Optimized, Debug, PartialEq)]
#[opt(before = Some::<T>::lift)]
struct Some<T> {
    value: T,
}

impl<T> Some<T> {
    fn lift(value: Value) -> Result<Value, String> {
        Ok(if value.is_object() { value } else { json!({ "value": value }) })
    }
}

#[derive(Optimized, Debug, PartialEq)]
struct Outer {
    orders: Vec<Order>,
    number: Some<u8>,
    #[opt(before = Level::first)]
    level: Level,
}

/// An enum whose input is seen first.
#[derive(Optimized, Debug, PartialEq, Clone, Copy)]
#[opt(before = Level::by_number, rename_all = "lowercase")]
enum Level {
    Low,
    High,
}

impl Level {
    fn by_number(value: Value) -> Result<Value, String> {
        Ok(match value.as_u64() {
            Option::Some(0) => "low".into(),
            Option::Some(1) => "high".into(),
            _ => value,
        })
    }

    fn first(value: Value) -> Result<Value, String> {
        Ok(match value {
            Value::Array(mut values) if !values.is_empty() => values.swap_remove(0),
            value => value,
        })
    }
}

fn told(error: &ValidationError) -> Vec<(String, String, String, Value)> {
    let items = error.errors().iter();
    items
        .map(|item| {
            let input = item.input().unwrap_or(Value::Null);
            (item.loc().to_string(), item.type_name().to_owned(), item.message().into_owned(), input)
        })
        .collect()
}

#[test]
fn validators_read_change_and_check() {
    let order = Order::from_json(r#"{"tags": "ab,cd", "color": "ff", "count": 28}"#).unwrap();
    assert_eq!(order, Order { tags: vec!["ab".into(), "cd".into()], color: 255, count: 14 });
    let value = json!({"order": {"tags": ["ab"]}});
    let order = Order { tags: vec!["ab".into()], color: 0, count: 2 };
    assert_eq!(Order::from_value(&value).unwrap(), order);
    assert_eq!(serde_json::from_value::<Order>(value).unwrap(), order);
    let packed = rmp_serde::to_vec(&order).unwrap();
    // A binary format holds what was written by type: the count is halved as any input's is.
    assert_eq!(rmp_serde::from_slice::<Order>(&packed).unwrap(), Order { count: 1, ..order });
}

#[test]
fn nested_models_and_enums_see_their_own_input() {
    let text = r#"{"orders": [{"order": {"tags": "ab"}}], "number": 7, "level": [1]}"#;
    let outer = Outer::from_json(text).unwrap();
    assert_eq!(outer.orders[0].tags, ["ab"]);
    assert_eq!(outer.number, Some { value: 7 });
    assert_eq!(outer.level, Level::High);
    assert_eq!(serde_json::from_str::<Outer>(text).unwrap(), outer);
    let text = text.replace("\"ab\"", "\"ab,c\"").replace("7", "700");
    let error = Outer::from_json(&text).unwrap_err();
    let places: Vec<String> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(places, ["orders.0.tags.1", "number.value"]);
    assert_eq!(error.errors()[0].input(), Option::Some(json!("c")));
    let position = error.errors()[0].position().expect("a place in the text");
    assert_eq!(position.offset, text.find("{\"order\"").unwrap());
}

#[test]
fn refusals_read_as_in_pydantic() {
    let fine = |changed: Value| {
        let mut value = json!({"tags": ["ab"]});
        value.as_object_mut().unwrap().extend(changed.as_object().unwrap().clone());
        value
    };
    for (value, loc, kind, message, input) in [
        (json!({"tags": "bad"}), "tags", "value_error", "Value error, no way", json!("bad")),
        (json!({"tags": "ab,c"}), "tags.1", "string_too_short", "String should have at least 2 characters", json!("c")),
        (
            json!({"tags": []}),
            "tags",
            "too_short",
            "List should have at least 1 item after validation, not 0",
            json!([]),
        ),
        (fine(json!({"color": 1})), "color", "assertion_error", "Assertion failed, text is needed", json!(1)),
        (fine(json!({"color": "x"})), "color", "value_error", "Value error, invalid digit found in string", json!("x")),
        (
            fine(json!({"color": "100"})),
            "color",
            "less_than_equal",
            "Input should be less than or equal to 255",
            json!(256),
        ),
        (fine(json!({"count": 3})), "count", "value_error", "Value error, 3 is too odd", json!(3)),
        (fine(json!({"count": 26})), "count", "unlucky", "no luck", json!(26)),
        (
            fine(json!({"count": 1})),
            "count",
            "greater_than_equal",
            "Input should be greater than or equal to 2",
            json!(1),
        ),
        (json!({"order": null}), "", "value_error", "Value error, an empty order", json!({"order": null})),
    ] {
        let error = Order::from_value(&value).unwrap_err();
        let expected = (loc.to_owned(), kind.to_owned(), message.to_owned(), input);
        assert_eq!(told(&error), [expected], "{value}");
        let error = serde_json::from_value::<Order>(value.clone()).unwrap_err().to_string();
        assert!(error.contains(message), "{error} for {value}");
    }
}

#[test]
fn a_deep_value_is_refused_before_its_validator_sees_it() {
    let deep = format!("{{\"tags\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let error = Order::from_json(&deep).unwrap_err();
    assert!(error.is_syntax() || error.errors()[0].type_name() == "recursion_loop", "{error}");
    let options = ParseOptions::new().max_depth(3);
    assert!(Order::from_json_with(r#"{"tags": [["a"]]}"#, &options).is_err());
}

/// The length of a text, in the place of a number.
fn length(value: Value) -> Result<Value, String> {
    Ok(value.as_str().map(|text| text.len().into()).unwrap_or(value))
}

fn of_text(value: Value) -> Result<u8, String> {
    value.as_str().and_then(|text| text.len().try_into().ok()).ok_or_else(|| "no text".to_owned())
}

fn odd(value: u8) -> Result<u8, String> {
    Ok(value | 1)
}

#[derive(Optimized, Debug, PartialEq)]
struct Length(#[opt(before = length, after = odd)] u8);

#[derive(Optimized, Debug, PartialEq)]
struct Lengths(#[opt(parse = of_text)] u8, #[opt(before = length)] u8, #[opt(after = odd)] u8);

#[derive(Optimized, Debug, PartialEq)]
enum Outside {
    One(#[opt(before = length, after = odd)] u8),
    Two(#[opt(parse = of_text)] u8, #[opt(after = odd)] u8),
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(tag = "kind", content = "value")]
enum Beside {
    One(#[opt(before = length, after = odd)] u8),
    Two(#[opt(parse = of_text)] u8, #[opt(after = odd)] u8),
}

#[derive(Optimized, Debug, PartialEq)]
struct Hidden(#[opt(secret)] u8);

/// Read by the parser and through serde alike.
fn both<T>(text: &str) -> T
where
    T: optimize_core::OptimizedOwned + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let read = T::from_json(text).expect(text);
    assert_eq!(serde_json::from_str::<T>(text).expect(text), read, "{text}");
    read
}

#[test]
fn fields_that_have_places_have_validators_too() {
    assert_eq!(both::<Length>(r#""abcd""#), Length(5));
    assert_eq!(both::<Lengths>(r#"["a","ab",4]"#), Lengths(1, 2, 5));
    assert_eq!(both::<Outside>(r#"{"One":"ab"}"#), Outside::One(3));
    assert_eq!(both::<Outside>(r#"{"Two":["ab",2]}"#), Outside::Two(2, 3));
    assert_eq!(both::<Beside>(r#"{"value":"ab","kind":"One"}"#), Beside::One(3));
    assert_eq!(both::<Beside>(r#"{"kind":"Two","value":["ab",2]}"#), Beside::Two(2, 3));
    let error = serde_json::from_str::<Lengths>("[1,2,3]").expect_err("a number").to_string();
    assert!(error.contains("no text"), "{error}");
    let error = serde_json::from_str::<Hidden>("\"hunter2\"").expect_err("a text").to_string();
    assert!(!error.contains("hunter2"), "{error}");
    // What a binary format holds was written by its type.
    let format = optimize_core::binary::BinaryFormat::Postcard;
    let bytes = format.encode(&Lengths(1, 2, 5), &optimize_core::DumpOptions::new()).expect("bytes");
    assert_eq!(format.decode::<Lengths>(&bytes, &ParseOptions::new()).expect("as written"), Lengths(1, 2, 5));
}
