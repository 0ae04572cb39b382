//! Crossed lengths of items.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(items(min_length = 5, max_length = 2))]
    tags: Vec<String>,
}

fn main() {}
