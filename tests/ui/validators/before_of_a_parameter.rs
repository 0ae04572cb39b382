//! A parameter need not be readable from a changed value.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Page<T> {
    #[opt(before = read)]
    items: Vec<T>,
}

fn main() {}
