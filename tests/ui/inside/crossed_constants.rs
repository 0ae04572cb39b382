//! Crossed lengths that are constants.

use optimize_core::Optimized;

const LEAST: usize = 1;
const MOST: usize = 9;

#[derive(Optimized)]
struct Video {
    #[opt(items(min_length = MOST, max_length = LEAST))]
    tags: Vec<String>,
}

fn main() {}
