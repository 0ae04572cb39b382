//! `before` returns a JSON value.

use optimize_core::Optimized;
use serde_json::Value;

fn read(_: Value) -> Result<String, String> {
    loop {}
}

#[derive(Optimized)]
struct Video {
    #[opt(before = read)]
    title: String,
}

fn main() {}
