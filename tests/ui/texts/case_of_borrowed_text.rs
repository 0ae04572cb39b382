//! Borrowed text can not be changed.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Line<'a> {
    #[opt(uppercase)]
    title: &'a str,
}

fn main() {}
