//! `items` on a map.

use optimize_core::Optimized;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Optimized)]
struct Video {
    #[opt(items(min_length = 1))]
    map: BTreeMap<String, String>,
}

fn main() {}
