//! No parentheses.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(items)]
    tags: Vec<String>,
}

fn main() {}
