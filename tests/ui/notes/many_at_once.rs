//! Ten mistakes, each at its place.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(skip)]
    a: u32,
    #[opt(skip = 1, default)]
    b: u32,
    #[opt(title = "")]
    c: u32,
    #[opt(title = 3)]
    d: u32,
    #[opt(example)]
    e: u32,
    #[opt(secret = "yes")]
    f: u32,
    #[opt(deprecated = true)]
    g: u32,
    #[opt(skip, default, alias = "x")]
    h: u32,
    #[opt(examples = 3)]
    i: u32,
    #[opt(sensitive)]
    j: u32,
}

fn main() {}
