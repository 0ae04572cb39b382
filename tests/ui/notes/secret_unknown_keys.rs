//! Unknown keys can not be a secret.

use optimize_core::Optimized;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Optimized)]
#[opt(extra = "allow")]
struct Video {
    #[opt(extra, secret)]
    rest: BTreeMap<String, u8>,
}

fn main() {}
