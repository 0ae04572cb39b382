//! A word among numbers: leaving its quotes out would not help.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of(1, "many"))]
    copies: u8,
}

fn main() {}
