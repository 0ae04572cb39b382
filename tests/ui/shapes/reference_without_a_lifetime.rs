//! The compiler says what is missing; the derive adds nothing.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Line {
    text: &str,
}

fn main() {
    let _ = Line::from_json("{}");
}
