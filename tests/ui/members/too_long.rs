//! A value that is too long.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of("abc"), max_length = 2)]
    kind: String,
}

fn main() {}
