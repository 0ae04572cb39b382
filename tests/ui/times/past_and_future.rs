//! Both sides of the present.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(past, future)]
    at: jiff::Timestamp,
}

fn main() {}
