use optimize_core::{Optimized, mask};
use std::time::Duration;

#[derive(Optimized)]
#[opt(computed(area, half: Size))]
struct Video {
    title: String,
    size: Size,
    level: Level,
    length: Option<Duration>,
}

impl Video {
    fn area(&self) -> u32 {
        self.size.width
    }

    fn half(&self) -> Size {
        Size { width: self.size.width / 2, height: self.size.height / 2 }
    }
}

#[derive(Optimized)]
struct Size {
    width: u32,
    height: u32,
}

#[derive(Optimized)]
enum Level {
    Low,
    High,
}

struct Foreign;

fn main() {
    let _ = mask!(Video: title.length);
    let _ = mask!(Video: area.x);
    let _ = mask!(Video: half.widht, half.0);
    let _ = mask!(Video: level.Low, length.0.x);
    let _ = mask!(u8: *);
    let _ = mask!(Foreign: x);
}
