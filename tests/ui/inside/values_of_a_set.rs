//! `values` on a set.

use optimize_core::Optimized;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Optimized)]
struct Video {
    #[opt(values(min_length = 1))]
    tags: BTreeSet<String>,
}

fn main() {}
