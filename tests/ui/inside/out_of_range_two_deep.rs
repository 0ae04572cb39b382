//! A bound outside the type of the innermost items.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(items(items(le = 300)))]
    grid: Vec<Vec<u8>>,
}

fn main() {}
