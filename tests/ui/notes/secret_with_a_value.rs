//! A flag with a value.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(secret = true)]
    pin: u32,
}

fn main() {}
