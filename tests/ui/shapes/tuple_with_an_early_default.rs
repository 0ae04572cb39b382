//! A default before a place that must be there.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video(u8, #[opt(default)] u8, String, #[opt(default)] u8);

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
