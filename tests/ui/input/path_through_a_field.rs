//! A path through another field.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    name: String,
    #[opt(path("name", 0))]
    first: u8,
}

fn main() {}
