//! A value that the type can not hold.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of(1, 256))]
    kind: u8,
}

fn main() {}
