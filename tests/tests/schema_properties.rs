//! The parser against the JSON Schema of the same model, on values that are made of the schema itself: mostly what it asks
//! for, often at its edges, sometimes something else. What the schema refuses the parser refuses; what the schema accepts
//! the parser accepts, but for what no keyword can say.

#[path = "schema_properties/made.rs"]
mod made;
#[path = "schema_properties/models.rs"]
mod models;

use jsonschema::Validator;
use made::Source;
use models::*;
use optimize_core::{Optimized, ParseOptions};
use proptest::prelude::*;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A model, as the test looks at it.
struct Model {
    name: &'static str,
    schema: Value,
    validator: Validator,
    read: fn(&str) -> Result<(), String>,
    /// Whether it has sets: as pydantic's, their schema asks for items that differ, and the parser takes equal ones as one.
    has_sets: bool,
    /// Whether the parser takes more than the schema.
    is_lax: bool,
    /// Whether the schema says all that the parser asks for.
    is_said: bool,
}

macro_rules! model {
    ($name:ident $($how:ident)*) => {{
            let schema = $name::json_schema();
            jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{}: {error}", stringify!($name)));
            let validator = jsonschema::validator_for(&schema).expect("a schema");
            let how: &[&str] = &[$(stringify!($how)),*];
            Model {
                name: stringify!($name),
                schema,
                validator,
                read: |text| {
                    let read = $name::from_json_with(text, &ParseOptions::new());
                    read.map(|_| ()).map_err(|error| error.to_string())
                },
                has_sets: how.contains(&"sets"),
                is_lax: how.contains(&"lax"),
                is_said: !how.contains(&"unsaid"),
            }
    }};
}

macro_rules! models {
    ($($name:ident $(($($how:ident),*))?;)*) => {
        static MODELS: LazyLock<Vec<Model>> =
            LazyLock::new(|| vec![$(model!($name $($($how)*)?),)* model!(Lent unsaid)]);
    };
}

every_model!(models);

/// As `Bytes`, borrowed.
#[derive(Optimized)]
struct Lent<'a> {
    #[opt(min_length = 2, max_length = 3)]
    cow: Cow<'a, [u8]>,
    #[opt(default, items(min_length = 2, max_length = 3))]
    list: Vec<Cow<'a, [u8]>>,
}

/// Every array without a second of equal items: sets take those as one.
fn without_repeated(value: &Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut kept: Vec<Value> = Vec::new();
            for item in items.iter().map(without_repeated) {
                if !kept.contains(&item) {
                    kept.push(item);
                }
            }
            Value::Array(kept)
        }
        Value::Object(object) => object.iter().map(|(key, inner)| (key.clone(), without_repeated(inner))).collect(),
        other => other.clone(),
    }
}

/// The names of one field each: of several in one document the last counts, which no keyword can say.
const NAMES: [&[&str]; 3] = [&["id", "older", "oldest"], &["name", "called"], &["Low", "Other"]];

fn names_twice(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(names_twice),
        Value::Object(object) => {
            let twice = |names: &&[&str]| names.iter().filter(|name| object.contains_key(**name)).count() > 1;
            NAMES.iter().any(twice) || object.values().any(names_twice)
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn schemas_and_parsers_agree(seed in any::<u64>()) {
        for model in &*MODELS {
            let value = Source::new(seed).value(&model.schema);
            let valid = model.validator.is_valid(&value);
            let read = (model.read)(&value.to_string());
            if !valid && !model.is_lax && !names_twice(&value) {
                let as_a_set = model.has_sets && (model.validator.is_valid(&without_repeated(&value)));
                prop_assert!(read.is_err() || as_a_set, "{} reads what its schema refuses: {value}", model.name);
            }
            if valid && model.is_said {
                prop_assert!(read.is_ok(), "{}'s schema accepts {value}: {}", model.name, read.unwrap_err());
            }
        }
    }
}

/// The values are of both kinds, or the test above says little.
#[test]
fn values_are_accepted_and_refused() {
    for model in &*MODELS {
        let values: Vec<Value> = (0..1000).map(|seed| Source::new(seed).value(&model.schema)).collect();
        let accepted = values.iter().filter(|value| model.validator.is_valid(value)).count();
        assert!((20..=990).contains(&accepted), "{}: {accepted} of 1000 are accepted", model.name);
    }
}
