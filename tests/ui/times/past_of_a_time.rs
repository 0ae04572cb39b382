//! A time of the day is neither past nor future.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(past)]
    at: jiff::civil::Time,
}

fn main() {}
