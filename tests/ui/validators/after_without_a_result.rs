//! `after` returns a `Result`.

use optimize_core::Optimized;

fn change(title: String) -> String {
    title
}

#[derive(Optimized)]
struct Video {
    #[opt(after = change)]
    title: String,
}

fn main() {}
