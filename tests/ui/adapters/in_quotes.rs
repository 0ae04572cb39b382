//! An adapter in quotes, as serde has it.

use optimize_core::Optimized;
use std::time::SystemTime;

#[derive(Optimized)]
struct Video {
    #[opt(with = "mine")]
    at: SystemTime,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
