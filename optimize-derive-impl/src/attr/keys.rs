//! The keys that exist, and what is said about those that don't.

use super::Subject;
use super::foreign::{SYNONYMS, answer};
use super::item::Item;
use crate::errors::Errors;
use crate::suggest::nearest;

/// The keys that say what a value must be: on a field, and in `items(…)`, `keys(…)`, `values(…)`.
pub(super) const RULE_KEYS: &[&str] = &[
    "gt",
    "ge",
    "lt",
    "le",
    "multiple_of",
    "max_digits",
    "decimal_places",
    "min_length",
    "max_length",
    "length_unit",
    "pattern",
    "trim",
    "lowercase",
    "uppercase",
    "ascii",
    "one_of",
    "unique",
    "email",
    "url",
    "uuid",
    "ip",
    "past",
    "future",
    "items",
    "keys",
    "values",
];

/// The keys of a field beside [`RULE_KEYS`].
pub(super) const FIELD_KEYS: &[&str] = &[
    "coerce",
    "strict",
    "default",
    "default_with",
    "required",
    "rename",
    "alias",
    "path",
    "exclude",
    "exclude_none",
    "exclude_default",
    "exclude_if",
    "lossy_ok",
    "skip",
    "secret",
    "frozen",
    "deprecated",
    "title",
    "example",
    "before",
    "parse",
    "after",
    "check",
    "with",
    "serde",
    "tensor",
    "image",
    "extra",
    "flatten",
];

pub(super) const STRUCT_KEYS: &[&str] = &[
    "rename_all",
    "populate_by_name",
    "extra",
    "trim",
    "lowercase",
    "uppercase",
    "coerce",
    "strict",
    "exclude_none",
    "exclude_default",
    "computed",
    "limits",
    "before",
    "check",
    "transparent",
    "builder",
    "validate_assignment",
    "from",
    "title",
    "example",
    "bound",
    "crate",
];

pub(super) const ENUM_KEYS: &[&str] = &[
    "rename_all",
    "rename_all_fields",
    "tag",
    "content",
    "untagged",
    "extra",
    "trim",
    "lowercase",
    "uppercase",
    "coerce",
    "strict",
    "limits",
    "before",
    "check",
    "title",
    "example",
    "bound",
    "crate",
];

pub(super) const VARIANT_KEYS: &[&str] = &["rename", "alias", "rename_all", "skip"];

/// Whether a field takes the key.
pub(super) fn is_field_key(key: &str) -> bool {
    FIELD_KEYS.contains(&key) || RULE_KEYS.contains(&key)
}

/// Every key, by the place where it stands: what the reference has to say something of.
#[cfg(test)]
pub(crate) fn known_keys() -> [(&'static str, Vec<&'static str>); 4] {
    [
        ("On a field", Place::Field.keys()),
        ("On a struct", Place::Struct.keys()),
        ("On an enum", Place::Enum.keys()),
        ("On a variant", Place::Variant.keys()),
    ]
}

/// Where a key can stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Field,
    Struct,
    Enum,
    Variant,
}

impl Place {
    fn keys(self) -> Vec<&'static str> {
        match self {
            Self::Field => RULE_KEYS.iter().chain(FIELD_KEYS).copied().collect(),
            Self::Struct => STRUCT_KEYS.to_vec(),
            Self::Enum => ENUM_KEYS.to_vec(),
            Self::Variant => VARIANT_KEYS.to_vec(),
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
    if let Some(answer) = answer(&key, item) {
        return errors.refuse(&item.key, format_args!("unknown key `{key}` on {subject}"), answer);
    }
    let synonym = synonym_at(&key, place);
    let problem = format!("unknown key `{key}` on {subject}");
    if synonym.is_none()
        && let Some((ours, other)) =
            place.others().into_iter().find_map(|other| Some((synonym_at(&key, other)?, other.name())))
    {
        return errors.refuse(&item.key, problem, format_args!("write `{ours}`, on {other}"));
    }
    let meant = synonym.or_else(|| nearest(&key, place.keys().iter().copied()));
    match meant {
        Some(meant) => errors.refuse(&item.key, problem, format_args!("did you mean `{meant}`?")),
        None => errors.refuse(&item.key, problem, format_args!("{} takes {}", place.name(), listed(&place.keys()))),
    }
}

/// What another library's word is called here, if it is a key of this place.
fn synonym_at(word: &str, place: Place) -> Option<&'static str> {
    let keys = place.keys();
    let is_key = |ours: &str| ours.split(' ').next().is_some_and(|key| keys.contains(&key));
    SYNONYMS.iter().find(|(foreign, ours)| *foreign == word && is_key(ours)).map(|(_, ours)| *ours)
}

/// Refuses a key that does not exist inside another key's parentheses.
pub(super) fn refuse_setting(item: &Item, around: &str, known: &[&str], subject: Subject<'_>, errors: &mut Errors) {
    let key = item.key.to_string();
    let problem = format!("unknown key `{key}` in `{around}` on {subject}");
    if let Some(answer) = answer(&key, item) {
        return errors.refuse(&item.key, problem, answer);
    }
    let synonym =
        SYNONYMS.iter().find(|(foreign, ours)| *foreign == key && known.contains(ours)).map(|(_, ours)| *ours);
    if ["items", "keys", "values"].contains(&around) && FIELD_KEYS.contains(&key.as_str()) {
        let problem = format!("`{key}` goes on the field, not in `{around}` on {subject}");
        return errors.refuse(
            &item.key,
            problem,
            format_args!("write it beside `{around}(…)`, where it is about the whole field"),
        );
    }
    match synonym.or_else(|| nearest(&key, known.iter().copied())) {
        Some(meant) => errors.refuse(&item.key, problem, format_args!("did you mean `{meant}`?")),
        None => errors.refuse(&item.key, problem, format_args!("`{around}` takes {}", listed(known))),
    }
}

/// Words in backticks, with commas.
pub(super) fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
