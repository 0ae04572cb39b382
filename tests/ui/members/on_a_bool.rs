//! `one_of` on a bool.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of(true))]
    live: bool,
}

fn main() {}
