//! A path in one string.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(path = "a.b")]
    name: String,
}

fn main() {}
