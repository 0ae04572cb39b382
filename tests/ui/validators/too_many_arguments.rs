//! A validator takes one argument.

use optimize_core::Optimized;

fn is_fine(_: &String, _: u32) -> Result<(), String> {
    Ok(())
}

#[derive(Optimized)]
struct Video {
    #[opt(check = is_fine)]
    title: String,
}

fn main() {}
