//! A standard default below the bound.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default, ge = 1)]
    views: u32,
}

fn main() {}
