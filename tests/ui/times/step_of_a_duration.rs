//! A step of a duration.

use optimize_core::Optimized;
use std::time::Duration;

#[derive(Optimized)]
struct Video {
    #[opt(multiple_of = 5)]
    wait: Duration,
}

fn main() {}
