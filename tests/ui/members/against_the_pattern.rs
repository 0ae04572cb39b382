//! A value that the pattern does not match.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of("abc", "ABC"), pattern = "^[a-z]+$")]
    kind: String,
}

fn main() {}
