//! What a model's JSON Schema lets expect in its JSON.

use serde_json::{Map, Value};

/// More than this a dictionary need not have: beyond it each byte helps less than it costs to look at.
const MAX_CONTENT: usize = 16 << 10;

/// zstd wants at least this much.
const MIN_CONTENT: usize = 16;

/// How deep models within models are followed: recursive ones have no end.
const MAX_DEPTH: usize = 6;

/// The content of a dictionary for the schema's documents: further forms and literals first, then one
/// whole document, as what stands near the end is found at the least cost.
pub(super) fn of_schema(schema: &Value) -> Vec<u8> {
    let none = Map::new();
    let definitions = schema.get("$defs").and_then(Value::as_object).unwrap_or(&none);
    let mut sketch = Sketch { definitions, out: String::new(), further: Vec::new(), whole: false };
    sketch.value(schema, 0);
    let skeleton = std::mem::take(&mut sketch.out);
    // Further forms may name others in turn; each is followed once and the size is bounded.
    let mut next = 0;
    while next < sketch.further.len() && sketch.out.len() < MAX_CONTENT {
        let (form, depth) = sketch.further[next];
        next += 1;
        sketch.value(form, depth);
    }
    let further = std::mem::take(&mut sketch.out);
    sketch.whole = true;
    sketch.value(schema, 0);
    let mut document = std::mem::take(&mut sketch.out);
    // An example of the model holds no literal but its own: the others stand before it.
    sketch.out = if document == skeleton { further } else { further + &skeleton };
    document.truncate(floor(&document, MAX_CONTENT));
    let mut content = sketch.out;
    content.truncate(floor(&content, MAX_CONTENT.saturating_sub(document.len())));
    content.push_str(&document);
    while content.len() < MIN_CONTENT {
        content.insert_str(0, "{\"\":\"\"}");
    }
    content.into_bytes()
}

/// The last border between characters at or before an index.
fn floor(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0)
}

struct Sketch<'s> {
    definitions: &'s Map<String, Value>,
    out: String,
    /// Alternatives that do not stand in the document, and their depth.
    further: Vec<(&'s Value, usize)>,
    /// Whether examples of whole models stand for their fields.
    whole: bool,
}

impl<'s> Sketch<'s> {
    /// Appends a value that the schema describes.
    fn value(&mut self, schema: &'s Value, depth: usize) {
        if depth > MAX_DEPTH || self.out.len() > MAX_CONTENT {
            return;
        }
        let Some(keywords) = schema.as_object() else { return };
        let is_model = keywords.contains_key("properties");
        if let Some(example) = example(keywords).filter(|_| self.whole || !is_model) {
            self.json(example);
        } else if let Some(name) = keywords.get("$ref").and_then(Value::as_str) {
            let definitions = self.definitions;
            if let Some(definition) = name.strip_prefix("#/$defs/").and_then(|name| definitions.get(name)) {
                self.value(definition, depth + 1);
            }
        } else if let Some(literals) = keywords.get("enum").and_then(Value::as_array) {
            // The last one is the nearest; the others stand before it.
            literals.iter().for_each(|literal| self.json(literal));
        } else if let Some(forms) = ["anyOf", "oneOf"].iter().find_map(|word| keywords.get(*word)?.as_array()) {
            let mut forms = forms.iter().filter(|form| form.get("type").is_none_or(|kind| kind != "null"));
            if let Some(first) = forms.next() {
                self.value(first, depth);
            }
            self.further.extend(forms.map(|form| (form, depth)));
        } else if let Some(parts) = keywords.get("allOf").and_then(Value::as_array) {
            parts.iter().for_each(|part| self.value(part, depth));
        } else {
            self.of_type(keywords, depth);
        }
    }

    fn of_type(&mut self, keywords: &'s Map<String, Value>, depth: usize) {
        match keywords.get("type").and_then(Value::as_str) {
            Some("object") => self.object(keywords, depth),
            Some("array") => self.array(keywords, depth),
            Some("string") => self.text(keywords),
            Some("boolean") => self.out.push_str("true"),
            Some("integer") => self.out.push('1'),
            Some("number") => self.out.push_str("1.0"),
            _ => {}
        }
    }

