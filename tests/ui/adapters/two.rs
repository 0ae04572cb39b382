//! Two adapters.

use optimize_core::Optimized;
use std::time::SystemTime;

#[derive(Optimized)]
struct Video {
    #[opt(serde, with = Mine)]
    at: SystemTime,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
