//! What pydantic says of decimals, JSON in strings, bytes and IP addresses, in lax and in strict mode. The models are
//! those of `interop/record_types.py`, name by name.

use optimize_core::bytes::{Base64Bytes, HexBytes, TextBytes};
use optimize_core::schema::SchemaMode;
use optimize_core::{Codec, DumpOptions, Json, Optimized, ParseOptions};
use optimize_tests::recording::Recording;
use optimize_tests::{models, recorded};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Point {
    x: i64,
    #[opt(default = 0)]
    y: i64,
}

/// A value survives every way out and in.
fn comes_back<T>(model: &T)
where
    T: Optimized
        + optimize_core::OptimizedOwned
        + PartialEq
        + std::fmt::Debug
        + serde::Serialize
        + serde::de::DeserializeOwned,
{
    model.validate().expect("what was read is valid");
    let text = model.dump(&DumpOptions::new().round_trip()).expect("written");
    let back = T::from_json_with(&text, &ParseOptions::new().coerce()).expect("a round trip");
    assert_eq!(&back, model);
    assert_eq!(back.fingerprint(), model.fingerprint());
    assert_eq!(
        &serde_json::from_str::<T>(&serde_json::to_string(model).expect("serde writes")).expect("and reads"),
        model
    );
    let packed = rmp_serde::to_vec(model).expect("MessagePack takes it");
    assert_eq!(&rmp_serde::from_slice::<T>(&packed).expect("and gives it back"), model);
}

models! {
    all: (PartialEq) comes_back;
    Number { v: Decimal }
    #[opt(max_digits = 4, decimal_places = 2)]
    Price { v: Decimal }
    #[opt(max_digits = 3)]
    Digits { v: Decimal }
    #[opt(decimal_places = 0)]
    Whole { v: rust_decimal::Decimal }
    #[opt(max_digits = 1, decimal_places = 1)]
    OneDigit { v: Decimal }
    #[opt(gt = 0, le = 10.5, multiple_of = 0.5)]
    Between { v: Decimal }
    #[opt(ge = -1.5, lt = 0.1)]
    Open { v: Decimal }
    MaybeNumber { v: Option<Decimal> }
    Numbers { v: Vec<Decimal> }
    NumberKeys { v: BTreeMap<Decimal, i64> }
    AnyJson { v: Json<Value> }
    IntJson { v: Json<i64> }
    ListJson { v: Json<Vec<i64>> }
    PointJson { v: Json<Point> }
    #[opt(gt = 0)]
    PositiveJson { v: Json<i64> }
    MaybeJson { v: Option<Json<i64>> }
    JsonList { v: Vec<Json<i64>> }
    JsonInJson { v: Json<Vec<Json<i64>>> }
    Text { v: TextBytes }
    #[opt(min_length = 2, max_length = 3)]
    ShortText { v: TextBytes }
    #[opt(min_length = 1, max_length = 1)]
    OneByte { v: TextBytes }
    Base64 { v: Base64Bytes }
    #[opt(min_length = 2, max_length = 3)]
    ShortBase64 { v: Base64Bytes }
    Hex { v: HexBytes }
    #[opt(min_length = 2, max_length = 3)]
    ShortHex { v: HexBytes }
    V4 { v: Ipv4Addr }
    V6 { v: Ipv6Addr }
    AnyAddress { v: IpAddr }
    AddressKeys { v: BTreeMap<Ipv4Addr, i64> }
}

const CONSTANT: &str = "`NaN` is no JSON: only numbers read it";
const PRECISION: &str = "Python's remainder gives up at 28 digits, and says so by `multiple_of`";

