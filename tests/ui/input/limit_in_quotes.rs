//! A limit in quotes.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(limits(bytes = "1 MB"))]
struct Video {
    name: String,
}

fn main() {}
