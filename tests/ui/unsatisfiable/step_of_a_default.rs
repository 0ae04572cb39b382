//! A default that is no multiple.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default = 7, multiple_of = 2)]
    views: u32,
}

fn main() {}
