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
    let _ = mask!(Video: title.length);
    let _ = mask!(Video: area.x);
    let _ = mask!(u8: x);
}
