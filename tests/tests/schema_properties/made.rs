//! Values made of a schema.

use serde_json::{Map, Value, json};

/// Where choices come from.
pub(crate) struct Source {
    state: u64,
    depth: u32,
}

/// Texts for every pattern, length and format, and those beside them.
const TEXTS: &[&str] = &[
    "",
    "a",
    "ab",
    "abc",
    "abcd",
    "abcde",
    "é",
    "éé",
    "日本語",
    "😀",
    "😀😀",
    "A",
    "AB",
    "a1",
    "a-1",
    "x-1",
    "X-12",
    "1",
    "-1",
    "0",
    "7",
    "12",
    "+1",
    "01",
    "1.5",
    "1e3",
    "255",
    "256",
    "-128",
    "-129",
    "true",
    "false",
    "null",
    " a ",
    "a b",
    "low",
    "high",
    "old",
    "Low",
    "small",
    "340282366920938463463374607431768211455",
    "340282366920938463463374607431768211456",
    "\u{0}",
    "\"",
    "a\nb",
    "YQ==",
    "YWI=",
    "YWJj",
    "61",
    "6162",
    "616263",
    "aaaaaaaaaaaa",
    "kind",
    "value",
    "unit",
    "id",
    "name",
    "550e8400-e29b-41d4-a716-446655440000",
    "1.2.3.4",
    "2024-01-02",
    "P1D",
];

