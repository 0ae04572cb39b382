//! Refusals of rules, formats, notes, validators, limits and paths.

use super::{check, check_fields};
use expect_test::expect_file;

#[test]
fn inside() {
    check_fields(
        &[
            "#[opt(items(ge = 1))] tags: Vec<String>",
            "#[opt(items(min_length = 5, max_length = 2))] tags: Vec<String>",
            "#[opt(items(items(le = 300)))] grid: Vec<Vec<u8>>",
            "#[opt(items(min_lenght = 1))] tags: Vec<String>",
            "#[opt(items(default = 1))] tags: Vec<String>",
            "#[opt(items())] tags: Vec<String>",
            "#[opt(items)] tags: Vec<String>",
            "#[opt(items(min_length = 1))] map: BTreeMap<String, String>",
            "#[opt(keys(min_length = 1))] tags: Vec<String>",
            "#[opt(values(min_length = 1))] tags: BTreeSet<String>",
            "#[opt(items(min_length = 1))] title: String",
            "#[opt(items(ge = 1))] views: u32",
            "#[opt(items(ge = 1))] all: Vec<bool>",
            "#[opt(items(trim, lowercase, uppercase))] all: Vec<String>",
            "#[opt(items(lowercase))] all: Vec<u8>",
            "#[opt(items(trim))] all: Vec<Vec<String>>",
            "#[opt(keys(pattern = \"(\"), values(multiple_of = 0))] map: HashMap<String, u8>",
            "#[opt(items(ge = 1), items(le = 2))] all: Vec<u8>",
        ],
        &expect_file!["../snapshots/refused_inside.txt"],
    );
}

#[test]
fn membership_and_letters() {
    check_fields(
        &[
            "#[opt(one_of)] title: String",
            "#[opt(one_of())] title: String",
            "#[opt(one_of(\"a\", \"a\"))] title: String",
            "#[opt(one_of(1, 2))] title: String",
            "#[opt(one_of(\"1\"))] views: u8",
            "#[opt(one_of(1, 300))] views: u8",
            "#[opt(one_of(1.5))] views: u8",
            "#[opt(one_of(1, 2), ge = 2)] views: u8",
            "#[opt(one_of(1.0, 2.5), multiple_of = 1)] score: f64",
            "#[opt(one_of(\"abc\"), max_length = 2)] title: String",
            "#[opt(one_of(\"abc\", \"X\"), pattern = \"^[a-z]+$\")] title: String",
            "#[opt(one_of(\"Abc\"), lowercase)] title: String",
            "#[opt(one_of(\"é\"), ascii)] title: String",
            "#[opt(one_of(\"a\"))] tags: Vec<String>",
            "#[opt(one_of(true))] live: bool",
            "#[opt(one_of(\"a\", \"b\"), default = \"c\")] title: String",
            "#[opt(one_of(\"a\", \"b\"), default)] title: String",
            "#[opt(one_of(1, 2), default)] level: u8",
            "#[opt(unique)] set: BTreeSet<u8>",
            "#[opt(unique)] map: BTreeMap<u8, u8>",
            "#[opt(unique)] title: String",
            "#[opt(unique = true)] tags: Vec<u8>",
            "#[opt(ascii)] views: u32",
            "#[opt(ascii)] tags: Vec<String>",
            "#[opt(lowercase, uppercase)] title: String",
            "#[opt(lowercase)] views: u32",
            "#[opt(uppercase)] title: &'a str",
            "#[opt(past, future)] at: Timestamp",
            "#[opt(past)] title: String",
            "#[opt(future)] wait: Duration",
            "#[opt(ge = 5)] wait: Duration",
            "#[opt(le = 0.5)] wait: Duration",
            "#[opt(multiple_of = 5)] wait: Duration",
        ],
        &expect_file!["../snapshots/refused_members.txt"],
    );
}

#[test]
fn values_against_all_rules() {
    check_fields(
        &[
            "#[opt(default, min_length = 1)] title: String",
            "#[opt(default, ge = 1)] views: u32",
            "#[opt(default, min_length = 2)] tags: Vec<String>",
            "#[opt(default = \"ABC\", pattern = \"^[a-z]+$\")] title: String",
            "#[opt(default = \" a\", trim)] title: String",
            "#[opt(default = \"A\", lowercase)] title: String",
            "#[opt(default = vec![], min_length = 1)] tags: Vec<u8>",
            "#[opt(default = vec![1, 12], items(le = 9))] tags: Vec<u8>",
            "#[opt(default = vec![1, 1], unique)] tags: Vec<u8>",
            "#[opt(default = 7, multiple_of = 2)] views: u32",
        ],
        &expect_file!["../snapshots/refused_values.txt"],
    );
}

