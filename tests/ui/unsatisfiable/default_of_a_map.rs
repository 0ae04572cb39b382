//! Keys, values and items of a default, and how many there are.

use optimize_core::Optimized;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Optimized)]
struct Video {
    #[opt(default = BTreeMap::from([("A".to_owned(), 9)]), keys(lowercase), values(le = 3))]
    ranks: BTreeMap<String, u8>,
    #[opt(default = BTreeSet::from([1, 2, 3]), max_length = 2)]
    levels: BTreeSet<u8>,
    #[opt(default = vec![0; 5], max_length = 3)]
    bytes: Vec<u8>,
    #[opt(default = vec![Some(3)], items(le = 2))]
    maybe: Vec<Option<u8>>,
    #[opt(default = Vec::new(), min_length = 1)]
    tags: Vec<String>,
}

fn main() {}
