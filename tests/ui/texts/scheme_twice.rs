//! A scheme twice.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(url(schemes = ["https", "https"]))]
    link: String,
}

fn main() {}
