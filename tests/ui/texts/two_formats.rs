//! Two formats.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(email, url)]
    contact: String,
}

fn main() {}
