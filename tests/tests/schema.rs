//! JSON Schema: what the derive knows, in JSON Schema's words.

use optimize_core::Optimized;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A video.
///
/// With frames.
#[derive(Optimized)]
#[opt(extra = "forbid", rename_all = "camelCase", computed(area))]
struct Video {
    /// The key.
    #[opt(min_length = 1, max_length = 50, pattern = "^v")]
    video_id: String,
    #[opt(ge = 0.0, lt = 10.5, multiple_of = 0.5)]
    score: f64,
    #[opt(gt = -3, le = 7)]
    level: Option<i8>,
    #[opt(default = 25)]
    fps: u32,
    #[opt(max_length = 9)]
    tags: BTreeSet<String>,
    #[opt(min_length = 1)]
    frames: Vec<Frame>,
    by_quality: BTreeMap<Quality, Option<Frame>>,
    pair: (u8, bool),
    cells: [f32; 4],
    #[opt(required)]
    parent: Option<Box<Video>>,
    anything: Value,
}

impl Video {
    fn area(&self) -> u32 {
        1
    }
}

#[derive(Optimized)]
struct Frame {
    #[opt(alias = "w")]
    width: u32,
}

/// How good it looks.
#[derive(Optimized, PartialEq, Eq, PartialOrd, Ord)]
#[opt(rename_all = "lowercase")]
enum Quality {
    Low,
    High,
}

#[test]
fn a_model_is_a_definition_of_its_own() {
    let schema = Video::json_schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["$ref"], "#/$defs/Video");
    let video = &schema["$defs"]["Video"];
    assert_eq!(video["title"], "Video");
    assert_eq!(video["description"], "A video.\n\nWith frames.");
    assert_eq!(video["type"], "object");
    assert_eq!(video["additionalProperties"], false);
    let required = ["videoId", "score", "tags", "frames", "byQuality", "pair", "cells", "parent", "anything"];
    assert_eq!(video["required"], json!(required));
    let properties = &video["properties"];
    for (name, expected) in [
        (
            "videoId",
            json!({ "type": "string", "minLength": 1, "maxLength": 50, "pattern": "^v", "description": "The key." }),
        ),
        ("score", json!({ "type": "number", "minimum": 0.0, "exclusiveMaximum": 10.5, "multipleOf": 0.5 })),
        ("fps", json!({ "type": "integer", "minimum": 0, "maximum": 4_294_967_295_u32, "default": 25 })),
        ("area", json!(true)),
        ("anything", json!({})),
    ] {
        assert_eq!(properties[name], expected, "{name}");
    }
    assert_eq!(properties["level"]["anyOf"][1], json!({ "type": "null" }));
    assert_eq!(properties["level"]["anyOf"][0]["exclusiveMinimum"], -3);
    assert_eq!(properties["level"]["anyOf"][0]["maximum"], 7);
    assert_eq!(properties["tags"]["maxItems"], 9);
    assert_eq!(properties["tags"]["uniqueItems"], true);
    assert_eq!(properties["frames"]["items"], json!({ "$ref": "#/$defs/Frame" }));
    assert_eq!(properties["frames"]["minItems"], 1);
    assert_eq!(properties["cells"]["minItems"], 4);
    assert_eq!(properties["cells"]["maxItems"], 4);
    assert_eq!(properties["pair"]["prefixItems"].as_array().map(Vec::len), Some(2));
    assert_eq!(properties["parent"]["anyOf"][0], json!({ "$ref": "#/$defs/Video" }));
    assert!(schema["$defs"].as_object().expect("definitions").contains_key("Frame"));
}

#[test]
fn an_enum_is_a_set_of_strings() {
    let schema = Quality::json_schema();
    assert_eq!(schema["type"], "string");
    assert_eq!(schema["enum"], json!(["low", "high"]));
    assert_eq!(schema["description"], "How good it looks.");
}

#[derive(Optimized)]
struct Page<T> {
    items: Vec<T>,
}

#[derive(Optimized)]
struct Pages {
    numbers: Page<u8>,
    words: Page<String>,
    more_words: Page<String>,
    other: other::Frame,
    frame: Frame,
}

mod other {
    #[derive(optimize_core::Optimized)]
    pub(super) struct Frame {
        pub(super) label: String,
    }
}

#[test]
fn types_of_one_name_have_definitions_of_their_own() {
    let schema = Pages::json_schema();
    let definition = |field: &str| {
        let reference = schema["$defs"]["Pages"]["properties"][field]["$ref"].as_str().expect("a reference");
        &schema["$defs"][reference.trim_start_matches("#/$defs/")]
    };
    assert_eq!(definition("numbers")["properties"]["items"]["items"]["type"], "integer");
    assert_eq!(definition("words")["properties"]["items"]["items"]["type"], "string");
    assert_eq!(definition("words"), definition("more_words"));
    assert!(definition("other")["properties"].get("label").is_some());
    assert!(definition("frame")["properties"].get("width").is_some());
    assert_eq!(schema["$defs"].as_object().map(serde_json::Map::len), Some(5));
}

/// Every reference in a schema.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                match inner {
                    Value::String(target) if key == "$ref" => found.push(target.clone()),
                    inner => references(inner, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_reference_has_its_definition() {
    for schema in [Video::json_schema(), Pages::json_schema()] {
        let mut found = Vec::new();
        references(&schema, &mut found);
        assert!(found.len() > 3);
        for reference in found {
            let pointer = reference.trim_start_matches('#');
            assert!(schema.pointer(pointer).is_some(), "{reference} leads nowhere in {schema}");
        }
    }
}
