//! `one_of` on a list.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of("a"))]
    kinds: Vec<String>,
}

fn main() {}
