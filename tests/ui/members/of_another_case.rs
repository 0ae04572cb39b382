//! A value that reading never gives.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of("Abc"), lowercase)]
    kind: String,
}

fn main() {}
