//! A key that is no rule.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(items(default = "x"))]
    tags: Vec<String>,
}

fn main() {}
