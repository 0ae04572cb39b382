//! An example of another type.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(example = 5)]
    name: String,
}

fn main() {}
