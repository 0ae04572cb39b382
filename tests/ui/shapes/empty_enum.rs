//! An enum without a value.

use optimize_core::Optimized;

#[derive(Optimized)]
enum Video {}

fn main() {
    let _ = Video::from_json("{}");
}
