//! A mistyped key.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(items(min_lenght = 1))]
    tags: Vec<String>,
}

fn main() {}
