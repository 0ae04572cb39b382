//! A standard default that is too short.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default, min_length = 1)]
    title: String,
}

fn main() {}
