//! The example of a whole type, field by field.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(example = Video { level: 9, title: "".into() })]
struct Video {
    #[opt(le = 5)]
    level: u8,
    #[opt(min_length = 1)]
    title: String,
}

#[derive(Optimized)]
#[opt(ge = 5, example = Self(3))]
struct Level(u8);

#[derive(Optimized)]
#[opt(tag = "kind", example = Self::Circle { radius: -1.0 })]
enum Shape {
    Circle {
        #[opt(gt = 0)]
        radius: f64,
    },
}

fn main() {}
