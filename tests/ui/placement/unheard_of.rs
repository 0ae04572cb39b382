//! A key that is like no other.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(colour = 1)]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
