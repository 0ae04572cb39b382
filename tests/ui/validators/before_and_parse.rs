//! Two readers.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(before = read, parse = read)]
    title: String,
}

fn main() {}
