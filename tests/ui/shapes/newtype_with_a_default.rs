//! A default that can never be used.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video(#[opt(default)] String);

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
