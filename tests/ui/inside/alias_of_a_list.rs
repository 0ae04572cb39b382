//! Behind an alias the type checker sees it.

use optimize_core::Optimized;

type Tags = Vec<bool>;

#[derive(Optimized)]
struct Video {
    #[opt(items(ge = 1))]
    tags: Tags,
}

fn main() {}
