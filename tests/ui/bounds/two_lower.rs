//! Both an open and a closed lower bound.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(gt = 0, ge = 0)]
    views: u32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
