//! A type of the standard library that has no JSON form here.

use optimize_core::Optimized;
use std::time::SystemTime;

#[derive(Optimized)]
struct Video {
    at: SystemTime,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
