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
    Alone(Size),
    List(Vec<Size>),
    Width(u32),
    Again(Box<External>),
}

#[derive(Optimized)]
#[opt(tag = "t", content = "c")]
enum Adjacent {
    Alone(Size),
    List(Vec<Size>),
    Width(u32),
}

#[derive(Optimized)]
#[opt(untagged)]
enum Untagged {
    Pair(u8, Size),
    Square { side: Size },
    Alone(Size),
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
    let _ = mask!(External: Alone.widht, List.0.hight, List.width, Width.x, Again.Alone.depth);
    let _ = mask!(Adjacent: c.widht, c.*.hight, t.x);
    let _ = mask!(Untagged: 3, sides, *, widht, side.x);
    let _ = mask!(Drawing: titel, size.depth, shape.middle.hight, "more".widht);
}
