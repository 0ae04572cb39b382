//! Ten mistakes, each at its place.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of("a", "a"))]
    a: String,
    #[opt(one_of(1))]
    b: String,
    #[opt(one_of(300))]
    c: u8,
    #[opt(one_of(1.5))]
    d: u8,
    #[opt(one_of("x"), min_length = 2)]
    e: String,
    #[opt(one_of())]
    f: String,
    #[opt(unique)]
    g: u8,
    #[opt(one_of("é"), ascii)]
    h: String,
    #[opt(one_of("a"), default = "b")]
    i: String,
    #[opt(one_of(7), multiple_of = 2)]
    j: u8,
}

fn main() {}
