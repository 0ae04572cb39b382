//! The models' JSON Schemas: those of pydantic in meaning, accepted by a validator, and never narrower than the parser.

use crate::models::{Limits, Matrix, Order, Page, Settings, Tree, User};
use crate::parse;
use jsonschema::Validator;
use optimize_core::schema::SchemaMode;
use optimize_core::{Optimized, ParseOptions};
use optimize_tests::data;
use optimize_tests::outcome::assert_none;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

const MODELS: [&str; 6] = ["User", "Order", "Tree", "Settings", "Matrix", "Page"];

fn schema(model: &str, mode: SchemaMode) -> Value {
    match model {
        "User" => User::json_schema_for(mode),
        "Order" => Order::json_schema_for(mode),
        "Tree" => Tree::json_schema_for(mode),
        "Settings" => Settings::json_schema_for(mode),
        "Matrix" => Matrix::json_schema_for(mode),
        "Page" => Page::<Limits>::json_schema_for(mode),
        other => panic!("no model `{other}`"),
    }
}

fn validator(model: &str, mode: SchemaMode) -> Validator {
    jsonschema::draft202012::new(&schema(model, mode)).expect("the schema is one")
}

/// A schema without what has no meaning: titles, references where the target can stand, `true` for what is ignored, and
/// the form of an enum, a default's number or the order of names.
fn meaning(schema: &Value, root: &Value, depth: usize) -> Value {
    match schema {
        Value::Object(object) => {
            if let Some(target) = object.get("$ref").and_then(Value::as_str)
                && depth < 12
            {
                let target = root.pointer(target.trim_start_matches('#')).expect("a definition");
                let mut found = meaning(target, root, depth + 1);
                for (key, value) in object.iter().filter(|(key, _)| !key.starts_with('$')) {
                    found[key] = meaning(value, root, depth + 1);
                }
                return found;
            }
            let names = |key: &str| matches!(key, "title" | "$defs" | "$schema" | "description");
            let mut kept = serde_json::Map::new();
            for (key, value) in
                object.iter().filter(|(key, value)| !(names(key) && (value.is_string() || key.starts_with('$'))))
            {
                let value = match (key.as_str(), value) {
                    ("properties", Value::Object(properties)) => {
                        let known = properties.iter().filter(|(_, value)| **value != json!(true));
                        known.map(|(name, value)| (name.clone(), meaning(value, root, depth + 1))).collect()
                    }
                    ("required", Value::Array(names)) => {
                        let mut names = names.clone();
                        names.sort_by_key(Value::to_string);
                        Value::Array(names)
                    }
                    ("additionalProperties", Value::Bool(true)) => continue,
                    (_, Value::Number(number)) => json!(number.as_f64()),
                    ("default", Value::Array(items)) => {
                        items.iter().map(|item| item.as_f64().map_or(item.clone(), |it| json!(it))).collect()
                    }
                    (_, value) => meaning(value, root, depth + 1),
                };
                kept.insert(key.clone(), value);
            }
            kept.sort_keys();
            Value::Object(kept)
        }
        Value::Array(items) => items.iter().map(|item| meaning(item, root, depth)).collect(),
        other => other.clone(),
    }
}

#[test]
fn schemas_mean_what_pydantics_mean() {
    let text = std::fs::read_to_string(data::path("pydantic_schemas.json")).expect("the recorded schemas");
    let recorded: Value = serde_json::from_str(&text).expect("JSON");
    let mut differences = Vec::new();
    for model in MODELS {
        for (mode, name) in [(SchemaMode::Validation, "validation"), (SchemaMode::Serialization, "serialization")] {
            let theirs = &recorded[format!("{model}/{name}")];
            let ours = schema(model, mode);
            let (theirs, ours) = (meaning(theirs, theirs, 0), meaning(&ours, &ours, 0));
            if theirs != ours {
                differences.push(format!("{model} {name}\n  pydantic {theirs}\n  ours     {ours}"));
            }
        }
    }
    assert_none("pydantic_schemas.json", 12, &differences);
}

#[test]
fn schemas_are_schemas() {
    for model in MODELS {
        for mode in [SchemaMode::Validation, SchemaMode::Serialization] {
            jsonschema::meta::validate(&schema(model, mode)).expect("a schema of the schemas");
        }
    }
}

#[test]
fn what_the_parser_accepts_the_schema_accepts_and_so_is_what_is_written() {
    let rows = data::rows("pydantic_composite.ndjson");
    let (mut accepted, mut refused) = (0, 0);
    for model in MODELS {
        let (input, output) = (validator(model, SchemaMode::Validation), validator(model, SchemaMode::Serialization));
        for row in rows.iter().filter(|row| row["model"] == model) {
            let text = data::text(row, "input");
            let value: Value = serde_json::from_str(text).expect("JSON");
            match parse(model, text, &ParseOptions::new().strict()) {
                Ok(written) => {
                    accepted += 1;
                    assert!(input.is_valid(&value), "{model} reads {text}");
                    assert!(output.is_valid(&written), "{model} writes {written}");
                }
                Err(_) => refused += usize::from(!input.is_valid(&value)),
            }
        }
    }
    // Neither side says one thing of everything.
    assert!(accepted > 100 && refused > 400, "{accepted} accepted, {refused} refused by both");
}

/// Any JSON, with the words and numbers that the models know.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-20_i64..1200).prop_map(Value::from),
        (-4.0_f64..4.0).prop_map(Value::from),
        "[a-zA-Z0-9 :é-]{0,6}".prop_map(Value::from),
        prop_oneof![Just("paid"), Just("DE"), Just("AB-1"), Just("12345"), Just("2026-01-01"), Just("10:00")]
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec(("(a|low|high|name|1|zip)", inner), 0..3)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// The places inside a value.
fn places(value: &Value, here: String, found: &mut Vec<String>) {
    found.push(here.clone());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| places(item, format!("{here}/{at}"), found))
        }
        Value::Object(entries) => entries.iter().for_each(|(key, item)| places(item, format!("{here}/{key}"), found)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    /// A recorded input with any part replaced by anything: what the schema refuses, the parser refuses.
    #[test]
    fn what_the_schema_refuses_the_parser_refuses(row in any::<Index>(), place in any::<Index>(), other in json()) {
        thread_local! {
            static ROWS: (Vec<Value>, Vec<Validator>) = (
                data::rows("pydantic_composite.ndjson"),
                MODELS.iter().map(|model| validator(model, SchemaMode::Validation)).collect(),
            );
        }
        ROWS.with(|(rows, validators)| {
            let row = &rows[row.index(rows.len())];
            let model = data::text(row, "model");
            let mut value: Value = serde_json::from_str(data::text(row, "input")).expect("JSON");
            let mut found = Vec::new();
            places(&value, String::new(), &mut found);
            if let Some(part) = value.pointer_mut(&found[place.index(found.len())]) {
                *part = other;
            }
            let index = MODELS.iter().position(|known| *known == model).expect("a model");
            if !validators[index].is_valid(&value) {
                prop_assert!(parse(model, &value.to_string(), &ParseOptions::new().strict()).is_err(), "{model} reads {value}");
            }
            Ok(())
        })?;
    }
}
