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
    let _ = mask!(Video: titel, size.widht, frames.*.{height, hight}, aera);
    let _ = mask!(Size: nothing_like_it);
}
