//! Properties: what holds of every value and every text.

use optimize_core::options::InfNan;
use optimize_core::{DumpOptions, Optimized, OptimizedOwned, ParseOptions};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(rename_all = "camelCase", computed(size))]
struct Everything {
    text: String,
    #[opt(rename = "strange \"key\" \u{1F600}\n")]
    letter: char,
    flag: bool,
    byte: u8,
    signed: i64,
    unsigned: u64,
    wide: i128,
    float: f64,
    small: f32,
    #[opt(exclude_none)]
    maybe: Option<String>,
    #[opt(exclude_default, default = 7)]
    standard: i32,
    list: Vec<Option<i16>>,
    set: BTreeSet<String>,
    map: BTreeMap<String, Vec<f64>>,
    by_number: BTreeMap<i8, Quality>,
    pair: (u16, Option<(bool, String)>),
    array: [i8; 3],
    inner: Vec<Inner>,
    boxed: Option<Box<Inner>>,
    raw: Value,
}

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(extra = "allow")]
struct Inner {
    known: Option<i32>,
    #[opt(extra)]
    rest: BTreeMap<String, u8>,
}

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(rename_all = "kebab-case")]
enum Quality {
    VeryLow,
    High,
}

impl Everything {
    fn size(&self) -> usize {
        self.list.len()
    }
}

