//! A key with a letter missing.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(validate_asignment)]
struct Video {
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
