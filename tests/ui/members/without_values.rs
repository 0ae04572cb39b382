//! No values.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of)]
    kind: u8,
}

fn main() {}
