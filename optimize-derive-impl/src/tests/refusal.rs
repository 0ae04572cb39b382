//! Every refusal: its message, and the source text that it points to.
//! `UPDATE_EXPECT=1 cargo test` blesses the snapshots.

mod keys;
mod mistakes;

use super::refusals;
use expect_test::{ExpectFile, expect_file};
use std::fmt::Write as _;

/// Checks the form of every message and compares them all with the snapshot.
fn check(sources: &[&str], expected: &ExpectFile) {
    let mut out = String::new();
    for source in sources {
        let found = refusals(source);
        assert!(!found.is_empty(), "nothing is refused in\n{source}");
        writeln!(out, "{source}").expect("a string takes text");
        for (message, place) in found {
            let first = message.chars().next().unwrap_or_default();
            assert!(first == '`' || first.is_lowercase(), "starts in lower case: {message}");
            assert!(message.contains("\nhelp: "), "says what to write: {message}");
            let mut lines = message.lines();
            writeln!(out, "  ^ {}", place.split_whitespace().collect::<Vec<_>>().join(" "))
                .expect("a string takes text");
            writeln!(out, "    error: {}", lines.next().unwrap_or_default()).expect("a string takes text");
            for line in lines {
                writeln!(out, "    {line}").expect("a string takes text");
            }
        }
        out.push('\n');
    }
    expected.assert_eq(&out);
}

