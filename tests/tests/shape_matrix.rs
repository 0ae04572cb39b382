//! Every shape of type against every kind of wrong, moved and unknown input, beside serde's type of the same shape; and each
//! shape's JSON Schema: what it refuses, the parser refuses.

#[path = "../../fuzz/src/shapes.rs"]
#[allow(unreachable_pub)] // a part of a library elsewhere
mod shapes;
#[path = "../../fuzz/src/unique.rs"]
mod unique;

use optimize_core::{Optimized, OptimizedOwned};
use serde_json::{Map, Value, json};
use shapes::{SHAPES, ours, shapes_agree_with_serde};

/// What stands in the place of something else.
fn replacements() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(300),
        json!("x"),
        json!("1"),
        json!([]),
        json!([1]),
        json!([1, 2, 3, 4, 5]),
        json!({}),
        json!({ "x": 1 }),
        json!({ "kind": "unit" }),
        json!({ "Unit": null }),
        json!("Unit"),
        json!({ "Newtype": 1, "Tuple": [1, "a"] }),
    ]
}

/// Every value that differs from this one in one place.
fn variants(value: &Value) -> Vec<Value> {
    let mut out = replacements();
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                let with = |inner: Value| {
                    let mut changed = object.clone();
                    changed.insert(key.clone(), inner);
                    Value::Object(changed)
                };
                out.extend(variants(inner).into_iter().map(with));
                let mut without = object.clone();
                without.shift_remove(key);
                out.push(Value::Object(without.clone()));
                for other in ["old", "older", "first_name", "newCount", "KIND", "1", "01", "x", "+1", "1.0"] {
                    let mut renamed = without.clone();
                    renamed.insert(other.to_owned(), inner.clone());
                    out.push(Value::Object(renamed));
                }
            }
            // Unknown keys, before and behind.
            for unknown in [json!(null), json!({ "a": [1, { "b": "\"" }] }), json!("é\\")] {
                let before: Map<String, Value> =
                    [("unknown".to_owned(), unknown.clone())].into_iter().chain(object.clone()).collect();
                let mut behind = object.clone();
                behind.insert("unknown".to_owned(), unknown);
                out.extend([Value::Object(before), Value::Object(behind)]);
            }
            // Every order: rotations and the reverse.
            for turn in 0..object.len() {
                let entries = object.iter().cycle().skip(turn).take(object.len());
                out.push(Value::Object(entries.map(|(key, inner)| (key.clone(), inner.clone())).collect()));
            }
            out.push(Value::Object(object.iter().rev().map(|(key, inner)| (key.clone(), inner.clone())).collect()));
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                for inner in variants(inner) {
                    let mut changed = items.clone();
                    changed[index] = inner;
                    out.push(Value::Array(changed));
                }
                let mut without = items.clone();
                without.remove(index);
                out.push(Value::Array(without));
            }
            out.push(Value::Array(items.iter().cloned().chain([json!(1)]).collect()));
        }
        _ => {}
    }
    out
}

/// A text in other layouts, and with every letter of its strings escaped.
fn layouts(value: &Value) -> [Vec<u8>; 3] {
    let escaped = escape(value);
    [serde_json::to_vec(value).expect("JSON"), serde_json::to_vec_pretty(value).expect("JSON"), escaped.into_bytes()]
}

fn escape(value: &Value) -> String {
    let text = |text: &str| {
        let units: Vec<String> = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        format!("\"{}\"", units.concat())
    };
    match value {
        Value::String(inner) => text(inner),
        Value::Array(items) => format!("[{}]", items.iter().map(escape).collect::<Vec<_>>().join(" , ")),
        Value::Object(object) => {
            let entries: Vec<_> =
                object.iter().map(|(key, inner)| format!("{} : {}", text(key), escape(inner))).collect();
            format!("{{ {} }}", entries.join(","))
        }
        other => other.to_string(),
    }
}

#[test]
fn models_have_serdes_verdict_and_value() {
    let (mut accepted, mut refused, mut open) = (0, 0, 0);
    for (name, compare, valid) in SHAPES {
        let value: Value = serde_json::from_str(valid).expect("JSON");
        assert_eq!(compare(valid.as_bytes()), Some(true), "{name}");
        for variant in variants(&value) {
            for text in layouts(&variant) {
                match compare(&text) {
                    Some(true) => accepted += 1,
                    Some(false) => refused += 1,
                    None => open += 1,
                }
            }
        }
    }
    assert!(accepted > 1_000 && refused > 2_000, "{accepted} accepted, {refused} refused");
    assert!(open * 10 < accepted + refused, "{open} are open");
}

