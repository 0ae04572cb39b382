//! A variant's field has the key of one of the model's.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(tag = "kind")]
enum Shape {
    Circle { radius: f64 },
    Named { name: String },
}

#[derive(Optimized)]
struct Video {
    #[opt(flatten)]
    shape: Shape,
    name: String,
}

#[derive(Optimized)]
struct Audio {
    kind: String,
    #[opt(flatten)]
    shape: Shape,
}

#[derive(Optimized)]
struct Both {
    #[opt(flatten)]
    shape: Shape,
    #[opt(flatten)]
    other: Option<Box<Shape>>,
}

fn main() {}
