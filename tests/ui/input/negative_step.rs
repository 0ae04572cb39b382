//! A negative index.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(path("a", -1))]
    name: String,
}

fn main() {}
