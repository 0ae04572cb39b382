//! Limits are a type's.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(limits(depth = 3))]
    name: String,
}

fn main() {}
