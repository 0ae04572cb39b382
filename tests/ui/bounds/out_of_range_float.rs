//! A literal that is an infinity for the type.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(le = 1e400)]
    score: f64,
    #[opt(ge = -1e40)]
    rate: f32,
    #[opt(one_of(1, 1e39))]
    step: f32,
    #[opt(le = 340282366920938463463374607431768211455)]
    views: u64,
}

fn main() {}
