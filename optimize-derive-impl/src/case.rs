//! [`Case`]: the ways to spell a name that `rename_all` knows, serde's.

/// A way to spell names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

/// Every value of `rename_all`.
pub(crate) const CASES: [(&str, Case); 8] = [
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    /// Spells a field's name, which is written in snake case.
    pub(crate) fn spell_field(self, name: &str) -> String {
        match self {
            Self::Lower | Self::Snake => name.to_owned(),
            Self::Upper | Self::ScreamingSnake => name.to_uppercase(),
            Self::Pascal => name.split('_').map(capitalize).collect(),
            Self::Camel => decapitalize(&Self::Pascal.spell_field(name)),
            Self::Kebab => name.replace('_', "-"),
            Self::ScreamingKebab => name.to_uppercase().replace('_', "-"),
        }
    }

    /// Spells a variant's name, which is written in Pascal case.
    pub(crate) fn spell_variant(self, name: &str) -> String {
        match self {
            Self::Pascal => name.to_owned(),
            Self::Lower => name.to_lowercase(),
            Self::Upper => name.to_uppercase(),
            Self::Camel => decapitalize(name),
            Self::Snake => snake(name),
            Self::ScreamingSnake => snake(name).to_uppercase(),
            Self::Kebab => snake(name).replace('_', "-"),
            Self::ScreamingKebab => snake(name).to_uppercase().replace('_', "-"),
        }
    }
}

fn capitalize(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn decapitalize(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for (position, letter) in name.char_indices() {
        if position > 0 && letter.is_uppercase() {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_spelled_as_serde_spells_them() {
        let spelled: Vec<String> = CASES.iter().map(|(_, case)| case.spell_field("very_tasty_2")).collect();
        assert_eq!(
            spelled,
            [
                "very_tasty_2",
                "VERY_TASTY_2",
                "VeryTasty2",
                "veryTasty2",
                "very_tasty_2",
                "VERY_TASTY_2",
                "very-tasty-2",
                "VERY-TASTY-2"
            ]
        );
    }

    #[test]
    fn variants_are_spelled_as_serde_spells_them() {
        let spelled: Vec<String> = CASES.iter().map(|(_, case)| case.spell_variant("VeryTasty")).collect();
        assert_eq!(
            spelled,
            [
                "verytasty",
                "VERYTASTY",
                "VeryTasty",
                "veryTasty",
                "very_tasty",
                "VERY_TASTY",
                "very-tasty",
                "VERY-TASTY"
            ]
        );
    }
}
