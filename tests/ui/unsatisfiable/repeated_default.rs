//! A default with an item twice.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default = vec![1, 1], unique)]
    levels: Vec<u8>,
}

fn main() {}
