//! A version that there is not.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ip(version = 5))]
    host: String,
}

fn main() {}
