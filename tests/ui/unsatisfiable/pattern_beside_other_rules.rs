//! Patterns that ask for what another rule takes away.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(lowercase, pattern = "^[A-Z]{2}$")]
    code: String,
    #[opt(ascii, pattern = "^é+$")]
    title: String,
    #[opt(trim, pattern = "^ a")]
    tag: String,
    #[opt(pattern = "^([A-Z]{2}|[A-Z]{4})$", min_length = 3, max_length = 3)]
    country: String,
    #[opt(pattern = "$a")]
    price: String,
}

const MOST: usize = 4;

#[derive(Optimized)]
struct Constant {
    #[opt(pattern = "^[a-z]{5}$", max_length = MOST)]
    word: String,
}

fn main() {}
