//! Nothing can be borrowed from a changed value.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Line<'a> {
    #[opt(before = read)]
    title: &'a str,
}

fn main() {}
