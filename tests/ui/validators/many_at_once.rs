//! Ten mistakes, each at its place.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(before = "f")]
    a: String,
    #[opt(after)]
    b: String,
    #[opt(parse = 3)]
    c: String,
    #[opt(check = |value| true)]
    d: String,
    #[opt(before = f, parse = g)]
    e: String,
    #[opt(before)]
    f: String,
    #[opt(check(f))]
    g: String,
    #[opt(validate = f)]
    h: String,
    #[opt(exclude_if = "f")]
    i: String,
    #[opt(default_with = 1)]
    j: String,
}

fn main() {}
