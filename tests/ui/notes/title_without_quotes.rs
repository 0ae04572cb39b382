//! A title without quotes.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(title = Name)]
    name: String,
}

fn main() {}
