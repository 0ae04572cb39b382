//! A version that there is not.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(uuid(version = 9))]
    id: String,
}

fn main() {}
