//! An item of a default outside the bounds.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default = vec![1, 12], items(le = 9))]
    levels: Vec<u8>,
}

fn main() {}
