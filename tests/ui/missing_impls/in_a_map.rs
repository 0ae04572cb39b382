//! A map of what is no model.

use optimize_core::Optimized;
use std::collections::HashMap;

struct Camera {
    name: String,
}

#[derive(Optimized)]
struct Video {
    cameras: HashMap<String, Camera>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