recorded!(Recording {
    deliberate: &[
        ("AnyJson", r#"{"v":"NaN"}"#, CONSTANT),
        ("ListJson", r#"{"v":"NaN"}"#, CONSTANT),
        ("PointJson", r#"{"v":"NaN"}"#, CONSTANT),
        ("Between", r#"{"v":79228162514264337593543950335}"#, PRECISION),
    ],
    ..Recording::new("pydantic_types.ndjson", parse)
});

#[test]
fn decimals_have_limits_of_their_own() {
    let problem = |text: &str| {
        let error = Number::from_json(&format!(r#"{{"v":"{text}"}}"#)).expect_err(text);
        error.errors()[0].type_name().to_owned()
    };
    // What no `Decimal` can hold exactly is refused: pydantic's have no end.
    assert_eq!(problem("1e29"), "less_than_equal");
    assert_eq!(problem("-79228162514264337593543950336"), "greater_than_equal");
    assert_eq!(problem("1e-29"), "decimal_max_places");
    assert_eq!(problem("92345678901234567890.1234567891"), "decimal_max_digits");
    assert_eq!(problem("1e999999999999999999999"), "less_than_equal");
    assert_eq!(problem("1e-999999999999999999999"), "decimal_max_places");
    assert_eq!(Number::from_json(r#"{"v":"0e999999999999"}"#).expect("zero").v, Decimal::ZERO);
}

#[test]
fn a_decimals_literals_are_exact() {
    let error = Between::from_json(r#"{"v":"10.50000000001"}"#).expect_err("no multiple of a half");
    assert_eq!(error.errors()[0].message(), "Input should be a multiple of 0.5");
    let error = Open::from_json(r#"{"v":"0.1"}"#).expect_err("not below");
    assert_eq!(error.errors()[0].message(), "Input should be less than 0.1");
}

#[test]
fn schemas_are_pydantics() {
    let property = |schema: &Value, name: &str| schema["$defs"][name]["properties"]["v"].clone();
    assert_eq!(
        property(&Between::json_schema(), "Between"),
        json!({"anyOf": [{"type": "number", "exclusiveMinimum": 0.0, "maximum": 10.5, "multipleOf": 0.5}, {"type": "string"}]})
    );
    assert_eq!(
        property(&IntJson::json_schema(), "IntJson"),
        json!({"type": "string", "contentMediaType": "application/json", "contentSchema": {"type": "integer"}})
    );
    let written = SchemaMode::Serialization;
    assert_eq!(property(&Number::json_schema_for(written), "Number"), json!({"type": "string"}));
    assert_eq!(property(&IntJson::json_schema_for(written), "IntJson"), json!({"type": "integer"}));
    assert_eq!(property(&Base64::json_schema(), "Base64"), json!({"type": "string", "format": "base64url"}));
    let short = property(&ShortBase64::json_schema(), "ShortBase64");
    assert_eq!((&short["minLength"], &short["maxLength"]), (&json!(3), &json!(4)), "of the text, not of the bytes");
}

#[test]
fn problems_inside_a_text_stand_at_the_string() {
    let text = "{\n \"v\": \"{\\\"x\\\": \\\"a\\\", \\\"y\\\": 1.5}\"}";
    let error = PointJson::from_json(text).expect_err("two are wrong");
    let told: Vec<_> = error.errors().iter().map(|item| (item.loc().to_string(), item.line(), item.column())).collect();
    assert_eq!(told, [("v.x".to_owned(), Some(2), Some(7)), ("v.y".to_owned(), Some(2), Some(7))]);
    assert!(!error.is_syntax());
    let error = PointJson::from_json(r#"{"v": "{"}"#).expect_err("no JSON inside");
    assert!(!error.is_syntax(), "the document itself is JSON");
    assert_eq!(error.errors()[0].input(), Some(json!("{")));
}

#[test]
fn texts_in_texts_end_at_the_limit() {
    #[derive(Optimized, Debug)]
    struct Link {
        next: Option<Box<Json<Link>>>,
    }
    let mut text = r#"{"next":null}"#.to_owned();
    for _ in 0..8 {
        text = format!(r#"{{"next":{}}}"#, Value::from(text));
    }
    assert!(Link::from_json(&text).expect("eight levels").next.is_some());
    let error = Link::from_json_with(&text, &ParseOptions::new().max_depth(9)).expect_err("too deep");
    assert_eq!(error.errors()[0].type_name(), "json_invalid");
}

#[test]
fn a_codec_takes_what_reads_back() {
    let codec = Codec::builder().dump_options(DumpOptions::new().round_trip()).build().expect("a codec");
    let point = PointJson { v: Json(Point { x: 1, y: 2 }) };
    assert_eq!(codec.decode::<PointJson>(&codec.encode(&point).expect("encoded")).expect("decoded"), point);
}

#[test]
fn secrets_inside_a_text_stay_hidden() {
    #[derive(Optimized, Debug)]
    struct Login {
        #[opt(secret, min_length = 8)]
        password: String,
        id: u8,
    }
    #[derive(Optimized, Debug)]
    struct Outer {
        login: Json<Login>,
    }
    for text in [
        r#"{"login": "{\"password\": \"geheim\", \"id\": 1}"}"#,
        r#"{"login": "{\"password\": \"geheim12\", \"id\": \"x\"}"}"#,
        r#"{"login": "{\"password\": \"geheim12\"}"}"#,
        r#"{"login": "{\"password\": \"geheim12\","}"#,
    ] {
        let error = Outer::from_json(text).expect_err(text);
        let shown = format!("{error} {error:#} {}", error.to_value());
        assert!(!shown.contains("geheim"), "{shown}");
    }
    let fine = Outer::from_json(r#"{"login": "{\"password\": \"geheim12\", \"id\": 1}"}"#).expect("fine");
    assert_eq!((fine.login.password.as_str(), fine.login.id), ("geheim12", 1));
}
