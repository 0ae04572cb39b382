//! The case of a number.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(lowercase)]
    views: u32,
}

fn main() {}