#[test]
fn every_shape_takes_every_other_shapes_texts_as_serde_does() {
    for (_, _, valid) in SHAPES {
        shapes_agree_with_serde(valid.as_bytes());
    }
}

#[test]
fn of_keys_that_come_twice_the_last_counts() {
    for (name, _, valid) in SHAPES {
        let Value::Object(object) = serde_json::from_str(valid).expect("JSON") else { continue };
        // An object that is one variant has one key, once.
        if name.starts_with("external") {
            continue;
        }
        // The first tag says what the others are read as.
        for (key, inner) in object.iter().filter(|(key, _)| *key != "kind") {
            // A wrong value first: what counts is the last one.
            let text = format!("{{{}:[[[]]],{}", Value::from(key.as_str()), &valid[1..]);
            let read = read_as(name, text.as_bytes());
            let expected = read_as(name, valid.as_bytes()).expect("valid");
            assert_eq!(read.as_ref(), Ok(&expected), "{name}: {text}");
            let text = format!("{},{}:{inner}}}", &valid[..valid.len() - 1], Value::from(key.as_str()));
            assert_eq!(read_as(name, text.as_bytes()).as_ref(), Ok(&expected), "{name}: {text}");
        }
    }
}

/// What a shape's model writes of a text; or its problems.
fn read_as(name: &str, text: &[u8]) -> Result<Value, String> {
    fn read<T: OptimizedOwned>(text: &[u8]) -> Result<Value, String> {
        let model = T::from_json(text).map_err(|error| format!("{error:#}"))?;
        model.to_value().map_err(|error| error.to_string())
    }
    match name.split(' ').next().unwrap_or_default() {
        "record" => read::<ours::Record>(text),
        "closed" => read::<ours::Point>(text),
        "plain" => read::<ours::Plain>(text),
        "unit" => read::<ours::Nothing>(text),
        "tuple" => read::<ours::Three>(text),
        "newtype" => read::<ours::Wrapped>(text),
        "external" => read::<ours::External>(text),
        "internal" => read::<ours::Internal>(text),
        "adjacent" => read::<ours::Adjacent>(text),
        "untagged" => read::<ours::Untagged>(text),
        "flat" => read::<ours::Flat>(text),
        "maps" => read::<ours::Maps>(text),
        other => panic!("no shape `{other}`"),
    }
}

/// The schema of a shape, as input.
fn schema_of(name: &str) -> Value {
    match name.split(' ').next().unwrap_or_default() {
        "record" => ours::Record::json_schema(),
        "closed" => ours::Point::json_schema(),
        "plain" => ours::Plain::json_schema(),
        "unit" => ours::Nothing::json_schema(),
        "tuple" => ours::Three::json_schema(),
        "newtype" => ours::Wrapped::json_schema(),
        "external" => ours::External::json_schema(),
        "internal" => ours::Internal::json_schema(),
        "adjacent" => ours::Adjacent::json_schema(),
        "untagged" => ours::Untagged::json_schema(),
        "flat" => ours::Flat::json_schema(),
        "maps" => ours::Maps::json_schema(),
        other => panic!("no shape `{other}`"),
    }
}

#[test]
fn what_a_schema_refuses_the_parser_refuses() {
    let (mut refused, mut wrong) = (0, Vec::new());
    for (name, _, valid) in SHAPES {
        let schema = schema_of(name);
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let value: Value = serde_json::from_str(valid).expect("JSON");
        assert!(validator.is_valid(&value), "{name}: {valid}\n{schema:#}");
        for variant in variants(&value) {
            // As pydantic's, a set's schema asks for items that differ, and its parser takes equal ones as one.
            if validator.is_valid(&variant) || variant["set"] == json!([3, 1, 1]) {
                continue;
            }
            refused += 1;
            if read_as(name, variant.to_string().as_bytes()).is_ok() {
                wrong.push(format!("{name}: {variant}"));
            }
        }
    }
    assert!(refused > 1_000, "{refused} refused");
    assert!(wrong.is_empty(), "{} of {refused} are read:\n{}", wrong.len(), wrong.join("\n"));
}
