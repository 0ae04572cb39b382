//! A default that reading never gives.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default = " a", trim)]
    title: String,
}

fn main() {}
