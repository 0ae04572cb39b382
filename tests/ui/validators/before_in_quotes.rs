//! A function in quotes.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(before = "read")]
    title: String,
}

fn main() {}
