//! Lengths that leave nothing of a format.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(uuid, max_length = 30)]
    id: String,
    #[opt(ip(version = 4), min_length = 16)]
    host: String,
}

const MOST: usize = 6;

#[derive(Optimized)]
struct Constant {
    #[opt(ip(version = 4), max_length = MOST)]
    host: String,
}

fn main() {}
