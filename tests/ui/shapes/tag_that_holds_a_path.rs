//! The tag is what a field is read from.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(tag = "kind")]
enum Shape {
    Circle {
        #[opt(path("kind", "radius"))]
        radius: f64,
    },
}

fn main() {}
