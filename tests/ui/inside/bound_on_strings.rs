//! A bound on items that are strings.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(items(ge = 1))]
    tags: Vec<String>,
}

fn main() {}
