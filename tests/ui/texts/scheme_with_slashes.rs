//! A scheme with slashes.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(url(schemes = ["https://"]))]
    link: String,
}

fn main() {}
