//! A multiple of nothing.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(multiple_of = 0)]
    views: u32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
