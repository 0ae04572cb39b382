//! The standard value of a type against every rule.

use optimize_core::Optimized;
use std::num::NonZero;

#[derive(Optimized)]
struct Video {
    #[opt(default, pattern = "^a+$")]
    title: String,
    #[opt(default, uuid)]
    id: String,
    #[opt(default, one_of('a', 'b'))]
    letter: char,
    #[opt(default)]
    level: NonZero<u8>,
    #[opt(default, items(ge = 1))]
    pixel: [u8; 3],
}

fn main() {}
