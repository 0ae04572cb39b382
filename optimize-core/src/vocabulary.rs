//! [`Vocabulary`]: what a type's JSON consists of, whatever its values are.

use crate::field::Field;
use serde_json::Value;
use std::collections::HashSet;

/// The texts that recur in a type's JSON: what a compression dictionary is made of.
///
/// ```
/// use optimize_core::{Optimized, Vocabulary};
///
/// #[derive(Optimized)]
/// #[opt(rename_all = "lowercase")]
/// enum Quality { Low, High }
///
/// #[derive(Optimized)]
/// struct Video {
///     #[opt(example = "v1")]
///     id: String,
///     #[opt(default = Quality::Low)]
///     quality: Quality,
///     #[opt(one_of("mp4", "webm"))]
///     format: String,
/// }
///
/// let vocabulary = Vocabulary::of::<Video>();
/// assert_eq!(vocabulary.names(), ["id", "quality", "format"]);
/// assert_eq!(vocabulary.literals(), ["low", "high", "mp4", "webm"]);
/// assert_eq!(vocabulary.values(), [r#""v1""#, r#""low""#]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    names: Vec<String>,
    literals: Vec<String>,
    values: Vec<String>,
}

impl Vocabulary {
    /// That of a type and of everything inside it, each text once, in the order of the fields. What is
    /// marked `secret` is not in it.
    #[must_use]
    pub fn of<T: Field>() -> Self {
        let mut out = Self::default();
        out.gather(&crate::schema::of::<T>(crate::schema::SchemaMode::Validation), &mut HashSet::new());
        out
    }

    /// The keys of every model, unescaped.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The strings of every enum and of `one_of`, unescaped; numbers as they are written.
    #[must_use]
    pub fn literals(&self) -> &[String] {
        &self.literals
    }

    /// Defaults and examples, as compact JSON.
    #[must_use]
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// Walks a schema. A schema of this crate's own is as deep as the types are, which is not deep.
    fn gather(&mut self, schema: &Value, seen: &mut HashSet<(u8, String)>) {
        let Value::Object(keywords) = schema else {
            if let Value::Array(schemas) = schema {
                schemas.iter().for_each(|schema| self.gather(schema, seen));
            }
            return;
        };
        let mut add = |kind: u8, text: String, list: &mut Vec<String>| {
            if seen.insert((kind, text.clone())) {
                list.push(text);
            }
        };
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match (keywords.get("const"), keywords.get("enum")) {
            (Some(value), _) => add(1, text(value), &mut self.literals),
            (None, Some(Value::Array(values))) => {
                values.iter().for_each(|value| add(1, text(value), &mut self.literals));
            }
            _ => {}
        }
        if let Some(Value::Array(values)) = keywords.get("examples") {
            values.iter().for_each(|value| add(2, value.to_string(), &mut self.values));
        }
        if let Some(value) = keywords.get("default") {
            add(2, value.to_string(), &mut self.values);
        }
        if let Some(Value::Object(properties)) = keywords.get("properties") {
            for (name, property) in properties {
                if seen.insert((0, name.clone())) {
                    self.names.push(name.clone());
                }
                self.gather(property, seen);
            }
        }
        for (keyword, inner) in keywords {
            match keyword.as_str() {
                "properties" | "default" | "examples" | "const" | "enum" => {}
                "$defs" => {
                    if let Value::Object(definitions) = inner {
                        definitions.values().for_each(|definition| self.gather(definition, seen));
                    }
                }
                _ => self.gather(inner, seen),
            }
        }
    }
}
