//! A path of one step.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(path("a"))]
    name: String,
}

fn main() {}
