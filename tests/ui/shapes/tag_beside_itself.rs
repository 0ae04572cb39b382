//! Variants that hold the enum itself beside its tag.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(tag = "type")]
enum Shape {
    Circle { radius: f64 },
    Turned(Box<Shape>),
    Perhaps(Option<Box<Self>>),
}

fn main() {
    let _ = Shape::from_json("{}").map(|shape| shape.to_json());
}
