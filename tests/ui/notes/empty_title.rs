//! An empty title.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(title = "")]
    name: String,
}

fn main() {}
