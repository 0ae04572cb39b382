//! The recorded files in `data/`.

use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// The path of a file or folder in `data/`.
#[must_use]
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

/// A file's bytes.
///
/// # Panics
/// When the file can't be read.
#[must_use]
pub fn bytes(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap_or_else(|error| panic!("data/{name}: {error}"))
}

/// The JSON values of a file that holds one a line. Never empty: a test over no row would pass.
///
/// # Panics
/// When the file can't be read, a line is no JSON, or there is no line.
#[must_use]
pub fn rows(name: &str) -> Vec<Value> {
    let text = String::from_utf8(bytes(name)).unwrap_or_else(|error| panic!("data/{name}: {error}"));
    let rows: Vec<Value> = text
        .lines()
        .enumerate()
        .map(|(index, line)| {
            // Not by serde_json, whose floats can be off by the last bit.
            optimize_core::from_json(line).unwrap_or_else(|error| panic!("data/{name}, line {}: {error}", index + 1))
        })
        .collect();
    assert!(!rows.is_empty(), "data/{name} is empty");
    rows
}

/// A member that must be a string.
///
/// # Panics
/// When it is none.
#[must_use]
pub fn text<'r>(row: &'r Value, key: &str) -> &'r str {
    row[key].as_str().unwrap_or_else(|| panic!("no string `{key}` in {row}"))
}
