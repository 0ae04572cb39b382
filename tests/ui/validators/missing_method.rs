//! A model validator that does not exist.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(check = Self::is_fine)]
struct Video {
    title: String,
}

fn main() {}
