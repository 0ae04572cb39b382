//! A default that the pattern does not match.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default = "ABC", pattern = "^[a-z]+$")]
    title: String,
}

fn main() {}
