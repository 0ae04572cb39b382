//! Bounds at the ends of a type, and between neighbours.

use optimize_core::Optimized;
use std::num::NonZero;
use std::time::Duration;

const ZERO: u8 = 0;
const ONE: u8 = 1;

#[derive(Optimized)]
struct Video {
    #[opt(gt = 3.4028235e38)]
    score: f32,
    #[opt(ge = 0, le = 0)]
    level: NonZero<u8>,
    #[opt(gt = 1.0, lt = 1.0000000000000002)]
    rate: f64,
    #[opt(gt = jiff::civil::date(2024, 2, 29), lt = jiff::civil::date(2024, 3, 1))]
    day: jiff::civil::Date,
    #[opt(lt = Duration::ZERO)]
    pause: Duration,
    #[opt(multiple_of = 200, le = 199)]
    size: NonZero<u8>,
}

#[derive(Optimized)]
struct Constants {
    #[opt(lt = ZERO)]
    level: u8,
    #[opt(gt = ZERO, lt = ONE)]
    rank: u8,
    #[opt(ge = ONE, le = 4, multiple_of = 5)]
    step: u8,
}

fn main() {}
