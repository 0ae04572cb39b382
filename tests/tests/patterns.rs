//! Patterns as the derive compiles them, against the regex engine: one verdict on every text.

use optimize_core::Optimized;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// A model for each pattern, and the list of all.
macro_rules! patterns {
    ($($name:ident = $pattern:literal)*) => {
        $(
            #[derive(Optimized)]
            struct $name {
                #[opt(pattern = $pattern)]
                value: String,
            }
        )*

        /// The pattern, and whether its model takes a text.
        const ALL: &[(&str, fn(&str) -> bool)] = &[$(($pattern, |text| {
            let model = $name { value: text.to_owned() };
            let fits = model.validate().is_ok();
            let json = serde_json::json!({ "value": text }).to_string();
            assert_eq!($name::from_json(&json).is_ok(), fits, "{text:?} in JSON");
            assert!(!fits || model.value == text);
            fits
        })),*];
    };
}

patterns! {
    Scheme = "^https?://"
    Name = "^[a-z0-9_-]{3,16}$"
    Plate = r"^[A-Z]{2}\d{4}$"
    Method = "^(GET|POST|PUT|DELETE)$"
    Prefix = "^sk_"
    Suffix = r"\.(json|ndjson)$"
    Contains = "a-b"
    Either = "(cat|dog)"
    Empty = "^$"
    Anything = ""
    Date = r"^\d{4}-\d{2}-\d{2}$"
    Identifier = "^[A-Za-z_][A-Za-z0-9_]*$"
    Color = "^#[0-9a-fA-F]{6}$"
    Address = r"^[^\s@]+@[^\s@]+$"
    Version = r"^v\d+\.\d+(-rc)?$"
    Yes = "^(?i)yes$"
    Line = "^.{1,5}$"
    Block = "(?s)^.{1,5}$"
    NoSpace = r"^\S+$"
    Greek = "^[α-ω]{2,}$"
    Accents = "^[a-zé]+é?x$"
    AsciiDigits = "^[0-9]+$"
    Head = "^[a-z]{2,}"
    Optional = "^a?b?c?$"
    Word = r"^\w+$"
    Boundary = r"\bab\b"
    Unanchored = "[a-c]{2}"
    Ambiguous = "^[a-c]+[b-d]$"
    Many = "^(?m)a$"
    Newline = "^a\nb$"
}

#[test]
fn code_and_engine_agree() {
    let engines: Vec<regex::Regex> = ALL.iter().map(|(pattern, _)| regex::Regex::new(pattern).unwrap()).collect();
    // Texts that are near to what the patterns want, and any others.
    let part = prop::sample::select(vec![
        "http", "s", "://", "a", "b", "c", "ab", "A", "Z", "0", "9", "١", "-", "_", ".", "#", "@", " ", "\n", "é", "α",
        "ω", "GET", "json", ".ndjson", "sk_", "a-b", "cat", "yes", "YES", "v1", "-rc", "x", "2024", "f", "\u{3000}",
    ]);
    let near = prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat());
    let text = prop_oneof![4 => near, 1 => ".{0,8}"];
    let mut runner = TestRunner::new(Config { failure_persistence: None, cases: 4_000, ..Config::default() });
    runner
        .run(&text, |text| {
            for ((pattern, takes), engine) in ALL.iter().zip(&engines) {
                prop_assert_eq!(takes(&text), engine.is_match(&text), "{} on {:?}", pattern, text);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn each_pattern_takes_some_text_and_refuses_some() {
    let texts = [
        "https://x",
        "abc_1-2",
        "AB1234",
        "AB١٢٣٤",
        "GET",
        "sk_1",
        "a.json",
        "xa-bx",
        "a cat",
        "",
        "2024-01-31",
        "_a1",
        "#00ffAA",
        "a@b",
        "v1.20-rc",
        "YES",
        "ab",
        "αβγ",
        "aéx",
        "012",
        "a",
        "a\nb",
        "ab d",
    ];
    for (pattern, takes) in ALL {
        assert!(texts.iter().any(|text| takes(text)), "{pattern} takes none");
        assert!(pattern.is_empty() || texts.iter().any(|text| !takes(text)), "{pattern} takes all");
    }
}

#[test]
fn a_long_text_takes_linear_time() {
    let long = "a".repeat(1 << 20);
    for (_, takes) in ALL {
        takes(&long);
    }
}
