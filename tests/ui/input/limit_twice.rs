//! A limit twice.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(limits(depth = 3, depth = 4))]
struct Video {
    name: String,
}

fn main() {}
