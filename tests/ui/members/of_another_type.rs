//! Numbers for a string.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of(1, 2))]
    kind: String,
}

fn main() {}
