//! A default that is none of the values.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of("a", "b"), default = "c")]
    kind: String,
}

fn main() {}
