//! A bound of another type.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ge = jiff::civil::date(2020, 1, 1))]
    at: jiff::Timestamp,
}

fn main() {}
