//! Mistakes of people who know another library, and values of another type.

use super::{check, check_fields};
use crate::tests::refusals;
use expect_test::expect_file;

#[test]
fn literals_of_another_type() {
    check_fields(
        &[
            "#[opt(default = \"make\")] views: u32",
            "#[opt(default = \"5\")] views: Option<u64>",
            "#[opt(default = \"a b\")] views: u32",
            "#[opt(default = true)] views: u32",
            "#[opt(default = 1)] live: bool",
            "#[opt(default = \"true\")] live: bool",
            "#[opt(default = -5)] title: String",
            "#[opt(default = 'a')] title: Cow<'static, str>",
            "#[opt(default = b\"ab\")] title: String",
            "#[opt(default = \"a\")] letter: char",
            "#[opt(default = 5)] length: std::time::Duration",
            "#[opt(default = 0.5)] length: std::time::Duration",
            "#[opt(default = \"5s\")] length: std::time::Duration",
            "#[opt(default = 0)] views: std::num::NonZeroU8",
            "#[opt(default = 7)] views: std::num::NonZero<u8>",
            "#[opt(default = \"1.5\")] price: rust_decimal::Decimal",
            "#[opt(default = \"Vec::new\")] tags: Vec<String>",
            "#[opt(default = 0)] tags: BTreeSet<u8>",
            "#[opt(default = {})] tags: BTreeMap<String, u8>",
            "#[opt(default = null)] title: Option<String>",
            "#[opt(default = \"1, 2\")] pair: (u8, u8)",
            "#[opt(default = \"ab\")] pixel: [u8; 2]",
            "#[opt(default = vec![\"a\"])] views: Vec<u8>",
            "#[opt(example = \"5\")] views: u32",
            "#[opt(example = \"make\")] tags: Vec<String>",
        ],
        &expect_file!["../snapshots/refused_literals.txt"],
    );
}

#[test]
fn literals_that_fit_are_not_refused() {
    let fields = [
        "#[opt(default = b'a')] a: u8",
        "#[opt(default = 'a'.into())] a: u32",
        "#[opt(default = 'a'.into())] a: String",
        "#[opt(default = true.into())] a: u8",
        "#[opt(default = \"abc\".into())] a: Vec<u8>",
        "#[opt(default = b\"abc\".to_vec())] a: Vec<u8>",
        "#[opt(default = \"5\".parse().unwrap())] a: u8",
        "#[opt(default = \"5\".len())] a: usize",
        "#[opt(default = 0.5, example = 1)] a: rust_decimal::Decimal",
        "#[opt(default = \"x\")] a: Unknown",
        "#[opt(default = 3)] a: Unknown",
        "#[opt(default = 3)] a: Box<f64>",
        "#[opt(default = ())] a: ()",
        "#[opt(default = std::num::NonZero::new(3).unwrap())] a: std::num::NonZeroU8",
    ];
    for field in fields {
        assert_eq!(refusals(&format!("struct Video {{ {field} }}")), [], "{field}");
    }
}

#[test]
fn forms_of_other_libraries() {
    check_fields(
        &[
            "#[opt(Field(gt = 0))] views: u32",
            "#[opt(items(Field(gt = 0)))] views: Vec<u32>",
            "#[opt(opt(trim))] title: String",
            "#[opt(description = \"x\")] title: String",
            "#[opt(nullable)] title: String",
            "#[opt(validation_alias = \"x\")] title: String",
            "#[opt(discriminator = \"kind\")] shape: Shape",
            "#[opt(computed_field)] title: String",
            "#[opt(min-length = 1)] title: String",
            "#[opt(min_length == 1)] title: String",
            "#[opt(min_length: 1)] title: String",
            "#[opt(min_length = 1..5)] title: String",
            "#[opt(max_length = ..=5)] title: String",
            "#[opt(ge = 1..5)] views: u32",
            "#[opt(ge = ..)] views: u32",
            "#[opt(ge = \"2024-01-31\")] day: jiff::civil::Date",
            "#[opt(items[ge = 1])] views: Vec<u32>",
            "#[opt(alias(\"x\", \"y\"))] title: String",
            "#[opt(alias = [\"x\", \"y\"])] title: String",
            "#[opt(rename(\"x\", \"y\"))] title: String",
            "#[opt(rename(serialize = \"x\", deserialize = \"y\"))] title: String",
            "#[opt(one_of([\"a\", \"b\"]))] title: String",
            "#[opt(one_of(\"a\" | \"b\" | \"c\"))] title: String",
            "#[opt(one_of(1..=5))] views: u32",
            "#[opt(one_of(f64::NAN))] score: f64",
            "#[opt(flatten)] rest: BTreeMap<u32, u8>",
            "views: HashMap<f64, u8>",
            "views: Vec<Option<BTreeSet<f32>>>",
        ],
        &expect_file!["../snapshots/refused_forms.txt"],
    );
}

#[test]
fn forms_on_types() {
    check(
        &[
            "#[opt(ConfigDict(extra = \"forbid\"))] struct Video { a: u8 }",
            "#[opt(extra = true)] struct Video { a: u8 }",
            "#[opt(check = self.check)] struct Video { a: u8 }",
            "#[opt(discriminator = \"kind\")] enum Video { Clip { a: u8 } }",
            "#[opt(serialization_alias = \"x\")] struct Video { a: u8 }",
            "#[opt(untagged, rename_all = \"camelCase\")] enum Video { Clip { a: u8 }, Live(u8) }",
            "#[opt(rename_all_fields = \"camelCase\")] enum Video { Clip(u8), Live }",
            "struct Video(#[opt(default)] u8, u8);",
            "enum Video { Clip(u8, #[opt(default_with = make)] u8, String, #[opt(default)] u8) }",
        ],
        &expect_file!["../snapshots/refused_forms_on_types.txt"],
    );
}

#[test]
fn defaults_behind_all_that_must_be_there_are_not_refused() {
    for source in [
        "struct Video(u8, #[opt(default)] u8, #[opt(default = 3)] u8);",
        "struct Video(#[opt(default)] u8, Option<u8>);",
        "struct Video(#[opt(default)] u8, Unknown);",
        "enum Video { Clip(u8, #[opt(default)] u8) }",
    ] {
        assert_eq!(refusals(source), [], "{source}");
    }
}
