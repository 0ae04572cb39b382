//! `before` takes the JSON value.

use optimize_core::Optimized;
use serde_json::Value;

fn read(_: &str) -> Result<Value, String> {
    loop {}
}

#[derive(Optimized)]
struct Video {
    #[opt(before = read)]
    title: String,
}

fn main() {}
