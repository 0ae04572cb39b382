//! `after` takes the value itself.

use optimize_core::Optimized;

fn change(title: &String) -> Result<String, String> {
    Ok(title.clone())
}

#[derive(Optimized)]
struct Video {
    #[opt(after = change)]
    title: String,
}

fn main() {}
