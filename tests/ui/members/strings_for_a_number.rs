//! Strings for a number.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of("1", "2"))]
    kind: u8,
}

fn main() {}
