//! A skipped field with keys of the wire.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(skip, default, ge = 1, rename = "x")]
    cached: u32,
}

fn main() {}