/// One field a case: `#[opt(…)] field: Type`.
fn check_fields(fields: &[&str], expected: &ExpectFile) {
    let sources: Vec<String> = fields.iter().map(|field| format!("struct Video {{ {field} }}")).collect();
    check(&sources.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn bounds() {
    check_fields(
        &[
            "#[opt(ge = 1)] title: String",
            "#[opt(lt = 9)] tags: Vec<String>",
            "#[opt(multiple_of = 2)] title: Option<String>",
            "#[opt(ge = 1)] live: bool",
            "#[opt(gt = 0, ge = 0)] views: u32",
            "#[opt(lt = 9, le = 9)] views: u32",
            "#[opt(ge = 9, le = 3)] views: u32",
            "#[opt(gt = 3, le = 3)] score: f64",
            "#[opt(gt = 4, lt = 5)] views: Option<u32>",
            "#[opt(gt = 255)] level: u8",
            "#[opt(le = 300)] level: u8",
            "#[opt(ge = -1)] level: std::num::NonZeroU8",
            "#[opt(le = 300)] level: NonZero<u8>",
            "#[opt(ge = 0.5)] level: u8",
            "#[opt(ge = f64::NAN)] score: f64",
            "#[opt(ge = f64::NAN)] level: u8",
            "#[opt(ge = \"0\")] score: f64",
            "#[opt(ge = true)] score: f64",
            "#[opt(ge)] score: f64",
            "#[opt(ge(1))] score: f64",
            "#[opt(multiple_of = 0)] views: u32",
            "#[opt(multiple_of = -0.5)] score: f64",
            "#[opt(ge = 11, le = 19, multiple_of = 10)] views: u32",
            "#[opt(gt = 0.2, lt = 0.4, multiple_of = 0.2)] score: f64",
            "#[opt(ge = 1, ge = 2)] views: u32",
        ],
        &expect_file!["./snapshots/bounds.txt"],
    );
}

#[test]
fn lengths() {
    check_fields(
        &[
            "#[opt(min_length = 9, max_length = 3)] title: String",
            "#[opt(min_length = 3)] views: u32",
            "#[opt(max_length = 3)] score: Option<f64>",
            "#[opt(max_length = 3)] live: bool",
            "#[opt(max_length = 3)] pixel: [u8; 3]",
            "#[opt(min_length = \"3\")] title: String",
            "#[opt(min_length = 1.5)] title: String",
            "#[opt(min_length = -1)] title: String",
            "#[opt(max_length = 3, length_unit = \"byte\")] title: String",
            "#[opt(max_length = 3, length_unit = bytes)] title: String",
            "#[opt(max_length = 3, length_unit = \"bytes\")] tags: Vec<String>",
            "#[opt(length_unit = \"bytes\")] title: String",
        ],
        &expect_file!["./snapshots/lengths.txt"],
    );
}

#[test]
fn patterns() {
    check_fields(
        &[
            r#"#[opt(pattern = "^(ab")] title: String"#,
            r#"#[opt(pattern = "ab)")] title: String"#,
            r#"#[opt(pattern = "[a-z")] title: String"#,
            r#"#[opt(pattern = "*")] title: String"#,
            r#"#[opt(pattern = "a(?=b)")] title: String"#,
            r#"#[opt(pattern = r"(a)\1")] title: String"#,
            r#"#[opt(pattern = r"\p{Nope}")] title: String"#,
            r#"#[opt(pattern = r"^\d{4}$", max_length = 3)] year: String"#,
            r#"#[opt(pattern = r"^\d{4}$", min_length = 5)] year: String"#,
            r#"#[opt(pattern = "ä{2}", max_length = 3, length_unit = "bytes")] title: String"#,
            r#"#[opt(pattern = r"[^\s\S]")] title: String"#,
            r#"#[opt(pattern = r"(\w{1000}){1000}")] title: String"#,
            r#"#[opt(pattern = "a")] views: u32"#,
            r#"#[opt(pattern = "a")] tags: Vec<String>"#,
            r#"#[opt(pattern = PATTERN)] title: String"#,
            r#"#[opt(pattern = 'a')] title: String"#,
        ],
        &expect_file!["./snapshots/patterns.txt"],
    );
}

#[test]
fn defaults() {
    check_fields(
        &[
            "#[opt(default, default_with = now)] at: u64",
            "#[opt(default = 5, default = 6)] views: u64",
            "#[opt(default = 11, le = 10)] views: u64",
            "#[opt(default = -0.5, ge = 0)] score: f64",
            "#[opt(default = 7, multiple_of = 2)] views: u64",
            "#[opt(default = \"\", min_length = 1)] title: String",
            "#[opt(default = \"ä\", max_length = 1, length_unit = \"bytes\")] title: Option<String>",
            "#[opt(default =)] views: u64",
            "#[opt(default_with = \"now\")] at: u64",
            "#[opt(default_with = now())] at: u64",
            "#[opt(required)] views: u64",
            "#[opt(required, default)] views: Option<u64>",
        ],
        &expect_file!["./snapshots/defaults.txt"],
    );
}

#[test]
fn exclusions() {
    let mut sources: Vec<String> = [
        "#[opt(exclude_none)] title: String",
        "#[opt(exclude_none, default = Some(5))] views: Option<u64>",
        "#[opt(exclude_none, default_with = five)] views: Option<u64>",
        "#[opt(lossy_ok)] views: Option<u64>",
        "#[opt(exclude_default)] title: String",
        "#[opt(exclude, exclude_none, exclude_if = Option::is_none)] views: Option<u64>",
        "#[opt(exclude_if = |views| *views == 0)] views: u64",
        "#[opt(exclude_none, required)] views: Option<u64>",
        "#[opt(exclude = true)] views: u64",
        "#[opt(exclude = false)] views: u64",
    ]
    .iter()
    .map(|field| format!("struct Video {{ {field} }}"))
    .collect();
    sources.push("#[opt(exclude_none)] struct Video { #[opt(default = Some(5))] views: Option<u64> }".to_owned());
    check(&sources.iter().map(String::as_str).collect::<Vec<_>>(), &expect_file!["./snapshots/exclusions.txt"]);
}

#[test]
fn names() {
    check(
        &[
            r#"struct Video { title: String, #[opt(rename = "title")] name: String }"#,
            r#"struct Video { #[opt(alias = "name")] title: String, #[opt(rename = "name")] other: String }"#,
            r#"struct Video { #[opt(alias = "title")] title: String }"#,
            r#"#[opt(rename_all = "camelCase")] struct Video { video_id: u8, #[opt(alias = "videoId")] other: u8 }"#,
            r#"#[opt(rename_all = "camelCase", populate_by_name)] struct Video { video_id: u8, #[opt(rename = "video_id")] other: u8 }"#,
            r#"struct Video { #[opt(rename = "")] title: String, #[opt(alias = "")] name: String }"#,
            r#"struct Video { #[opt(rename = title)] name: String, #[opt(rename = 1)] other: String }"#,
            r#"#[opt(rename_all = "CamelCase")] struct Video { title: String }"#,
            r#"#[opt(rename_all = "reversed")] struct Video { title: String }"#,
            r#"#[opt(rename_all = camelCase)] struct Video { title: String }"#,
            r#"#[opt(computed(title))] struct Video { title: String }"#,
            r#"#[opt(computed(minutes as "title"))] struct Video { title: String }"#,
            r#"#[opt(computed(minutes, minutes))] struct Video { title: String }"#,
            r#"#[opt(computed(minutes as ""))] struct Video { title: String }"#,
            r#"#[opt(computed(minutes as title))] struct Video { title: String }"#,
            r#"#[opt(computed("minutes"))] struct Video { title: String }"#,
            r#"#[opt(computed)] struct Video { title: String }"#,
            r#"#[opt(computed())] struct Video { title: String }"#,
            r#"#[opt(computed(a), computed(b))] struct Video { title: String }"#,
            r#"#[opt(rename_all = "lowercase")] enum Quality { Low, LOW }"#,
            r#"enum Quality { #[opt(rename = "")] Low, #[opt(alias = "Low")] High }"#,
        ],
        &expect_file!["./snapshots/names.txt"],
    );
}

#[test]
fn keys() {
    check(
        &[
            "struct Video { #[opt] title: String }",
            "struct Video { #[opt()] title: String }",
            "struct Video { #[opt = \"trim\"] title: String }",
            "struct Video { #[opt(min_lenght = 1)] title: String }",
            "struct Video { #[opt(regex = \"a\")] title: String }",
            "struct Video { #[opt(colour = 1)] title: String }",
            "struct Video { #[opt(rename_all = \"camelCase\")] title: String }",
            "#[opt(min_length = 1)] struct Video { title: String }",
            "#[opt(extra = \"forbid\")] enum Quality { Low }",
            "enum Quality { #[opt(min_length = 1)] Low }",
            "#[opt(deny_unknown_fields)] struct Video { title: String }",
            "struct Video { #[opt(trim, trim)] title: String }",
            "struct Video { #[opt(trim = true)] title: String }",
            "struct Video { #[opt(trim)] views: Vec<u64> }",
            "struct Video { #[opt(coerce, strict)] views: u64 }",
            "#[opt(coerce, strict)] struct Video { views: u64 }",
            "struct Video { #[opt(min_length 3, max_length = 5)] title: String }",
            "struct Video { #[opt(min_length(3) max_length = 5)] title: String }",
            "struct Video { #[opt(min_length = ^, trim)] title: String }",
            "struct Video { #[opt(\"trim\", max_length = \"5\")] title: String }",
            "struct Video { #[opt(min_length =, max_lengt = 5)] title: String }",
            "struct Video { #[opt(check = \"is_fine\")] title: String }",
            "struct Video { #[opt(check = |text| text.len() > 1)] title: String }",
            "struct Video<T> { #[opt(ge = 1, trim)] value: T, #[opt(min_length = 1)] other: Option<T> }",
            "#[opt(crate = \"other\")] struct Video { title: String }",
            "#[opt(crate)] struct Video { title: String }",
        ],
        &expect_file!["./snapshots/keys.txt"],
    );
}

#[test]
fn extras() {
    check(
        &[
            "#[opt(extra = \"deny\")] struct Video { title: String }",
            "#[opt(extra = \"forbd\")] struct Video { title: String }",
            "#[opt(extra)] struct Video { title: String }",
            "#[opt(extra = \"allow\")] struct Video { title: String }",
            "struct Video { #[opt(extra)] rest: Map<String, Value> }",
            "#[opt(extra = \"allow\")] struct Video { #[opt(extra)] a: Map<String, Value>, #[opt(extra)] b: Map<String, Value> }",
            "#[opt(extra = \"allow\")] struct Video { #[opt(extra, rename = \"x\", default)] rest: BTreeMap<String, Value> }",
            "#[opt(extra = \"allow\")] struct Video { #[opt(extra)] rest: Vec<Value> }",
        ],
        &expect_file!["./snapshots/extras.txt"],
    );
}

#[test]
fn adapters() {
    check_fields(
        &[
            "#[opt(serde, tensor)] frame: Array3<u8>",
            "#[opt(tensor, min_length = 1, ge = 2)] frame: Array3<u8>",
            "#[opt(with)] frame: Array3<u8>",
            "#[opt(with = \"Mine\")] frame: Array3<u8>",
            "#[opt(serde = true)] frame: Array3<u8>",
            "#[opt(tensor())] frame: Array3<u8>",
            "#[opt(tensor = 3)] frame: Array3<u8>",
            "#[opt(tensor(shape = [_, 3]))] frame: Option<Array3<u8>>",
            "#[opt(tensor(shape = [_, -3, 1]))] frame: Array3<u8>",
            "#[opt(tensor(shape = 3))] frame: Array3<u8>",
            "#[opt(tensor(dtype = \"u8\"))] frame: Array3<u8>",
            "#[opt(tensor(dtype = \"float32\"))] frame: Array3<u8>",
            "#[opt(tensor(dtyp = \"uint8\", format = \"lists\"))] frame: Array3<u8>",
            "#[opt(image(codec = \"gif\", quality = 90))] frame: RgbImage",
            "#[opt(image(codec = \"jpeg\", quality = 900, max_pixels = 0, modes = \"RGB\"))] frame: RgbImage",
        ],
        &expect_file!["./snapshots/adapters.txt"],
    );
}

#[test]
fn shapes() {
    check(
        &[
            "union Video { a: u8, b: u8 }",
            r#"#[opt(rename_all = "camelCase", ge = 1)] struct Level(#[opt(rename = "n", default)] u8);"#,
            r#"#[opt(extra = "forbid", min_length = 1)] struct Pair(#[opt(alias = "a", exclude)] u8, u8);"#,
            "#[opt(computed(a), transparent)] struct Video;",
            "#[opt(transparent)] struct Video { a: u8, b: u8 }",
            "enum Video {}",
            r#"#[opt(tag = "t", rename_all_fields = "camel")] enum Video { Clip { t: u8 }, Live(u8), Pair(u8, u8), Off }"#,
            r#"#[opt(tag = "t", content = "t")] enum Video { Clip { #[opt(le = 300)] level: u8 } }"#,
            r#"#[opt(content = "c")] enum Video { Clip(u8), #[opt(rename = "Clip", rename_all = "camelCase")] Live(u8) }"#,
            r#"#[opt(untagged, tag = "t")] enum Video { #[opt(rename = "c")] Clip(#[opt(rename = "x")] u8), #[opt(skip, rename = "l")] Live(Other) }"#,
            r#"enum Video { #[opt(skip)] Clip(u8) }"#,
            r#"#[opt(rename_all_fields = "camelCase", extra = "forbid")] enum Video { #[opt(skip)] Clip, Live }"#,
            r#"struct Video { #[opt(flatten, ge = 1)] a: Option<Size>, #[opt(flatten)] b: u8, #[opt(flatten)] c: Map<String, Value>, #[opt(flatten)] d: HashMap<String, u8> }"#,
            "struct Video { title: &'static str, names: Vec<Cow<'static, str>> }",
            "struct Video { id: u32, title: str }",
            "struct Video([u8]);",
            "struct Video<T> { value: T, shown: dyn Display }",
            "struct Video<'a> { done: Option<fn()>, told: Vec<Box<dyn Fn(u8)>>, frames: *const u8, title: &'a mut str, shown: &'a dyn Display }",
            r#"#[opt(tag = "t")] enum Video { Clip(Box<Video>), Live { #[opt(flatten)] next: Option<Box<Self>> } }"#,
        ],
        &expect_file!["./snapshots/shapes.txt"],
    );
}

#[test]
fn all_at_once() {
    check(
        &[r#"
#[opt(rename_all = "camel", computd(minutes))]
struct Video {
    #[opt(min_length = 9, max_length = 3)]
    title: String,
    #[opt(le = 300)]
    level: u8,
    #[opt(pattern = "(")]
    url: Option<String>,
}"#],
        &expect_file!["./snapshots/all_at_once.txt"],
    );
}
