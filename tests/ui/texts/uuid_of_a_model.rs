//! A format of a model.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Inner {
    id: u32,
}

#[derive(Optimized)]
struct Video {
    #[opt(uuid)]
    inner: Inner,
}

fn main() {}
