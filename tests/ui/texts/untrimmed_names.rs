//! Names of variants that no input has once it is trimmed.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(trim)]
enum Color {
    #[opt(rename = " red")]
    Red,
    #[opt(alias = "grün ", alias = "vert")]
    Green,
}

fn main() {
    let _ = Color::from_json("1");
}
