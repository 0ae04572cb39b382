//! `items` on a string.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(items(min_length = 1))]
    title: String,
}

fn main() {}
