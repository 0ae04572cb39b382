//! An internal tag has no place in an array.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(tag = "kind")]
enum Video {
    Clip(String, u32),
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
