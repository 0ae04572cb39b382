//! A skipped field without a default.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(skip)]
    cached: u32,
}

fn main() {}
