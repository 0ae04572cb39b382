//! `ascii` on a list.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ascii)]
    tags: Vec<String>,
}

fn main() {}
