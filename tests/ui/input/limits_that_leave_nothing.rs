//! Limits that leave no input.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(limits(depth = 0, bytes = -1))]
struct Video {
    name: String,
}

fn main() {}
