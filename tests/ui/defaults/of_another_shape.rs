//! An `Option` for what is none, a list for a map; and what rightly stands behind pointers.

use optimize_core::Optimized;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

#[derive(Optimized)]
struct Video {
    #[opt(default = None)]
    id: u8,
    #[opt(default = Some("a"))]
    title: String,
    #[opt(example = Some(true))]
    ready: Box<bool>,
    #[opt(default = [1, 2])]
    sizes: BTreeSet<u8>,
    #[opt(default = [(1, 2)])]
    steps: BTreeMap<u8, u8>,
    #[opt(default = 3)]
    boxed: Box<u8>,
    #[opt(default = "a", example = "b")]
    shared: Option<Arc<String>>,
    #[opt(default = 300)]
    beyond: Box<u8>,
    #[opt(default = "a", min_length = 2)]
    short: Arc<String>,
}

fn main() {}