    fn object(&mut self, keywords: &'s Map<String, Value>, depth: usize) {
        self.out.push('{');
        let mut first = true;
        for (key, schema) in keywords.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if !std::mem::take(&mut first) {
                self.out.push(',');
            }
            self.json(&Value::from(key.as_str()));
            self.out.push(':');
            self.value(schema, depth + 1);
        }
        if let Some(values) = keywords.get("additionalProperties").filter(|_| first) {
            self.out.push_str("\"\":");
            self.value(values, depth + 1);
        }
        self.out.push('}');
    }

    fn array(&mut self, keywords: &'s Map<String, Value>, depth: usize) {
        self.out.push('[');
        let items = keywords.get("prefixItems").and_then(Value::as_array);
        for (index, item) in items.into_iter().flatten().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.value(item, depth + 1);
        }
        if let Some(item) = keywords.get("items").filter(|_| items.is_none()) {
            self.value(item, depth + 1);
        }
        self.out.push(']');
    }

    fn text(&mut self, keywords: &Map<String, Value>) {
        let known = match keywords.get("format").and_then(Value::as_str) {
            Some("date-time") => "2026-01-01T00:00:00Z",
            Some("date") => "2026-01-01",
            Some("time") => "00:00:00",
            Some("duration") => "PT1S",
            Some("uri" | "url") => "https://",
            Some("uuid") => "00000000-0000-4000-8000-000000000000",
            Some("ipv4") => "127.0.0.1",
            Some("email") => "@example.com",
            _ => match keywords.get("pattern").and_then(Value::as_str) {
                Some(pattern) if pattern.starts_with("^https") => "https://",
                _ => "",
            },
        };
        self.json(&Value::from(known));
    }

    fn json(&mut self, value: &Value) {
        self.out.push_str(&value.to_string());
    }
}

/// A value that the schema names: an example before a default, and a default that says something.
fn example(keywords: &Map<String, Value>) -> Option<&Value> {
    let named = || keywords.get("examples")?.as_array()?.first();
    let default = || keywords.get("default").filter(|value| !value.is_null());
    named().or_else(|| keywords.get("example")).or_else(|| keywords.get("const")).or_else(default)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn content(schema: &Value) -> String {
        String::from_utf8(of_schema(schema)).unwrap()
    }

    #[test]
    fn keys_literals_defaults_and_examples() {
        let schema = json!({
            "$ref": "#/$defs/Video",
            "$defs": {
                "Video": { "type": "object", "properties": {
                    "id": { "type": "string" },
                    "quality": { "$ref": "#/$defs/Quality", "default": "medium" },
                    "kind": { "$ref": "#/$defs/Quality" },
                    "size": { "anyOf": [{ "$ref": "#/$defs/Size" }, { "type": "null" }] },
                    "tags": { "type": "array", "items": { "type": "string" }, "examples": [["new", "long"]] },
                    "extra": { "type": "object", "additionalProperties": { "type": "number" } },
                    "either": { "oneOf": [{ "type": "boolean" }, { "type": "object", "properties": { "rare_key": {} } }] },
                    "computed": true,
                }},
                "Quality": { "type": "string", "enum": ["low", "medium"] },
                "Size": { "type": "array", "prefixItems": [{ "type": "integer" }, { "type": "integer" }] },
            },
        });
        assert_eq!(
            content(&schema),
            "{\"rare_key\":}{\"id\":\"\",\"quality\":\"medium\",\"kind\":\"low\"\"medium\",\"size\":[1,1],\
             \"tags\":[\"new\",\"long\"],\"extra\":{\"\":1.0},\"either\":true,\"computed\":}"
        );
    }

    #[test]
    fn an_example_of_the_model_stands_behind_its_skeleton() {
        let schema = json!({
            "type": "object",
            "properties": { "id": { "type": "string" }, "kind": { "enum": ["a", "b"] } },
            "examples": [{ "id": "x1", "kind": "b" }],
        });
        assert_eq!(content(&schema), r#"{"id":"","kind":"a""b"}{"id":"x1","kind":"b"}"#);
    }

    #[test]
    fn recursive_and_huge_schemas_have_an_end() {
        let node = json!({ "$ref": "#/$defs/Node", "$defs": { "Node": { "type": "object", "properties": {
            "left": { "$ref": "#/$defs/Node" }, "right": { "oneOf": [{ "type": "null" }, { "$ref": "#/$defs/Node" }] },
            "other": { "oneOf": [{ "$ref": "#/$defs/Node" }, { "$ref": "#/$defs/Node" }] },
        } } } });
        assert!(content(&node).len() <= MAX_CONTENT);
        let long = json!({ "type": "string", "default": "\u{6f22}".repeat(20_000) });
        assert!((MAX_CONTENT - 4..=MAX_CONTENT).contains(&content(&long).len()));
        for small in [json!(true), json!({}), json!({ "$ref": "#/$defs/Gone" }), json!({ "type": "object" })] {
            assert!(content(&small).len() >= MIN_CONTENT);
        }
    }
}
