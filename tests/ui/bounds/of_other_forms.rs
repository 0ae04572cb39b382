//! Lists, tuples, closures and infinity where a number stands.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ge = [1, 2])]
    list: u8,
    #[opt(le = (1, 2))]
    tuple: u8,
    #[opt(multiple_of = |n: u8| n % 2 == 0)]
    closure: u8,
    #[opt(min_length = [1; 2])]
    title: String,
    #[opt(multiple_of = f64::INFINITY)]
    step: f64,
}

fn main() {}
