//! The words of other libraries.

use super::item::{Item, Value};

/// Other libraries' words, and what to write here.
pub(super) const SYNONYMS: &[(&str, &str)] = &[
    ("min", "ge"),
    ("gte", "ge"),
    ("greater_than", "gt"),
    ("greater_than_equal", "ge"),
    ("less_than", "lt"),
    ("less_than_equal", "le"),
    ("range", "ge"),
    ("minimum", "ge"),
    ("max", "le"),
    ("lte", "le"),
    ("maximum", "le"),
    ("positive", "gt"),
    ("negative", "lt"),
    ("non_negative", "ge"),
    ("digits", "max_digits"),
    ("max_places", "decimal_places"),
    ("max_decimal_places", "decimal_places"),
    ("regex", "pattern"),
    ("min_len", "min_length"),
    ("max_len", "max_length"),
    ("min_items", "min_length"),
    ("max_items", "max_length"),
    ("length", "min_length"),
    ("non_empty", "min_length"),
    ("not_empty", "min_length"),
    ("skip_serializing", "exclude"),
    ("skip_serializing_if", "exclude_if"),
    ("deny_unknown_fields", "extra = \"forbid\""),
    ("strip_whitespace", "trim"),
    ("str_strip_whitespace", "trim"),
    ("default_factory", "default_with"),
    ("validate", "check"),
    ("custom", "check"),
    ("mode_before", "before"),
    ("deserialize_with", "parse"),
    ("from_str", "parse"),
    ("alias_path", "path"),
    ("max_depth", "limits"),
    ("max_bytes", "limits"),
    ("ipv4", "ip"),
    ("ipv6", "ip"),
    ("uri", "url"),
    ("examples", "example"),
    ("sensitive", "secret"),
    ("hidden", "secret"),
    ("readonly", "frozen"),
    ("immutable", "frozen"),
    ("enum", "one_of"),
    ("choices", "one_of"),
    ("literal", "one_of"),
    ("unique_items", "unique"),
    ("inner", "items"),
    ("each", "items"),
    ("dive", "items"),
    ("to_lower", "lowercase"),
    ("str_to_lower", "lowercase"),
    ("to_upper", "uppercase"),
    ("str_to_upper", "uppercase"),
    ("ascii_only", "ascii"),
    ("validate_by_name", "populate_by_name"),
    ("computed_field", "computed"),
    ("discriminator", "tag"),
    ("alias_generator", "rename_all"),
    ("validation_alias", "alias"),
    ("serialization_alias", "rename"),
    ("str_min_length", "min_length"),
    ("str_max_length", "max_length"),
    ("field_validator", "check"),
    ("model_validator", "check"),
    ("root_validator", "check"),
    ("from_attributes", "from"),
    ("try_from", "from"),
    ("serialize_with", "with"),
];

/// Other libraries' words for what is no key here, and what to do instead.
const ANSWERS: &[(&str, &str)] = &[
    ("description", "write a doc comment, `/// …`: it is the description"),
    ("doc", "write a doc comment, `/// …`: it is the description"),
    ("nullable", "give the field the type `Option<…>`"),
    ("optional", "give the field the type `Option<…>`"),
    ("nested", "remove it: what is inside is checked with what holds it"),
    ("validate_default", "remove it: defaults that are written out are checked while compiling"),
    ("allow_inf_nan", "remove it: numbers in JSON are finite"),
];

/// What to do instead of a key that has no other name here.
pub(super) fn answer(key: &str, item: &Item) -> Option<String> {
    if let (Some(_), Value::List(keys)) =
        (["Field", "ConfigDict", "opt"].iter().find(|outer| **outer == key), &item.value)
    {
        return Some(format!("write the keys without `{key}` around them: `{keys}`"));
    }
    ANSWERS.iter().find(|(foreign, _)| *foreign == key).map(|(_, answer)| (*answer).to_owned())
}
