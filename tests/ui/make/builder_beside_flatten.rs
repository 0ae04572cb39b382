//! A flattened model has a builder of its own.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Size {
    width: u32,
}

#[derive(Optimized)]
#[opt(builder)]
struct Video {
    #[opt(flatten)]
    size: Size,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
