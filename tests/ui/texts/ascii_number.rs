//! `ascii` on a number.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ascii)]
    views: u32,
}

fn main() {}
