//! An error has a text form.

use optimize_core::Optimized;

struct Wrong;

fn is_fine(_: &String) -> Result<(), Wrong> {
    Err(Wrong)
}

#[derive(Optimized)]
struct Video {
    #[opt(check = is_fine)]
    title: String,
}

fn main() {}
