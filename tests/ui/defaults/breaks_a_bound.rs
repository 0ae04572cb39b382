//! A default that its own bound refuses.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default = 11, le = 10)]
    views: u64,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
