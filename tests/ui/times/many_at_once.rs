//! Ten mistakes, each at its place.

use optimize_core::Optimized;
use std::time::Duration;

#[derive(Optimized)]
struct Video {
    #[opt(ge = 5)]
    a: Duration,
    #[opt(le = 0.5)]
    b: Duration,
    #[opt(multiple_of = 2)]
    c: Duration,
    #[opt(past)]
    d: u32,
    #[opt(future)]
    e: Vec<u32>,
    #[opt(past, future)]
    f: jiff::Timestamp,
    #[opt(past = true)]
    g: jiff::Timestamp,
    #[opt(min_length = 3)]
    h: Duration,
    #[opt(pattern = "x")]
    i: Duration,
    #[opt(gt = 1, ge = 1)]
    j: Duration,
}

fn main() {}
