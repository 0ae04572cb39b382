//! A default that its type can not hold.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default = 300)]
    level: u8,
    #[opt(default = -1)]
    views: u64,
    #[opt(default = 1e40)]
    score: f32,
    #[opt(example = 1.5)]
    fps: u8,
}

fn main() {}
