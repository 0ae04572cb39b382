//! A length that asks for more different values than there are.

use optimize_core::Optimized;
use std::collections::{HashMap, HashSet};

#[derive(Optimized)]
struct Video {
    #[opt(min_length = 3, unique, items(one_of("a", "b")))]
    tags: Vec<String>,
    #[opt(min_length = 3)]
    flags: HashSet<bool>,
    #[opt(min_length = 5, keys(ge = 1, le = 4))]
    ranks: HashMap<u8, String>,
    #[opt(unique)]
    live: [bool; 3],
}

fn main() {}
