//! `unique` on a set.

use optimize_core::Optimized;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Optimized)]
struct Video {
    #[opt(unique)]
    tags: BTreeSet<u8>,
}

fn main() {}
