//! A duration is neither past nor future.

use optimize_core::Optimized;
use std::time::Duration;

#[derive(Optimized)]
struct Video {
    #[opt(future)]
    wait: Duration,
}

fn main() {}
