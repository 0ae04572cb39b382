//! The reference against the tables that the parser uses: every key has its heading and an example that uses
//! it, and nothing else has one.

use crate::attr::known_keys;
use std::collections::BTreeSet;

const REFERENCE: &str = include_str!("../../../optimize-derive/docs/attributes.md");

/// The text under a heading of the first level.
fn section(name: &str) -> &'static str {
    let start = REFERENCE.find(&format!("\n# {name}\n")).unwrap_or_else(|| panic!("no section `{name}`"));
    let body = &REFERENCE[start + 1..];
    body.find("\n# On ").map_or(body, |end| &body[..end])
}

#[test]
fn every_key_is_documented_with_an_example() {
    for (place, keys) in known_keys() {
        let known: BTreeSet<&str> = keys.into_iter().collect();
        let mut documented = BTreeSet::new();
        for entry in section(place).split("\n## ").skip(1) {
            let (heading, body) = entry.split_once('\n').expect("a text behind the heading");
            let example = body.split("```").nth(1).unwrap_or_else(|| panic!("no example under `{heading}`"));
            for key in heading.split(", ").map(|key| key.trim_matches('`')) {
                assert!(known.contains(key), "`{key}` is documented as a key {place}, and the parser knows none");
                assert!(documented.insert(key), "`{key}` is documented twice {place}");
                let used = example.lines().filter(|line| line.trim_start().starts_with("#[opt("));
                let is_key = |line: &str| {
                    line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| word == key)
                };
                assert!(used.clone().any(is_key), "the example of `{key}` {place} does not use it");
            }
        }
        let missing: Vec<&&str> = known.difference(&documented).collect();
        assert!(missing.is_empty(), "optimize-derive/docs/attributes.md says nothing of {missing:?} {place}");
    }
}
