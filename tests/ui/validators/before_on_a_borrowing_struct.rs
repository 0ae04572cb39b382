//! Nothing can be borrowed from a changed value.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(before = read)]
struct Line<'a> {
    title: &'a str,
}

fn main() {}
