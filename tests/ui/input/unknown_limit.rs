//! A limit that does not exist.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(limits(size = 3))]
struct Video {
    name: String,
}

fn main() {}
