//! Durations and dates that are written out.

use optimize_core::Optimized;
use std::time::Duration;

#[derive(Optimized)]
struct Video {
    #[opt(default = Duration::from_secs(90), le = Duration::from_secs(60))]
    length: Duration,
    #[opt(default, ge = Duration::from_millis(1))]
    pause: Duration,
    #[opt(default = jiff::civil::date(2020, 1, 1), ge = jiff::civil::date(2024, 1, 1))]
    day: jiff::civil::Date,
}

fn main() {}
