//! A length that no length is.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(min_length = 18446744073709551616)]
    title: String,
}

fn main() {}
