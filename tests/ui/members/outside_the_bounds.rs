//! A value outside the bounds.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of(1, 5), ge = 2)]
    kind: u8,
}

fn main() {}