#[test]
fn notes_and_validators() {
    check_fields(
        &[
            "#[opt(skip)] cached: u32",
            "#[opt(skip, default, rename = \"x\", ge = 1)] cached: u32",
            "#[opt(skip, default = 1, default_with = make)] cached: u32",
            "#[opt(skip = true)] cached: u32",
            "#[opt(example = 5, le = 3)] views: u32",
            "#[opt(example = \"ab\", example = \"abcd\", max_length = 3)] title: String",
            "#[opt(example = \"A\", pattern = \"^[a-z]$\")] title: String",
            "#[opt(example)] title: String",
            "#[opt(title = \"\")] name: String",
            "#[opt(title = Name)] name: String",
            "#[opt(secret = \"yes\")] name: String",
            "#[opt(deprecated = true)] name: String",
            "#[opt(extra, secret, title = \"x\", frozen)] rest: BTreeMap<String, u8>",
            "#[opt(before = \"f\")] name: String",
            "#[opt(before = f, parse = g)] name: String",
            "#[opt(before = f)] name: &'a str",
            "#[opt(before = |value| value)] name: String",
            "#[opt(after)] name: String",
            "#[opt(parse = 3)] name: String",
            "#[opt(examples = 3)] views: u32",
            "#[opt(sensitive)] pin: u32",
            "#[opt(deserialize_with = f)] pin: u32",
        ],
        &expect_file!["../snapshots/refused_notes.txt"],
    );
    check(
        &[
            "#[opt(before = f)] struct Line<'a> { name: &'a str }",
            "#[opt(title = 3, example, before = \"f\")] struct Line { name: String }",
            "struct Page<T> { #[opt(before = f)] items: Vec<T> }",
            "#[opt(title = \"x\")] enum Level { Low }",
        ],
        &expect_file!["../snapshots/refused_notes_on_types.txt"],
    );
}

#[test]
fn formats() {
    check_fields(
        &[
            "#[opt(email)] views: u32",
            "#[opt(email = true)] mail: String",
            "#[opt(email)] mails: Vec<String>",
            "#[opt(email, url)] mail: String",
            "#[opt(url = \"https\")] link: String",
            "#[opt(url(\"https\"))] link: String",
            "#[opt(url(scheme = [\"https\"]))] link: String",
            "#[opt(url(schemes = \"https\"))] link: String",
            "#[opt(url(schemes = []))] link: String",
            "#[opt(url(schemes = [\"https\", \"https\"]))] link: String",
            "#[opt(url(schemes = [\"https://\", \"Http\"]))] link: String",
            "#[opt(url())] link: String",
            "#[opt(uuid(version = 9))] id: String",
            "#[opt(uuid(version = -4))] id: String",
            "#[opt(uuid(v = 4))] id: String",
            "#[opt(uuid = 4)] id: String",
            "#[opt(uuid)] id: u128",
            "#[opt(ip(version = 5))] host: String",
            "#[opt(ipv4)] host: String",
            "#[opt(uri)] host: String",
            "#[opt(ip)] live: bool",
            "#[opt(items(ip(version = \"4\")))] hosts: Vec<String>",
        ],
        &expect_file!["../snapshots/refused_formats.txt"],
    );
}

#[test]
fn limits_and_paths() {
    check(
        &[
            "#[opt(limits)] struct Line { name: String }",
            "#[opt(limits(depth = 0, bytes = -1, items = 0, errors = 0))] struct Line { name: String }",
            "#[opt(limits(dept = 3, depth = 3, depth = 4))] struct Line { name: String }",
            "#[opt(limits(bytes = \"1 MB\"))] struct Line { name: String }",
            "#[opt(limits = 3)] struct Line { name: String }",
            "struct Line { #[opt(limits(depth = 3))] name: String }",
            "#[opt(max_depth = 3)] struct Line { name: String }",
            "struct Line { name: String, #[opt(path(\"name\", 0))] first: u8 }",
            "#[opt(computed(whole))] struct Line { #[opt(path(\"whole\", 0))] first: u8 }",
        ],
        &expect_file!["../snapshots/refused_limits.txt"],
    );
    check_fields(
        &[
            "#[opt(path)] name: String",
            "#[opt(path())] name: String",
            "#[opt(path = \"a.b\")] name: String",
            "#[opt(path(\"a\"))] name: String",
            "#[opt(path(0, \"a\"))] name: String",
            "#[opt(path(\"a\", -1))] name: String",
            "#[opt(path(\"a\", \"\"))] name: String",
            "#[opt(path(\"a\", b))] name: String",
            "#[opt(path(a.b))] name: String",
            "#[opt(path(\"a\", 1u8))] name: String",
            "#[opt(skip, default, path(\"a\", 1))] name: String",
        ],
        &expect_file!["../snapshots/refused_paths.txt"],
    );
}
