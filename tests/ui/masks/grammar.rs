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
    let _ = mask!(Video);
    let _ = mask!(Video: title size);
    let _ = mask!(Video: title.);
    let _ = mask!(Video: size.{});
    let _ = mask!(Video: title, title);
    let _ = mask!(Video: size, size.width);
    let _ = mask!(Video: size.width, size);
    let _ = mask!(Video: -1);
    let _ = mask!(Video: frames.1e5);
    let _ = mask!();
}
