//! Conversions, and none.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(coerce, strict)]
    views: u64,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
