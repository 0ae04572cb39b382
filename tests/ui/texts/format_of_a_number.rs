//! A format of a number.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(uuid)]
    id: u128,
}

fn main() {}
