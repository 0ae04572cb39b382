//! The first key of a path is a field of the flattened model.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Owner {
    user: String,
}

#[derive(Optimized)]
struct Video {
    #[opt(path("user", "name"))]
    name: String,
    #[opt(flatten)]
    owner: Owner,
}

fn main() {}
