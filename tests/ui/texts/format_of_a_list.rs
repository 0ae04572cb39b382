//! A format of a list.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(email)]
    mails: Vec<String>,
}

fn main() {}
