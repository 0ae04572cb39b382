//! Calculations are worked out.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default = 4000, le = 60 * 60)]
    seconds: u32,
    #[opt(default = 2 * 100, lt = u8::MAX - 100)]
    level: u8,
}

fn main() {}
