//! `unique` on a string.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(unique)]
    title: String,
}

fn main() {}
