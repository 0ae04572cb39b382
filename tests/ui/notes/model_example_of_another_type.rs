//! A model's example of another type.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(example = 5)]
struct Video {
    name: String,
}

fn main() {}
