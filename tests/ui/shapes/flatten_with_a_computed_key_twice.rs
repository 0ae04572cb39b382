//! A computed field of a flattened model is dumped among the fields.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(computed(area))]
struct Size {
    width: u32,
}

impl Size {
    fn area(&self) -> u32 {
        self.width * self.width
    }
}

#[derive(Optimized)]
struct Video {
    area: String,
    #[opt(flatten)]
    size: Size,
}

fn main() {}
