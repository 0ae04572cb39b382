use optimize_core::{Optimized, mask};

#[derive(Optimized)]
#[opt(computed(area))]
struct Video {
    title: String,
    size: Size,
    frames: Vec<Size>,
    pair: (u8, Size),
}

impl Video {
    fn area(&self) -> u32 {
        self.size.width
    }
}

#[derive(Optimized)]
struct Size {
    width: u32,
    height: u32,
}

fn main() {
    let _ = mask!(Video: frames.width);
    let _ = mask!(Video: size.*);
    let _ = mask!(Video: size.0);
    let _ = mask!(Video: pair.2);
    let _ = mask!(Video: pair.first);
    let _ = mask!(Video: pair.*);
    let _ = mask!(Video: "rest");
}
