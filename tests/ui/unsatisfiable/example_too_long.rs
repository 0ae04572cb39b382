//! An example that is too long.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(example = "abcd", max_length = 3)]
    title: String,
}

fn main() {}
