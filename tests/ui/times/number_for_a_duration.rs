//! A number as a bound of a duration.

use optimize_core::Optimized;
use std::time::Duration;

#[derive(Optimized)]
struct Video {
    #[opt(ge = 5)]
    wait: Duration,
}

fn main() {}
