//! A list that asks for more items than its type lets through.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(limits(items = 2))]
struct Video {
    #[opt(min_length = 3)]
    tags: Vec<String>,
}

fn main() {}
