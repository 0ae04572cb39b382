//! A constraint on items that are models.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Inner {
    id: u32,
}

#[derive(Optimized)]
struct Video {
    #[opt(items(ge = 1))]
    inner: Vec<Inner>,
}

fn main() {}
