//! Schemes without their list.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(url = "https")]
    link: String,
}

fn main() {}