/// Strings with what JSON escapes in them.
fn text() -> impl Strategy<Value = String> {
    let letters = prop_oneof![
        Just("\"".to_owned()),
        Just("\\".to_owned()),
        Just("\u{7f}\u{80}\u{2028}\u{FFFD}".to_owned()),
        Just("a".repeat(20)),
        any::<char>().prop_map(String::from),
        (0_u32..0x20).prop_filter_map("a letter", char::from_u32).prop_map(String::from),
    ];
    vec(letters, 0..8).prop_map(|letters| letters.concat())
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>().prop_filter("JSON has no others", |number| number.is_finite()),
        any::<i32>().prop_map(f64::from),
        Just(-0.0),
        Just(f64::MIN_POSITIVE),
    ]
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        number().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((text(), inner), 0..4).prop_map(|entries| Value::Object(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn inner() -> impl Strategy<Value = Inner> {
    let key = text().prop_filter("not the field", |key| key != "known");
    (any::<Option<i32>>(), btree_map(key, any::<u8>(), 0..3)).prop_map(|(known, rest)| Inner { known, rest })
}

fn quality() -> impl Strategy<Value = Quality> {
    prop_oneof![Just(Quality::VeryLow), Just(Quality::High)]
}

fn everything() -> impl Strategy<Value = Everything> {
    let scalars = (
        (text(), any::<char>(), any::<bool>(), any::<u8>(), any::<i64>(), any::<u64>()),
        (any::<i128>(), number(), any::<f32>().prop_filter("finite", |number| number.is_finite())),
        (proptest::option::of(text()), prop_oneof![Just(7), any::<i32>()]),
    );
    let containers = (
        (vec(any::<Option<i16>>(), 0..4), btree_set(text(), 0..3), btree_map(text(), vec(number(), 0..3), 0..3)),
        (btree_map(any::<i8>(), quality(), 0..3), any::<u16>(), proptest::option::of((any::<bool>(), text()))),
        (any::<[i8; 3]>(), vec(inner(), 0..3), proptest::option::of(inner()), json_value()),
    );
    (scalars, containers).prop_map(|(scalars, containers)| {
        let ((text, letter, flag, byte, signed, unsigned), (wide, float, small), (maybe, standard)) = scalars;
        let ((list, set, map), (by_number, first, second), (array, inner, boxed, raw)) = containers;
        Everything {
            text,
            letter,
            flag,
            byte,
            signed,
            unsigned,
            wide,
            float,
            small,
            maybe,
            standard,
            list,
            set,
            map,
            by_number,
            pair: (first, second),
            array,
            inner,
            boxed: boxed.map(Box::new),
            // `exclude_none` leaves a `null` out, and a `Value` can not be absent.
            raw: if raw.is_null() { Value::from(0) } else { raw },
        }
    })
}

/// Sets of options under which nothing is lost.
fn lossless() -> [DumpOptions; 8] {
    let plain = DumpOptions::new;
    [
        plain(),
        plain().round_trip(),
        plain().indent(2),
        plain().indent(0).ensure_ascii(),
        plain().spaced(),
        plain().exclude_none(),
        plain().exclude_defaults().ensure_ascii().spaced(),
        plain().inf_nan(InfNan::Error).max_depth(64),
    ]
}

fn parse<T: OptimizedOwned>(bytes: &[u8]) -> Result<T, String> {
    T::from_json(bytes).map_err(|error| format!("{}\n{error:#}", String::from_utf8_lossy(bytes)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_dumped_is_read_back(value in everything()) {
        for options in lossless() {
            let dump = value.dump(&options).expect("a dump");
            prop_assert_eq!(&parse::<Everything>(&dump).expect("its own dump"), &value);
        }
        prop_assert!(value.validate().is_ok());
        let read = parse::<Everything>(&value.to_json().expect("a dump")).expect("its own dump");
        prop_assert_eq!(read.fingerprint(), value.fingerprint());
    }

    #[test]
    fn layouts_differ_in_white_space_alone(value in everything()) {
        // Through a model without numbers beyond serde's range.
        let value = Everything { wide: 0, ..value };
        let plain: Value = serde_json::from_slice(&value.to_json().expect("a dump")).expect("JSON");
        for options in [DumpOptions::new().indent(3), DumpOptions::new().spaced(), DumpOptions::new().ensure_ascii()] {
            let dump = value.dump(&options).expect("a dump");
            prop_assert_eq!(&serde_json::from_slice::<Value>(&dump).expect("JSON"), &plain);
        }
        let ascii = value.dump(&DumpOptions::new().ensure_ascii()).expect("a dump");
        prop_assert!(ascii.is_ascii());
    }

    #[test]
    fn serde_and_the_dump_agree(value in everything()) {
        let value = Everything { wide: i128::from(value.signed), ..value };
        prop_assert_eq!(serde_json::to_string(&value).expect("serde"), value.to_json_string().expect("a dump"));
        // A `Value` has no `f32`: serde_json widens it, the dump goes through its text.
        let value = Everything { small: 0.5, ..value };
        let from_serde = serde_json::to_value(&value).expect("serde").to_string();
        prop_assert_eq!(from_serde, value.to_value().expect("a value").to_string());
        let text = value.to_json().expect("a dump");
        // serde_json's floats can be off by the last bit.
        let read: Everything = serde_json::from_slice(&text).expect("serde reads it");
        prop_assert_eq!(&read.text, &value.text);
        prop_assert_eq!((read.inner, read.boxed, read.by_number), (value.inner, value.boxed, value.by_number));
    }

    #[test]
    fn message_pack_carries_everything(value in everything()) {
        let value = Everything { raw: Value::Null, ..value };
        let bytes = rmp_serde::to_vec(&value).expect("MessagePack takes it");
        prop_assert_eq!(&rmp_serde::from_slice::<Everything>(&bytes).expect("and gives it back"), &value);
    }

    #[test]
    fn texts_of_values_are_read_as_serde_reads_them(value in json_value(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let ours: Value = optimize_core::from_json(&text.expect("a text")).expect("JSON");
        prop_assert_eq!(ours, value);
    }

    #[test]
    fn damaged_texts_have_serdes_verdict(
        value in json_value(),
        place in any::<prop::sample::Index>(),
        change in prop_oneof![Just(None), "[\\[\\]{}:,\"\\\\0-9eE.+\\-tfn \u{0}é]".prop_map(Some)],
    ) {
        let mut letters: Vec<char> = serde_json::to_string(&value).expect("a text").chars().collect();
        let place = place.index(letters.len());
        match change {
            None => drop(letters.remove(place)),
            Some(letter) => letters[place] = letter.chars().next().unwrap_or(' '),
        }
        let text: String = letters.into_iter().collect();
        let serde = serde_json::from_str::<Value>(&text);
        let ours = optimize_core::from_json::<Value>(&text);
        match (serde, ours) {
            (Ok(serde), Ok(ours)) => prop_assert_eq!(close(&serde), close(&ours), "{}", text),
            (Err(_), Err(error)) => prop_assert!(error.errors().len() == 1),
            // What serde_json can not hold: a float beyond the range.
            (Err(error), Ok(_)) => prop_assert!(error.to_string().contains("out of range"), "{text}: {error}"),
            (Ok(_), Err(error)) => prop_assert!(false, "{text}: {error}"),
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in vec(any::<u8>(), 0..64), coerce in any::<bool>()) {
        let options = if coerce { ParseOptions::new().coerce() } else { ParseOptions::new() };
        let read = Everything::from_json_with(&bytes, &options);
        prop_assert!(read.is_err());
    }

    #[test]
    fn lax_reading_takes_all_that_strict_reading_takes(value in everything()) {
        let text = value.to_json().expect("a dump");
        let lax = Everything::from_json_with(&text, &ParseOptions::new().coerce()).expect("its own dump");
        prop_assert_eq!(lax, value);
    }
}

/// A value with its floats rounded: serde_json's can be off by the last bit.
fn close(value: &Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            Value::from(number.as_f64().map_or_else(String::new, |number| format!("{number:.12e}")))
        }
        Value::Array(items) => items.iter().map(close).collect(),
        Value::Object(entries) => {
            Value::Object(entries.iter().map(|(key, value)| (key.clone(), close(value))).collect())
        }
        value => value.clone(),
    }
}
