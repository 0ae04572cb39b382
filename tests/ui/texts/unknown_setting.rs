//! A setting that does not exist.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(url(scheme = ["https"]))]
    link: String,
}

fn main() {}
