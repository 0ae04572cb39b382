//! What the instructions of a case are for.

use crate::LONG;
use crate::callgrind::{Place, places};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// The cases whose targets are missed, or were lately.
const SHOWN: [&str; 6] = ["S in", "M in", LONG.0, "S in, borrowed", "S in, over the one before", "S out, two computed"];

/// The first whose word is in the path or the function's name.
const PURPOSES: [(&str, &[&str]); 9] = [
    ("memory: malloc and free", &["malloc", "free", "realloc", "calloc", "unlink_chunk", "__rust_alloc", "arena"]),
    ("copies and comparisons of libc", &["__mem", "mem_", "memcpy", "memcmp", "bcmp"]),
    ("dropping", &["drop_in_place", "drop_glue", "as core::ops::drop::Drop"]),
    ("BTreeMap", &["collections/btree"]),
    ("doubles in digits: zmij", &["zmij"]),
    ("strings", &["parse/text.rs", "json/scan.rs", "json/simd", "field/text.rs", "rules/text", "write/escape.rs"]),
    ("numbers", &["digits.rs", "number.rs", "decimal.rs", "rules/number"]),
    ("lists and maps", &["field/collection.rs", "field/map", "cursor.rs", "rules/items", "rules/entries"]),
    ("keys and models", &[""]),
];

fn purpose(Place { file, function }: &Place) -> &'static str {
    let found = |words: &[&str]| words.iter().any(|word| file.contains(word) || function.contains(word));
    PURPOSES.iter().find(|(_, words)| found(words)).map_or("", |(name, _)| name)
}

/// Shows the profiles and keeps them.
pub(super) fn write(circumstances: &str) -> Result<(), String> {
    let mut text = format!(
        "# What the instructions of a run are for\n\n\
        Counted by valgrind ({circumstances}); most cases run at about fifteen instructions a nanosecond. Written by\n\
        `cargo run --profile bench -p optimize-benches --no-default-features --bin instructions -- --profile`.\n"
    );
    for name in SHOWN {
        // A whole round over the largest set of values.
        let runs = if name == LONG.0 { 1 } else { 64 };
        let mut purposes = BTreeMap::<&str, f64>::new();
        let mut total = 0.0;
        for (place, count) in places(name, runs)? {
            *purposes.entry(purpose(&place)).or_default() += count;
            total += count;
        }
        let mut rows: Vec<_> = purposes.into_iter().filter(|(_, count)| *count >= 1.0).collect();
        rows.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let _ = write!(text, "\n## {name}: {total:.0}\n\n| | instructions | share |\n|---|---|---|\n");
        for (purpose, count) in rows {
            let _ = writeln!(text, "| {purpose} | {count:.0} | {:.0} % |", 100.0 * count / total);
        }
    }
    print!("{text}");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("results/profile.md");
    std::fs::write(path, text).map_err(|error| error.to_string())
}
