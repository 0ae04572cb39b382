//! A struct without fields.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video;

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
