//! An example outside the bounds.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(example = 5, le = 3)]
    views: u32,
}

fn main() {}
