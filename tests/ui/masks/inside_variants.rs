use optimize_core::{Optimized, mask};
use std::collections::BTreeMap;

#[derive(Optimized)]
struct Size {
    width: u32,
    height: u32,
}

#[derive(Optimized)]
#[opt(tag = "kind")]
enum Shape {
    Square { side: Size },
    Circle { radius: u32, middle: Size },
}

#[derive(Optimized)]
enum External {
    Square { side: Size },
    Pair(u8, Size),
}

#[derive(Optimized)]
#[opt(untagged)]
enum Untagged {
    Pair(u8, Size),
    Square { side: Size },
}

#[derive(Optimized)]
struct Drawing {
    title: String,
    #[opt(flatten)]
    shape: Around,
}

#[derive(Optimized)]
struct Around {
    shape: Shape,
    size: Size,
    #[opt(flatten)]
    rest: BTreeMap<String, Size>,
}

fn main() {
    let _ = mask!(Shape: radios, side.hight, kind.x);
    let _ = mask!(External: Squares, Pair.2, Square.side.weight);
    let _ = mask!(Untagged: 3, sides, *);
    let _ = mask!(Drawing: titel, size.depth, shape.middle.hight, "more".widht);
}
