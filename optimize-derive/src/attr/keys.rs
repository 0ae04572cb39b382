//! The keys that exist, and what is said about those that don't.

use super::Subject;
use super::item::Item;
use crate::errors::Errors;
use crate::suggest::nearest;

pub(super) const FIELD_KEYS: &[&str] = &[
    "gt",
    "ge",
    "lt",
    "le",
    "multiple_of",
    "min_length",
    "max_length",
    "length_unit",
    "pattern",
    "trim",
    "coerce",
    "strict",
    "default",
    "default_with",
    "required",
    "rename",
    "alias",
    "exclude",
    "exclude_none",
    "exclude_default",
    "exclude_if",
    "lossy_ok",
    "check",
    "with",
    "serde",
    "tensor",
    "image",
    "extra",
];

pub(super) const STRUCT_KEYS: &[&str] = &[
    "rename_all",
    "populate_by_name",
    "extra",
    "trim",
    "coerce",
    "strict",
    "exclude_none",
    "exclude_default",
    "computed",
    "check",
    "crate",
];

pub(super) const ENUM_KEYS: &[&str] = &["rename_all", "trim", "coerce", "strict", "crate"];

pub(super) const VARIANT_KEYS: &[&str] = &["rename", "alias"];

/// Other libraries' words, and what to write here.
const SYNONYMS: &[(&str, &str)] = &[
    ("min", "ge"),
    ("gte", "ge"),
    ("minimum", "ge"),
    ("max", "le"),
    ("lte", "le"),
    ("maximum", "le"),
    ("regex", "pattern"),
    ("min_len", "min_length"),
    ("max_len", "max_length"),
    ("min_items", "min_length"),
    ("max_items", "max_length"),
    ("length", "min_length"),
    ("skip", "exclude"),
    ("skip_serializing", "exclude"),
    ("skip_serializing_if", "exclude_if"),
    ("flatten", "extra"),
    ("deny_unknown_fields", "extra = \"forbid\""),
    ("strip_whitespace", "trim"),
    ("str_strip_whitespace", "trim"),
    ("default_factory", "default_with"),
    ("validate", "check"),
    ("custom", "check"),
    ("validate_by_name", "populate_by_name"),
    ("computed_field", "computed"),
];

/// Where a key can stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Field,
    Struct,
    Enum,
    Variant,
}

impl Place {
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Field => FIELD_KEYS,
            Self::Struct => STRUCT_KEYS,
            Self::Enum => ENUM_KEYS,
            Self::Variant => VARIANT_KEYS,
        }
    }

    /// The other places, the one that is meant most likely first.
    fn others(self) -> [Self; 3] {
        match self {
            Self::Field => [Self::Struct, Self::Enum, Self::Variant],
            Self::Struct => [Self::Field, Self::Enum, Self::Variant],
            Self::Enum => [Self::Struct, Self::Variant, Self::Field],
            Self::Variant => [Self::Enum, Self::Field, Self::Struct],
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Field => "a field",
            Self::Struct => "a struct",
            Self::Enum => "an enum",
            Self::Variant => "a variant",
        }
    }
}

/// Refuses a key that does not exist at this place: misplaced, mistyped or unheard of.
pub(super) fn refuse_unknown(item: &Item, place: Place, subject: Subject<'_>, errors: &mut Errors) {
    let key = item.key.to_string();
    let elsewhere = place.others().into_iter().find(|other| other.keys().contains(&key.as_str()));
    if let Some(other) = elsewhere {
        errors.refuse(
            &item.key,
            format_args!("`{key}` goes on {}, not on {subject}", other.name()),
            format_args!("move `#[opt({key}…)]` to {}", other.name()),
        );
        return;
    }
    let synonym = SYNONYMS.iter().find(|(foreign, ours)| {
        *foreign == key && ours.split(' ').next().is_some_and(|ours| place.keys().contains(&ours))
    });
    let meant = synonym.map(|(_, ours)| *ours).or_else(|| nearest(&key, place.keys().iter().copied()));
    let problem = format!("unknown key `{key}` on {subject}");
    match meant {
        Some(meant) => errors.refuse(&item.key, problem, format_args!("did you mean `{meant}`?")),
        None => errors.refuse(&item.key, problem, format_args!("{} takes {}", place.name(), listed(place.keys()))),
    }
}

/// Words in backticks, with commas.
pub(super) fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
