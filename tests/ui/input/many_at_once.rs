//! Ten mistakes, each at its place.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(limits(dept = 3, bytes = 0, errors = "x"))]
struct Video {
    #[opt(path())]
    a: u8,
    #[opt(path("x"))]
    b: u8,
    #[opt(path(0, 1))]
    c: u8,
    #[opt(path("x", -1))]
    d: u8,
    #[opt(path("x", y))]
    e: u8,
    #[opt(path("a", 0))]
    f: u8,
    #[opt(path("x", ""))]
    g: u8,
}

fn main() {}
