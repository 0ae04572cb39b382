//! A last field may have no size, but nothing can be read into it.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    id: u32,
    title: str,
}

fn main() {}
