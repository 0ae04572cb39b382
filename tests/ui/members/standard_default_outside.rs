//! A standard default that is none of the values.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of(1, 2), default)]
    kind: u8,
}

fn main() {}
