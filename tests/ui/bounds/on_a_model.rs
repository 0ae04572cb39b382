//! A bound on an enum, which has none.

use optimize_core::Optimized;

#[derive(Optimized)]
enum Quality {
    Low,
}

#[derive(Optimized)]
struct Video {
    #[opt(ge = 1)]
    quality: Quality,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
