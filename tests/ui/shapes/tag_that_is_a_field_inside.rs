//! The tag has the key of a field of the model that stands beside it.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Circle {
    kind: u8,
}

#[derive(Optimized)]
#[opt(tag = "kind")]
enum Shape {
    Circle(Circle),
}

fn main() {}
