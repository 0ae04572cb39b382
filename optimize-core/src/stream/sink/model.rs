//! [`Kind`]: which model the records of a file are.

use crate::model::Optimized;
use crate::schema::{self, SchemaMode};
use crate::type_map::TypeMap;
use serde_json::Value;
use std::fmt;
use twox_hash::XxHash3_64;

/// As much of a type's name is kept, in bytes.
pub(super) const MAX_NAME: usize = 256;

/// What a schema says to people, and may say otherwise of the same records.
const ANNOTATIONS: [&str; 5] = ["title", "description", "examples", "deprecated", "$comment"];

/// Keywords whose keys are names that the model chooses.
const NAMED: [&str; 3] = ["properties", "patternProperties", "$defs"];

/// A model's name, and a hash of the schema of what it writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) name: String,
    pub(super) schema: u64,
}

impl Kind {
    pub(super) fn of<T: Optimized>() -> Self {
        static SCHEMAS: TypeMap<u64> = TypeMap::new();
        let schema = *SCHEMAS.get::<T>(|| {
            let mut schema = schema::of::<T>(SchemaMode::Serialization);
            without_annotations(&mut schema);
            XxHash3_64::oneshot(schema.to_string().as_bytes())
        });
        let mut name = T::NAME.to_owned();
        while name.len() > MAX_NAME {
            name.pop();
        }
        Self { name, schema }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` (schema {:016x})", self.name, self.schema)
    }
}

/// A schema of this crate's own is as deep as the types are, which is not deep.
fn without_annotations(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            keywords.retain(|keyword, _| !ANNOTATIONS.contains(&keyword.as_str()));
            for (keyword, value) in keywords {
                match value {
                    Value::Object(named) if NAMED.contains(&keyword.as_str()) => {
                        named.values_mut().for_each(without_annotations);
                    }
                    // Values, not schemas.
                    _ if matches!(keyword.as_str(), "default" | "const" | "enum" | "required") => {}
                    _ => without_annotations(value),
                }
            }
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(without_annotations),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_model::Clip;
    use serde_json::json;

    #[test]
    fn what_is_said_to_people_does_not_count_and_all_else_does() {
        let plain = json!({"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]});
        let mut told = json!({
            "title": "Clip", "description": "A clip.", "examples": [{"title": "x"}], "type": "object",
            "properties": {"title": {"title": "Title", "description": "of it", "type": "string"}}, "required": ["title"],
        });
        without_annotations(&mut told);
        assert_eq!(told, plain);
        let mut default = json!({"properties": {"a": {"default": {"title": "kept"}}}});
        let whole = default.clone();
        without_annotations(&mut default);
        assert_eq!(default, whole);
    }

    #[test]
    fn a_reference_is_what_it_leads_to() {
        assert_eq!(Kind::of::<Clip>(), Kind::of::<&Clip>());
        assert!(Kind::of::<Clip>().to_string().starts_with("`Clip` (schema "));
    }
}
