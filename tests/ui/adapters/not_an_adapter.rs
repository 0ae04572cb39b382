//! A type that is no adapter.

use optimize_core::Optimized;
use std::time::SystemTime;

struct Mine;

#[derive(Optimized)]
struct Video {
    #[opt(with = Mine)]
    at: SystemTime,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
