//! A value twice.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of("a", "b", "a"))]
    kind: String,
}

fn main() {}
