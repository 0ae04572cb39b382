//! A path that begins with an index.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(path(0, "a"))]
    name: String,
}

fn main() {}
