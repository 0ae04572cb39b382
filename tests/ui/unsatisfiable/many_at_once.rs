//! Ten mistakes, each at its place.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default, min_length = 1)]
    a: String,
    #[opt(default, gt = 0)]
    b: u32,
    #[opt(default = "A", lowercase)]
    c: String,
    #[opt(default = "x", pattern = "^y")]
    d: String,
    #[opt(example = 9, lt = 9)]
    e: u32,
    #[opt(default = vec![], min_length = 1)]
    f: Vec<u8>,
    #[opt(default = 1, one_of(2))]
    g: u8,
    #[opt(example = "é", ascii)]
    h: String,
    #[opt(gt = 4, lt = 5)]
    i: u32,
    #[opt(pattern = "^a{5}$", max_length = 3)]
    j: String,
}

fn main() {}
