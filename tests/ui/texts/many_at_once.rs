//! Ten mistakes, each at its place.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(email = true)]
    a: String,
    #[opt(url())]
    b: String,
    #[opt(uuid(v = 4))]
    c: String,
    #[opt(ip(version = "4"))]
    d: String,
    #[opt(ascii)]
    e: bool,
    #[opt(lowercase)]
    f: f64,
    #[opt(email)]
    g: u8,
    #[opt(lowercase, uppercase)]
    h: String,
    #[opt(uri)]
    i: String,
    #[opt(to_lower)]
    j: String,
}

fn main() {}
