//! Models in MessagePack and postcard, from anybody.

use optimize_core::binary::BinaryFormat;
use optimize_core::{DumpOptions, Optimized, ParseOptions};
use std::collections::BTreeMap;

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(extra = "forbid")]
struct Entry {
    #[opt(ge = 1)]
    id: u32,
    #[opt(max_length = 8)]
    name: Option<String>,
    kind: Kind,
    ratio: f64,
    #[opt(max_length = 4)]
    parts: Vec<(i16, bool)>,
    inner: Option<Box<Entry>>,
    #[opt(default)]
    notes: BTreeMap<String, i64>,
    #[opt(default)]
    any: serde_json::Value,
}

#[derive(Optimized, Debug, Clone, Copy, PartialEq)]
#[opt(rename_all = "lowercase")]
enum Kind {
    First,
    Second,
}

/// Reads the bytes in each format.
///
/// # Panics
/// When a model that was read breaks its rules, or comes back as another.
pub fn binary_comes_back(data: &[u8]) {
    let (dump, parse) = (DumpOptions::new(), ParseOptions::new());
    for format in [BinaryFormat::MessagePack, BinaryFormat::Postcard] {
        let Ok(entry) = format.decode::<Entry>(data, &parse) else { continue };
        entry.validate().expect("it was validated");
        let again = format.encode(&entry, &dump).expect("encoded");
        let back = format.decode::<Entry>(&again, &parse).expect("its own bytes");
        // NaN is no other NaN; its bytes are.
        assert_eq!(format.encode(&back, &dump).expect("encoded"), again);
    }
}
