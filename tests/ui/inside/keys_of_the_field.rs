//! What is about the field as a whole stands beside `items`.

use optimize_core::Optimized;
use std::collections::BTreeMap;

fn even(_: &u8) -> Result<(), String> {
    Ok(())
}

#[derive(Optimized)]
struct Video {
    #[opt(items(check = even, ge = 1))]
    scores: Vec<u8>,
    #[opt(keys(alias = "name"), values(default = 3))]
    sizes: BTreeMap<String, u8>,
}

fn main() {}
