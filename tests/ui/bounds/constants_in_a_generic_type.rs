//! Crossed constants in a generic type that nothing uses.

use optimize_core::Optimized;

const LEAST: u8 = 5;
const GREATEST: u8 = 3;

#[derive(Optimized)]
struct Video<T> {
    #[opt(ge = LEAST, le = GREATEST)]
    level: u8,
    rest: T,
}

fn main() {
}
