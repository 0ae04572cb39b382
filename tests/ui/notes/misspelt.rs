//! A misspelt note.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(deprecate)]
    name: String,
}

fn main() {}
