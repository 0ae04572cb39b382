//! One model flattened twice has each of its keys twice, whatever it is in, and whether or not it is a model.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Size {
    width: u32,
}

struct Plain;

#[derive(Optimized)]
struct Video {
    #[opt(flatten)]
    size: Size,
    #[opt(flatten)]
    preview: Option<Box<Size>>,
}

#[derive(Optimized)]
#[opt(tag = "kind")]
enum Media {
    Clip {
        #[opt(flatten)]
        first: Plain,
        #[opt(flatten)]
        second: Option<Plain>,
    },
}

fn main() {}
