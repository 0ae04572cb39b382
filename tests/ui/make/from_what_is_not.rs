//! A type that is not there is one error, where it is named.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(from(Row))]
struct Video {
    id: u8,
    title: String,
}

fn main() {}
