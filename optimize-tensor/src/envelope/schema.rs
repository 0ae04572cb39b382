//! The JSON Schema of envelopes and nested lists.

use super::{EnvelopeKind, MAX_DIMENSIONS};
use crate::dtype::DType;
use crate::tensor::TensorRules;
use optimize_core::schema::Schema;
use serde_json::{Value, json};

/// The schema of an envelope. `rank` and `dtype` are what the field's own type demands.
pub(crate) fn envelope_schema(rules: &TensorRules, rank: Option<usize>, dtype: Option<DType>) -> Schema {
    let rank = rank.or(rules.shape.map(<[_]>::len));
    let mut shape = json!({
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": rank.unwrap_or(0),
        "maxItems": rank.unwrap_or(MAX_DIMENSIONS),
    });
    if let Some(lengths) = rules.shape {
        let one = |length: &Option<usize>| match length {
            Some(length) => json!({"const": length}),
            None => json!({"type": "integer", "minimum": 0}),
        };
        shape["prefixItems"] = lengths.iter().map(one).collect();
    }
    // A byte order may be written in front of numpy's short name, so only the long names are listed.
    let names: Vec<Value> = match dtype.or(rules.dtype) {
        Some(dtype) => vec![json!(dtype.name()), json!(dtype.torch_name())],
        None => DType::ALL.iter().flat_map(|dtype| [json!(dtype.name()), json!(dtype.torch_name())]).collect(),
    };
    Schema::of_type("object")
        .with(
            "properties",
            json!({
                "__type__": {"enum": [EnvelopeKind::Numpy.name(), EnvelopeKind::Torch.name()]},
                "data": {"type": "string", "contentEncoding": "base64"},
                "dtype": {"type": "string", "examples": names},
                "shape": shape,
                "device": {"type": "string"},
            }),
        )
        .with("required", json!(["__type__", "data", "dtype", "shape"]))
}

/// The schema of nested lists of numbers.
pub(crate) fn list_schema(rules: &TensorRules, rank: Option<usize>, dtype: Option<DType>) -> Schema {
    let number = match dtype.or(rules.dtype) {
        Some(DType::Bool) => json!({"type": "boolean"}),
        Some(DType::Float16 | DType::BFloat16 | DType::Float32 | DType::Float64) => json!({"type": "number"}),
        Some(DType::Complex64 | DType::Complex128) => {
            json!({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2})
        }
        Some(_) => json!({"type": "integer"}),
        None => json!({"type": ["number", "boolean", "array"]}),
    };
    let Some(rank) = rank.or(rules.shape.map(<[_]>::len)) else { return Schema::of_type("array") };
    let length = |level: usize| rules.shape.and_then(|shape| shape.get(level).copied().flatten());
    let nested = (0..rank).rev().fold(number, |items, level| {
        let mut list = json!({"type": "array", "items": items});
        if let Some(length) = length(level) {
            list["minItems"] = json!(length);
            list["maxItems"] = json!(length);
        }
        list
    });
    let Value::Object(keys) = nested else { return Schema::any() };
    keys.into_iter().fold(Schema::any(), |schema, (key, value)| schema.with(&key, value))
}
