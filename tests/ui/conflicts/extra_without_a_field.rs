//! Unknown keys without a place.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(extra = "allow")]
struct Video {
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
