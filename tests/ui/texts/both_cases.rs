//! Two cases.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(lowercase, uppercase)]
    title: String,
}

fn main() {}