impl Source {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed ^ 0x9E37_79B9_7F4A_7C15, depth: 0 }
    }

    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<'v, T>(&mut self, values: &'v [T]) -> &'v T {
        let at = self.below(values.len());
        &values[at]
    }

    /// A value for a whole document.
    pub(crate) fn value(&mut self, document: &Value) -> Value {
        self.of(document, document)
    }

    fn of(&mut self, schema: &Value, document: &Value) -> Value {
        self.depth += 1;
        let value = if self.depth > 12 || self.one_in(50) { self.anything() } else { self.wanted(schema, document) };
        self.depth -= 1;
        value
    }

    fn wanted(&mut self, schema: &Value, document: &Value) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = document.pointer(reference.trim_start_matches('#')).expect("a definition");
            return self.wanted(target, document);
        }
        for keyword in ["anyOf", "oneOf"] {
            if let Some(members) = schema[keyword].as_array() {
                let member = self.pick(members).clone();
                return self.of(&member, document);
            }
        }
        if let Some(members) = schema["enum"].as_array() {
            return if self.one_in(6) { self.scalar() } else { self.pick(members).clone() };
        }
        if let Some(value) = schema.get("const") {
            return if self.one_in(6) { self.scalar() } else { value.clone() };
        }
        match schema["type"].as_str() {
            Some("object") => self.object(schema, document),
            Some("array") => self.array(schema, document),
            Some("string") => self.text(schema).into(),
            Some("integer") => self.number(schema, true),
            Some("number") => self.number(schema, false),
            Some("boolean") => self.one_in(2).into(),
            Some("null") => Value::Null,
            _ => self.anything(),
        }
    }

    fn anything(&mut self) -> Value {
        match self.below(9) {
            0 => json!([]),
            1 => json!({}),
            2 => json!([self.scalar(), self.scalar()]),
            3 => json!({ *self.pick(TEXTS): self.scalar() }),
            _ => self.scalar(),
        }
    }

    fn scalar(&mut self) -> Value {
        match self.below(8) {
            0 => Value::Null,
            1 => self.one_in(2).into(),
            2 | 3 => (*self.pick(TEXTS)).into(),
            _ => self.number(&Value::Null, false),
        }
    }

    /// At an edge of the schema, beside it, or elsewhere. Where an integer is asked for, no `1.0`: JSON Schema takes it for
    /// one, and neither pydantic, where it is strict, nor the parser does.
    fn number(&mut self, schema: &Value, integer: bool) -> Value {
        let limit = |keyword: &str, otherwise: f64| schema[keyword].as_f64().unwrap_or(otherwise);
        let fits = |value: f64| {
            value >= limit("minimum", f64::MIN)
                && value <= limit("maximum", f64::MAX)
                && value > limit("exclusiveMinimum", f64::NEG_INFINITY)
                && value < limit("exclusiveMaximum", f64::INFINITY)
                && (schema.get("multipleOf").is_none() || value % limit("multipleOf", 1.0) == 0.0)
        };
        let tries = if self.one_in(10) { 1 } else { 20 };
        let mut value = self.any_number(schema, integer);
        for _ in 1..tries {
            if value.as_f64().is_some_and(fits) {
                break;
            }
            value = self.any_number(schema, integer);
        }
        value
    }

    fn any_number(&mut self, schema: &Value, integer: bool) -> Value {
        let keywords = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
        let mut near: Vec<Value> = keywords.iter().filter_map(|keyword| schema.get(*keyword)).cloned().collect();
        if near.is_empty() || self.one_in(4) {
            near.extend([
                json!(0),
                json!(1),
                json!(-1),
                json!(7),
                json!(300),
                json!(70_000),
                json!(5_000_000_000_u64),
                json!(u64::MAX),
            ]);
            near.extend([json!(i64::MIN), json!(i64::MAX)]);
        }
        let base = self.pick(&near).clone();
        let step = schema["multipleOf"].as_f64().unwrap_or(1.0);
        let value = match (base.as_i64(), base.as_f64()) {
            (Some(base), _) if integer || (base.unsigned_abs() < 1 << 40 && self.one_in(2)) => {
                let step = if step.fract() == 0.0 { step as i64 } else { 1 };
                json!(base.saturating_add(step * (self.below(5) as i64 - 2) + if self.one_in(4) { 1 } else { 0 }))
            }
            (None, _) if integer => base,
            (_, Some(base)) => {
                let near = [base, base + step, base - step, base * 3.0, base / 2.0, base + 0.25];
                // What is nearly a multiple is one for the parser, as for pydantic.
                match schema.get("multipleOf").is_none() && schema.is_object() && self.one_in(4) {
                    true if self.one_in(2) => json!(base.next_up()),
                    true => json!(base - 0.001),
                    false => json!(*self.pick(&near)),
                }
            }
            _ => base,
        };
        match value.as_f64() {
            Some(float) if value.is_f64() && float.fract() == 0.0 => whole(float),
            _ => value,
        }
    }

    fn text(&mut self, schema: &Value) -> String {
        let (least, most) = (schema["minLength"].as_u64(), schema["maxLength"].as_u64());
        let pattern = schema["pattern"].as_str().and_then(|pattern| regex::Regex::new(pattern).ok());
        if !self.one_in(5) {
            let fits = |text: &&&str| {
                let length = text.chars().count() as u64;
                least.is_none_or(|least| length >= least)
                    && most.is_none_or(|most| length <= most)
                    && pattern.as_ref().is_none_or(|pattern| pattern.is_match(text))
            };
            let fitting: Vec<&&str> = TEXTS.iter().filter(fits).collect();
            if !fitting.is_empty() {
                return (**self.pick(&fitting)).to_owned();
            }
        }
        (*self.pick(TEXTS)).to_owned()
    }

    fn count(&mut self, least: &Value, most: &Value) -> usize {
        let least = least.as_u64().unwrap_or(0) as usize;
        let most = most.as_u64().map_or(least + 3, |most| most as usize);
        let count = least + self.below(most - least.min(most) + 1);
        if self.one_in(6) { (count + 2).saturating_sub(self.below(4)) } else { count }
    }

    fn array(&mut self, schema: &Value, document: &Value) -> Value {
        let count = self.count(&schema["minItems"], &schema["maxItems"]);
        let first = schema["prefixItems"].as_array();
        let mut items: Vec<Value> = (0..count)
            .map(|at| self.of(first.and_then(|first| first.get(at)).unwrap_or(&schema["items"]), document))
            .collect();
        if schema["uniqueItems"] == true && !self.one_in(5) {
            let mut kept: Vec<Value> = Vec::new();
            items.retain(|item| {
                let new = !kept.contains(item);
                kept.push(item.clone());
                new
            });
        }
        Value::Array(items)
    }

    fn object(&mut self, schema: &Value, document: &Value) -> Value {
        let mut object = Map::new();
        self.properties(schema, document, &mut object);
        for member in schema["allOf"].as_array().into_iter().flatten() {
            for keyword in ["anyOf", "oneOf"] {
                if let Some(members) = member[keyword].as_array() {
                    let member = self.pick(members).clone();
                    if let Value::Object(more) = self.of(&member, document) {
                        object.extend(more);
                    }
                }
            }
        }
        if schema["additionalProperties"] != false || self.one_in(6) {
            let count = self.count(&schema["minProperties"], &schema["maxProperties"]);
            for _ in 0..count {
                let key = self.text(&schema["propertyNames"]);
                let value = self.of(&schema["additionalProperties"], document);
                object.entry(key).or_insert(value);
            }
        }
        if self.one_in(2) {
            // In another order.
            object = object.into_iter().rev().collect();
        }
        Value::Object(object)
    }

    fn properties(&mut self, schema: &Value, document: &Value, object: &mut Map<String, Value>) {
        let required =
            |key: &str| schema["required"].as_array().is_some_and(|keys| keys.iter().any(|other| other == key));
        for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
            if (required(key) && !self.one_in(40)) || self.one_in(2) {
                object.insert(key.clone(), self.of(inner, document));
            }
        }
    }
}

/// A number without a fraction, written without one, and within 64 bits.
fn whole(float: f64) -> Value {
    if float >= 1e15 {
        return json!(u64::MAX - float.to_bits() % 9);
    }
    json!(float.max(-1e15) as i64)
}
