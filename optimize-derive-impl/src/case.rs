//! [`Case`]: the ways to spell a name that `rename_all` knows, serde's: letters beyond ASCII stay as they are.

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
            Self::Upper | Self::ScreamingSnake => name.to_ascii_uppercase(),
            Self::Pascal => name.split('_').map(capitalize).collect(),
            Self::Camel => decapitalize(&Self::Pascal.spell_field(name)),
            Self::Kebab => name.replace('_', "-"),
            Self::ScreamingKebab => name.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// Spells a variant's name, which is written in Pascal case.
    pub(crate) fn spell_variant(self, name: &str) -> String {
        match self {
            Self::Pascal => name.to_owned(),
            Self::Lower => name.to_ascii_lowercase(),
            Self::Upper => name.to_ascii_uppercase(),
            Self::Camel => decapitalize(name),
            Self::Snake => snake(name),
            Self::ScreamingSnake => snake(name).to_ascii_uppercase(),
            Self::Kebab => snake(name).replace('_', "-"),
            Self::ScreamingKebab => snake(name).to_ascii_uppercase().replace('_', "-"),
        }
    }
}

fn capitalize(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}

fn decapitalize(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| std::iter::once(first.to_ascii_lowercase()).chain(letters).collect())
}

fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for (position, letter) in name.char_indices() {
        if position > 0 && letter.is_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
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

    #[test]
    fn letters_beyond_ascii_stay_as_in_serde() {
        let fields = CASES.map(|(_, case)| case.spell_field("große_öde"));
        let expected =
            ["große_öde", "GROßE_öDE", "Großeöde", "großeöde", "große_öde", "GROßE_öDE", "große-öde", "GROßE-öDE"];
        assert_eq!(fields, expected);
        let variants = CASES.map(|(_, case)| case.spell_variant("ÄußerstÖd"));
        let expected = [
            "ÄußerstÖd",
            "ÄUßERSTÖD",
            "ÄußerstÖd",
            "ÄußerstÖd",
            "Äußerst_Öd",
            "ÄUßERST_ÖD",
            "Äußerst-Öd",
            "ÄUßERST-ÖD",
        ];
        assert_eq!(variants, expected);
    }
}
