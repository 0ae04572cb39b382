//! The tag and a field under one key.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(tag = "kind")]
enum Video {
    Clip { kind: String },
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
