//! Crossed bounds of a duration.

use optimize_core::Optimized;
use std::time::Duration;

#[derive(Optimized)]
struct Video {
    #[opt(ge = Duration::from_secs(9), le = Duration::from_secs(3))]
    wait: Duration,
}

fn main() {}
