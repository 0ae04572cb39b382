//! A string is neither past nor future.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(past)]
    at: String,
}

fn main() {}
