//! `keys` on a list.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(keys(min_length = 1))]
    tags: Vec<String>,
}

fn main() {}
