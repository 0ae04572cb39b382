//! `parse` returns the field's type.

use optimize_core::Optimized;
use serde_json::Value;

fn read(_: Value) -> Result<u32, String> {
    loop {}
}

#[derive(Optimized)]
struct Video {
    #[opt(parse = read)]
    title: String,
}

fn main() {}
